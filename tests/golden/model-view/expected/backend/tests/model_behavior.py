"""The behavior that every model has: a base class for the tests of one model."""

from collections.abc import Mapping
from operator import itemgetter
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


class ModelBehavior:
    """Creates, reads, updates, deletes and lists items through the API.

    `access` says what nobody, the owner, somebody else and the members of groups may do.
    `refs` has the model that each field refers to.
    """

    model: ClassVar[Model[Any, Any]]
    function: ClassVar[str]
    access: ClassVar[Mapping[str, set[str]]]
    refs: ClassVar[Mapping[str, Model[Any, Any]]] = {}

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through API Gateway, and create items directly."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_create(self) -> None:
        """A new item has the values that were sent, an id, and a Location."""
        body = self.sample("create")

        reply = self.call("create", body=body)

        assert reply.status == 201
        assert body.items() <= reply.json.items()
        assert reply.json["version"] == 1
        assert reply.headers["etag"] == '"1"'
        assert reply.headers["location"] == f"{self.model.path}/{reply.json['id']}"
        assert self.stored(reply.json["id"]) == reply.json

    def test_create_fills_in_defaults(self) -> None:
        """A missing value gets its default, or stays absent."""
        body = self.sample("create")
        left_out = body.keys() - self.required

        reply = self.call("create", body={name: body[name] for name in self.required})

        assert reply.status == 201
        for name in left_out:
            assert reply.json.get(name) == self.model.fields[name].default

    def test_errors_name_every_invalid_field(self) -> None:
        """Problem details name every invalid field."""
        wrong = {
            name: samples.invalid(field)[0]
            for name, field in self.model.fields.items()
            if samples.invalid(field)
        }

        reply = self.call("create", body={**wrong, "unheard_of": 1})

        assert reply.status == 422
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.errors.keys() >= {*wrong, "unheard_of"}

    def test_invalid_values_are_rejected(self) -> None:
        """Each field rejects values of other types or outside its bounds."""
        body = self.sample("create")
        for name, field in self.model.fields.items():
            for value in samples.invalid(field):
                reply = self.call("create", body={**body, name: value})

                assert reply.status == 422, (name, value)
                assert reply.errors.keys() == {name}, (name, value)

    def test_create_requires_required_fields(self) -> None:
        """The response to an empty body names every required field."""
        reply = self.call("create", body={})

        assert (reply.errors.keys() if self.required else set()) == self.required

    def test_get(self) -> None:
        """An item can be read by its id."""
        item = self.make()

        reply = self.call("read", item["id"])

        assert reply.status == 200
        assert reply.json == item
        assert reply.headers["etag"] == '"1"'

    def test_update(self) -> None:
        """A merge patch updates the given fields and increments the version."""
        item = self.make()
        changes = self.sample("update", number=1)

        reply = self.call("update", item["id"], body=changes)

        assert reply.status == 200
        assert changes.items() <= reply.json.items()
        assert reply.json["version"] == 2
        assert reply.headers["etag"] == '"2"'
        assert reply.json == self.stored(item["id"])

    def test_null_removes_an_optional_value(self) -> None:
        """Null removes an optional value and is rejected for a required one."""
        item = self.make()
        for name, field in self.model.fields.items():
            reply = self.call("update", item["id"], body={name: None})

            assert reply.status == (200 if field.optional else 422), name
            assert (name in self.stored(item["id"])) is not field.optional

    @pytest.mark.parametrize(("action", "body"), [("update", {}), ("delete", None)])
    def test_if_match_conflict(self, action: str, body: object) -> None:
        """If-Match with a different version is rejected with 412."""
        item = self.make()

        reply = self.call(action, item["id"], body=body, headers={"if-match": '"9"'})

        assert reply.status == 412
        assert self.stored(item["id"]) == item

    def test_delete(self) -> None:
        """A deleted item cannot be read again."""
        item = self.make()

        reply = self.call("delete", item["id"], headers={"if-match": '"1"'})

        assert reply.status == 204
        assert reply.text == ""
        assert self.call("read", item["id"]).status == 404

    def test_pagination(self) -> None:
        """Pagination returns every item exactly once, newest first by default."""
        made = [self.make(number)["id"] for number in range(3)]

        assert self.list_ids() == made[::-1]
        assert self.list_ids(sort="oldest") == made

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("cursor", "bm9uc2Vuc2U"),
            ("limit", "0"),
            ("sort", "random"),
            ("search", ""),
            ("owner", ""),
            ("include", "unheard_of"),
            ("unheard_of", "1"),
        ],
    )
    def test_invalid_query_parameters_are_rejected(self, name: str, value: str) -> None:
        """The response names the invalid query parameter."""
        reply = self.call("read", query={name: value})

        assert reply.status == 400
        assert reply.errors.keys() == {name}

    def test_list_by_each_index(self) -> None:
        """Each index lists the items with the given values, in its order either way round."""
        for index in self.model.indexes:
            made = [self.make(number) for number in range(2)]
            query = {name: str(made[0][name]) for name in index.by}
            field = index.sort or "id"
            same = [item for item in made if all(str(item[name]) == query[name] for name in query)]
            same.sort(key=itemgetter(field, "id"))
            ids = [item["id"] for item in same]

            up, down = (field, f"-{field}") if index.sort else ("oldest", "newest")
            assert self.list_ids(sort=up, **query) == ids, index
            assert self.list_ids(sort=down, **query) == ids[::-1], index
            if field in self.model.searches:
                search = made[0][field][: len(made[0][field]) // 2 + 1]
                ids = [item["id"] for item in same if item[field].startswith(search)]
                assert self.list_ids(sort=up, search=search, **query) == ids, index
            for item in made:
                self.remove(item)

    def test_unique_value_is_rejected_twice(self) -> None:
        """A unique value is rejected twice, and free again once its item is deleted."""
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

    def test_reference_to_a_missing_item_is_rejected(self) -> None:
        """A reference to a missing item is rejected."""
        for name, field in self.model.fields.items():
            if isinstance(field, fields.Ref):
                reply = self.call("create", body={**self.sample("create"), name: NO_SUCH_ID})

                assert reply.status == 422
                assert reply.errors == {name: "does not exist"}

    def test_list_includes_what_its_items_lead_to(self) -> None:
        """A list brings each item and file once, as whoever asks may read it by itself."""
        shared = self.make_with_shared_links()
        for path, caller in self.lists:
            user = user_in(caller)
            names = sorted(shared)
            query = {"include": ",".join(names)} if names else {}

            reply = self.gateway.request("GET", path, user=user, query=query)

            included = reply.json.get("included", {})
            assert sorted(included) == names
            for name in names:
                if name in self.refs:
                    alone = self.read_alone(self.refs[name], shared[name], user)
                    assert included[name] == alone, (caller, name)
                else:
                    assert [each["id"] for each in included[name]] == [shared[name]], (caller, name)

    def test_access_rules_of_each_role(self) -> None:
        """Each role can do exactly what the access rules allow with an owner's item."""
        for number, role in enumerate(self.access):
            for action in METHODS:
                reply = self.attempt(action, role, number)

                assert reply.status == self.expected(action, role), (role, action)

    def test_list_shows_only_readable_items(self) -> None:
        """Lists contain only what the caller may read."""
        item = self.make()
        for role, actions in self.access.items():
            reply = self.request("GET", user=user_in(role))

            shown = reply.status == 200 and item in reply.json["items"]
            assert shown is ("read" in actions), role

    def test_unreadable_item_is_not_found(self) -> None:
        """An item the caller may not read looks like one that does not exist."""
        item = self.make()
        for role, actions in self.access.items():
            if "read" not in actions:
                hidden = self.request("GET", item["id"], user=user_in(role))
                missing = self.request("GET", NO_SUCH_ID, user=user_in(role))

                assert hidden == missing, role

    def attempt(self, action: str, role: str, number: int) -> Reply:
        """Return the status of a role's attempt at an action, and clean up."""
        user = user_in(role)
        if action == "create":
            # Without sign-in, every caller is anonymous.
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
        """Return the status that the access rules call for."""
        if action in self.access[role]:
            return SUCCESS[action]
        if user_in(role) is None:
            return 401
        readable = "read" in self.access[role]
        return 403 if action == "create" or (readable and action != "read") else 404

    def somebody_who_may(self, action: str) -> User | None:
        """Return a user who may do something with the owner's items."""
        return next(user_in(role) for role in self.access if action in self.access[role])

    @property
    def lists(self) -> list[tuple[str, str]]:
        """The lists with the owner's items: path, and who is known to ask."""
        callers = [role for role, actions in self.access.items() if "read" in actions]
        # A public route does not know who asks.
        known = ["nobody"] if "nobody" in callers else callers
        return [(self.model.path, role) for role in known]

    @property
    def lister(self) -> User | None:
        """A user who may list everybody's items or, if nobody may, the owner."""
        readers = [role for role, actions in self.access.items() if "read" in actions]
        return user_in(next((role for role in readers if role != "owner"), "owner"))

    def call(
        self,
        action: str,
        below: str = "",
        *,
        body: object = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request as a user who may do it."""
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
        """Send a request to a path of the model."""
        path = f"{self.model.path}/{below}".rstrip("/")
        return self.gateway.request(method, path, body, user=user, query=query, headers=headers)

    @property
    def required(self) -> set[str]:
        """Return the required fields with their values."""
        return {
            name
            for name, field in self.model.fields.items()
            if not field.optional and field.default is None
        }

    def sample(self, action: str, number: int = 0) -> dict[str, Any]:
        """Return a value for each field, with files of a user who may create."""
        owner = owner_id(self.somebody_who_may(action))
        return samples.valid_item(self.model, owner, number)

    def make_with_shared_links(self) -> dict[str, str]:
        """Create two items that lead to the same items and files, and return the ids of those."""
        models = enumerate(self.refs.items(), start=2)
        shared = {name: self.refer(model, number) for number, (name, model) in models}
        for number in range(2):
            values = {**samples.valid_item(self.model, OWNER.sub, number), **shared}
            Table(self.model).create(values, OWNER.sub)
            shared = {name: values[name] for name in self.model.links}
        return shared

    def refer(self, model: Model[Any, Any], number: int) -> str:
        """Create an item of the owner that leads to nothing itself, and return its id."""
        values = {
            name: samples.valid(field, OWNER.sub, number)
            for name, field in model.fields.items()
            if not isinstance(field, fields.Ref | fields.File)
        }
        return str(Table(model).create(values, OWNER.sub)["id"])

    def read_alone(self, model: Model[Any, Any], item_id: str, user: User | None) -> list[Any]:
        """Return an item of a model as a user reads it, or nothing if they may not."""
        path = f"{model.path}/{item_id}"
        reply = self.gateway.request("GET", path, user=user)
        return [reply.json] if reply.status == SUCCESS["read"] else []

    def make(self, number: int = 0) -> dict[str, Any]:
        """Create an item of the owner, bypassing the API."""
        values = self.model.parse_new(samples.valid_item(self.model, OWNER.sub, number))
        return dict(Table(self.model).create(values, OWNER.sub))

    def stored(self, item_id: str) -> dict[str, Any]:
        """Read an item, bypassing the API."""
        return dict(Table(self.model).get(item_id))

    def remove(self, item: dict[str, Any]) -> None:
        """Delete an item, bypassing the API."""
        Table(self.model).delete(item)

    def list_ids(self, **query: str) -> list[str]:
        """Return the ids on all pages of a list."""
        found: list[str] = []
        query["limit"] = "2"
        while True:
            page = self.request("GET", query=query, user=self.lister).json
            found += [item["id"] for item in page["items"]]
            if page["cursor"] is None:
                return found
            query["cursor"] = page["cursor"]
