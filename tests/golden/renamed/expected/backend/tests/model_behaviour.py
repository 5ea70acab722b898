"""What holds for every model: a class to inherit from, with a model and its rules filled in."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from hello.core import fields
from hello.core.models import Model
from hello.core.tables import Table

from tests import samples
from tests.gateway import OWNER, Gateway, Reply, User, owner_id, user_in

NO_SUCH_ID = "00000000000000000000000000"
METHODS = {"read": "GET", "create": "POST", "update": "PATCH", "delete": "DELETE"}
SUCCESS = {"read": 200, "create": 201, "update": 200, "delete": 204}


class ModelBehaviour:
    """Creates, reads, updates, deletes and lists items through the API.

    `access` says what nobody, the owner, somebody else and the members of groups may do.
    """

    model: ClassVar[Model[Any, Any]]
    function: ClassVar[str]
    access: ClassVar[Mapping[str, set[str]]]

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through the gateway; items can be made directly, too."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_creates(self) -> None:
        """A new item has what was sent, an id, and an address where it is found again."""
        body = self.sample("create")

        reply = self.call("create", body=body)

        assert reply.status == 201
        assert body.items() <= reply.json.items()
        assert reply.json["version"] == 1
        assert reply.headers["etag"] == '"1"'
        assert reply.headers["location"] == f"{self.model.path}/{reply.json['id']}"
        assert self.stored(reply.json["id"]) == reply.json

    def test_fills_in_defaults(self) -> None:
        """What is left out has its default, or is absent."""
        body = self.sample("create")
        left_out = body.keys() - self.required

        reply = self.call("create", body={name: body[name] for name in self.required})

        assert reply.status == 201
        for name in left_out:
            assert reply.json.get(name) == self.model.fields[name].default

    def test_names_all_that_is_wrong(self) -> None:
        """Every wrong field is named at once, in problem details."""
        wrong = {
            name: samples.invalid(field)[0]
            for name, field in self.model.fields.items()
            if samples.invalid(field)
        }

        reply = self.call("create", body={**wrong, "unheard_of": 1})

        assert reply.status == 422
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.errors.keys() >= {*wrong, "unheard_of"}

    def test_refuses_wrong_values(self) -> None:
        """Each field refuses what is not of its type or out of its bounds."""
        body = self.sample("create")
        for name, field in self.model.fields.items():
            for value in samples.invalid(field):
                reply = self.call("create", body={**body, name: value})

                assert reply.status == 422, (name, value)
                assert reply.errors.keys() == {name}, (name, value)

    def test_asks_for_what_is_required(self) -> None:
        """An empty body is told every field that is required."""
        reply = self.call("create", body={})

        assert (reply.errors.keys() if self.required else set()) == self.required

    def test_reads(self) -> None:
        """An item is found by its id."""
        item = self.make()

        reply = self.call("read", item["id"])

        assert reply.status == 200
        assert reply.json == item
        assert reply.headers["etag"] == '"1"'

    def test_updates(self) -> None:
        """A merge patch changes what it names and makes a new version."""
        item = self.make()
        changes = self.sample("update", number=1)

        reply = self.call("update", item["id"], body=changes)

        assert reply.status == 200
        assert changes.items() <= reply.json.items()
        assert reply.json["version"] == 2
        assert reply.headers["etag"] == '"2"'
        assert reply.json == self.stored(item["id"])

    def test_null_removes_what_is_optional(self) -> None:
        """Null removes an optional value, and is refused for a required one."""
        item = self.make()
        for name, field in self.model.fields.items():
            reply = self.call("update", item["id"], body={name: None})

            assert reply.status == (200 if field.optional else 422), name
            assert (name in self.stored(item["id"])) is not field.optional

    @pytest.mark.parametrize(("action", "body"), [("update", {}), ("delete", None)])
    def test_changes_only_the_version_that_was_read(self, action: str, body: object) -> None:
        """If-Match with another version changes nothing."""
        item = self.make()

        reply = self.call(action, item["id"], body=body, headers={"if-match": '"9"'})

        assert reply.status == 412
        assert self.stored(item["id"]) == item

    def test_deletes(self) -> None:
        """What is deleted is gone."""
        item = self.make()

        reply = self.call("delete", item["id"], headers={"if-match": '"1"'})

        assert reply.status == 204
        assert reply.text == ""
        assert self.call("read", item["id"]).status == 404

    def test_lists_in_pages(self) -> None:
        """Pages hold every item once, the newest first unless asked otherwise."""
        made = [self.make(number)["id"] for number in range(3)]

        assert self.list_ids() == made[::-1]
        assert self.list_ids(sort="oldest") == made

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("cursor", "bm9uc2Vuc2U"),
            ("limit", "0"),
            ("sort", "random"),
            ("owner", ""),
            ("unheard_of", "1"),
        ],
    )
    def test_refuses_wrong_parameters(self, name: str, value: str) -> None:
        """A list says which parameter is wrong."""
        reply = self.call("read", query={name: value})

        assert reply.status == 400
        assert reply.errors.keys() == {name}

    def test_lists_by_each_index(self) -> None:
        """A list can be narrowed to one value of an indexed field."""
        for name in self.model.index:
            first, second = self.make(0), self.make(1)

            found = self.list_ids(**{name: str(first[name])})

            assert first["id"] in found
            assert (second["id"] in found) is (first[name] == second[name])
            self.remove(first)
            self.remove(second)

    def test_unique_values_are_taken_once(self) -> None:
        """A unique value is refused a second time, and free again once its item is gone."""
        for name, field in self.model.fields.items():
            if field.unique:
                item = self.make()
                body = {**self.sample("create", number=1), name: item[name]}

                taken = self.call("create", body=body)
                self.remove(item)
                free = self.call("create", body=body)

                assert taken.status == 409
                assert taken.errors == {name: "is taken"}
                assert free.status == 201
                self.remove(free.json)

    def test_refers_only_to_what_exists(self) -> None:
        """A reference to nothing is refused."""
        for name, field in self.model.fields.items():
            if isinstance(field, fields.Ref):
                reply = self.call("create", body={**self.sample("create"), name: NO_SUCH_ID})

                assert reply.status == 422
                assert reply.errors == {name: "does not exist"}

    def test_downloads_files(self) -> None:
        """A file of an item is downloaded from a short-lived address."""
        item = self.make()
        for name, field in self.model.fields.items():
            if isinstance(field, fields.File):
                reply = self.call("read", f"{item['id']}/files/{name}")

                assert reply.status == 200
                assert reply.json["name"] == "file.bin"
                assert reply.json["url"].startswith("https://")

    def test_everybody_may_do_what_the_rules_say(self) -> None:
        """Each role may do just what is meant with an item of the owner's."""
        for number, role in enumerate(self.access):
            for action in METHODS:
                reply = self.attempt(action, role, number)

                assert reply.status == self.expected(action, role), (role, action)

    def test_lists_show_only_what_may_be_read(self) -> None:
        """Nobody finds in a list what they could not read."""
        item = self.make()
        for role, actions in self.access.items():
            reply = self.request("GET", user=user_in(role))

            shown = reply.status == 200 and item in reply.json["items"]
            assert shown is ("read" in actions), role

    def test_hides_as_if_nothing_were_there(self) -> None:
        """Who may not read an item cannot tell it from none."""
        item = self.make()
        for role, actions in self.access.items():
            if "read" not in actions:
                hidden = self.request("GET", item["id"], user=user_in(role))
                missing = self.request("GET", NO_SUCH_ID, user=user_in(role))

                assert hidden == missing, role

    def attempt(self, action: str, role: str, number: int) -> Reply:
        """What somebody in a role is answered who tries something; nothing of it stays."""
        user = user_in(role)
        if action == "create":
            # Where nobody needs to sign in, nobody is known.
            caller = None if action in self.access["nobody"] else user
            body = samples.valid_item(self.model, owner_id(caller), number)
            reply = self.request("POST", body=body, user=user)
            if reply.status == SUCCESS["create"]:
                self.remove(reply.json)
            return reply
        item = self.make(number)
        change: object = {} if action == "update" else None
        reply = self.request(METHODS[action], item["id"], body=change, user=user)
        if reply.status != SUCCESS["delete"]:
            self.remove(self.stored(item["id"]))
        return reply

    def expected(self, action: str, role: str) -> int:
        """The status that the rules lead to."""
        if action in self.access[role]:
            return SUCCESS[action]
        if user_in(role) is None:
            return 401
        readable = "read" in self.access[role]
        return 403 if action == "create" or (readable and action != "read") else 404

    def somebody_who_may(self, action: str) -> User | None:
        """Somebody whom the rules allow to do something with the owner's items."""
        return next(user_in(role) for role in self.access if action in self.access[role])

    def call(
        self,
        action: str,
        below: str = "",
        *,
        body: object = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The answer to somebody who may do it."""
        user = self.somebody_who_may(action)
        return self.request(
            METHODS[action], below, body=body, user=user, query=query, headers=headers
        )

    def request(
        self,
        method: str,
        below: str = "",
        *,
        body: object = None,
        user: User | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The answer to a request to the model's path or below it."""
        path = f"{self.model.path}/{below}".rstrip("/")
        return self.gateway.request(method, path, body, user=user, query=query, headers=headers)

    @property
    def required(self) -> set[str]:
        """The fields that a client must send."""
        return {
            name
            for name, field in self.model.fields.items()
            if not field.optional and field.default is None
        }

    def sample(self, action: str, number: int = 0) -> dict[str, Any]:
        """A value for each field, with files of somebody who may do it."""
        owner = owner_id(self.somebody_who_may(action))
        return samples.valid_item(self.model, owner, number)

    def make(self, number: int = 0) -> dict[str, Any]:
        """An item of the owner's, made without the API."""
        values = self.model.parse_new(samples.valid_item(self.model, OWNER.sub, number))
        return dict(Table(self.model).create(values, OWNER.sub))

    def stored(self, item_id: str) -> dict[str, Any]:
        """An item, read without the API."""
        return dict(Table(self.model).get(item_id))

    def remove(self, item: dict[str, Any]) -> None:
        """Delete an item without the API."""
        Table(self.model).delete(item)

    def list_ids(self, **query: str) -> list[str]:
        """The ids on all pages of a list."""
        found: list[str] = []
        query["limit"] = "2"
        while True:
            page = self.call("read", query=query).json
            found += [item["id"] for item in page["items"]]
            if page["cursor"] is None:
                return found
            query["cursor"] = page["cursor"]
