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
REFUSED = "may not be set by you"


class ModelBehavior:
    """Creates, reads, updates, deletes and lists items through the API.

    `access` says what nobody, the owner, somebody else and the members of groups may do.
    `field_readers` and `field_writers` say who may see and set a field, if not everybody who may
    read or write an item.
    `refs` has the model that each field refers to.
    """

    model: ClassVar[Model[Any, Any]]
    function: ClassVar[str]
    access: ClassVar[Mapping[str, set[str]]]
    field_readers: ClassVar[Mapping[str, set[str]]] = {}
    field_writers: ClassVar[Mapping[str, set[str]]] = {}
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
        assert body.items() <= self.stored(reply.json["id"]).items()
        assert reply.json["version"] == 1
        assert reply.headers["etag"] == '"1"'
        assert reply.headers["location"] == f"{self.model.path}/{reply.json['id']}"
        assert self.seen(self.stored(reply.json["id"]), "create") == reply.json

    def test_create_fills_in_defaults(self) -> None:
        """A missing value gets its default, or stays absent."""
        body = self.sample("create")
        left_out = self.model.fields.keys() - self.required

        reply = self.call("create", body={name: body[name] for name in self.required})

        assert reply.status == 201
        stored = self.stored(reply.json["id"])
        for name in left_out:
            assert stored.get(name) == self.model.fields[name].default

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
        assert reply.json == self.seen(item, "read")
        assert reply.headers["etag"] == '"1"'

    def test_update(self) -> None:
        """A merge patch updates the given fields and increments the version."""
        item = self.make()
        changes = self.sample("update", number=1)

        reply = self.call("update", item["id"], body=changes)

        assert reply.status == 200
        assert changes.items() <= self.stored(item["id"]).items()
        assert reply.json["version"] == 2
        assert reply.headers["etag"] == '"2"'
        assert reply.json == self.seen(self.stored(item["id"]), "update")

    def test_null_removes_an_optional_value(self) -> None:
        """Null removes an optional value and is rejected for a required one."""
        item = self.make()
        for name, field in self.model.fields.items():
            if name not in self.allowed(self.field_writers, "update"):
                continue
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
            names = {*index.by, index.sort} & self.field_readers.keys()
            if not names <= self.allowed(self.field_readers, "read", self.lister_role):
                continue
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
            if field.unique and name in self.sample("create"):
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
            if isinstance(field, fields.Ref) and name in self.sample("create"):
                reply = self.call("create", body={**self.sample("create"), name: NO_SUCH_ID})

                assert reply.status == 422
                assert reply.errors == {name: "does not exist"}

    @pytest.mark.parametrize("action", ["create", "update"])
    def test_fields_are_set_by_their_writers(self, action: str) -> None:
        """A field that the caller may not set is refused by name, even if it is null."""
        for role, actions in self.access.items():
            for name in self.field_writers if action in actions else ():
                item = self.make()
                below = item["id"] if action == "update" else ""
                for value in (item[name], None):
                    reply = self.request(
                        METHODS[action], below, body={name: value}, user=user_in(role)
                    )

                    refused = reply.errors.get(name) == REFUSED
                    allowed = name in self.allowed(self.field_writers, action, role)
                    assert refused is not allowed, (role, name)
                    if reply.status == SUCCESS["create"]:
                        self.remove(reply.json)
                self.remove(self.stored(item["id"]))

    def test_fields_are_shown_to_their_readers(self) -> None:
        """Answers have a field for those who may see it, and for nobody else."""
        item = self.make()
        for role, actions in self.access.items():
            if "read" in actions:
                reply = self.request("GET", item["id"], user=user_in(role))

                assert reply.json == self.seen(item, "read", role), role

    def test_people_who_sign_in_read_under_me(self) -> None:
        """On a public route nobody is known, so what is for some people is under /me."""
        item = self.make()
        path = f"/me{self.model.path}"
        for role in self.access:
            if "read" in self.access["nobody"] and any(self.field_readers.values()):
                user = user_in(role)
                got = self.gateway.request("GET", f"{path}/{item['id']}", user=user)
                listed = self.gateway.request("GET", path, user=user)

                assert got.status == listed.status == (401 if user is None else 200)
                if user is not None:
                    seen = self.seen(item, "read under me", role)
                    assert got.json == seen, role
                    assert listed.json["items"] == [seen], role

    def test_list_by_hidden_field_is_forbidden(self) -> None:
        """A filter, an order or a search would tell values that the caller may not see."""
        item = self.make()
        for index in self.model.indexes:
            names = {*index.by, index.sort} & self.field_readers.keys()
            query = {name: str(item[name]) for name in index.by}
            if index.sort is not None:
                query["sort"] = index.sort
                if index.sort in self.model.searches:
                    query["search"] = item[index.sort]
            for role, actions in self.access.items():
                if names and "read" in actions:
                    reply = self.request("GET", query=query, user=user_in(role))

                    # An owner is the owner of each item only in a list of their own.
                    own = "owner" in index.by or not self.model.access.beyond_owner
                    caller = role if role != "owner" or own else "somebody else"
                    visible = names <= self.allowed(self.field_readers, "read", caller)
                    # 400: it lists their own items, which this index does not.
                    expected = {200, 400} if visible else {403, 400}
                    assert reply.status in expected, (role, query)

    def test_functions_set_every_field(self) -> None:
        """Code sets the fields that nobody may set through the API."""
        values = samples.valid_item(self.model, OWNER.sub, 1)
        item = Table(self.model).create(self.model.parse_new(values), OWNER.sub)

        assert values.items() <= self.stored(item["id"]).items()

    def test_download_file(self) -> None:
        """A file of an item has a presigned download URL."""
        item = self.make()
        for name, field in self.model.fields.items():
            if isinstance(field, fields.File):
                reply = self.call("read", f"{item['id']}/files/{name}")

                if name not in self.allowed(self.field_readers, "read"):
                    assert reply.status == 404
                    continue
                assert reply.status == 200
                assert reply.json["name"] == "file.bin"
                assert reply.json["url"].startswith("https://")

    def test_list_includes_what_its_items_lead_to(self) -> None:
        """A list brings each item and file once, as whoever asks may read it by itself."""
        shared = self.make_with_shared_links()
        for path, caller, within in self.lists:
            user = user_in(caller)
            names = sorted(shared.keys() & self.seen_in_list(caller, **within))
            query = within | ({"include": ",".join(names)} if names else {})

            reply = self.gateway.request("GET", path, user=user, query=query)

            included = reply.json.get("included", {})
            assert sorted(included) == names
            for name in names:
                if name in self.refs:
                    alone = self.read_alone(self.refs[name], shared[name], user)
                    assert included[name] == alone, (caller, name)
                else:
                    assert [each["id"] for each in included[name]] == [shared[name]], (caller, name)

    def test_hidden_field_is_not_included(self) -> None:
        """Whoever may not see a field is not sent what it leads to, which would tell the value."""
        for path, caller, within in self.lists:
            seen = self.seen_in_list(caller, **within)
            for name, field in self.model.fields.items():
                if isinstance(field, fields.Ref | fields.File):
                    query = {**within, "include": name}
                    reply = self.gateway.request("GET", path, user=user_in(caller), query=query)

                    # 400: for functions alone, so that no list has it.
                    refused = 403 if self.field_readers.get(name, {caller}) else 400
                    assert reply.status == (200 if name in seen else refused), (query, caller)

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

            seen = self.seen(item, "read", role)
            shown = reply.status == 200 and seen in reply.json["items"]
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
            body = {name: body[name] for name in self.allowed(self.field_writers, action, role)}
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
        return user_in(self.role_that_may(action))

    def role_that_may(self, action: str) -> str:
        """Return a role that may do something with the owner's items."""
        return next(role for role in self.access if action in self.access[role])

    def allowed(
        self, rules: Mapping[str, set[str]], action: str, role: str | None = None
    ) -> set[str]:
        """Return the fields that rules leave to a role; whoever creates an item is its owner."""
        # Without sign-in, every caller is anonymous.
        known = role or self.role_that_may(action)
        caller = "nobody" if action in self.access["nobody"] else known
        roles = {caller, "owner"} if action == "create" and caller != "nobody" else {caller}
        return {name for name in self.model.fields if name not in rules or roles & rules[name]}

    def seen(self, item: Mapping[str, Any], action: str, role: str | None = None) -> dict[str, Any]:
        """Return what whoever does something sees of an item."""
        hidden = self.model.fields.keys() - self.allowed(self.field_readers, action, role)
        return {name: value for name, value in item.items() if name not in hidden}

    @property
    def lists(self) -> list[tuple[str, str, dict[str, str]]]:
        """The lists with the owner's items: path, who is known to ask, and whose items it has."""
        path = self.model.path
        callers = [role for role, actions in self.access.items() if "read" in actions]
        lists = [(path, role) for role in callers]
        if "nobody" in callers:
            # A public route does not know who asks; those under /me do, where there are any.
            signed_in = [(f"/me{path}", role) for role in callers if role != "nobody"]
            lists = [(path, "nobody"), *(signed_in if any(self.field_readers.values()) else [])]
        return [(*each, within) for each in lists for within in ({}, {"owner": OWNER.sub})]

    def seen_in_list(self, caller: str, owner: str | None = None) -> set[str]:
        """Return the fields that a caller sees in every item, or in every item of an owner."""
        # An owner is the owner of each item only in a list of their own.
        own = owner is not None or "read" not in self.access["somebody else"]
        role = caller if caller != "owner" or own else "somebody else"
        rules = self.field_readers
        return {name for name in self.model.fields if name not in rules or role in rules[name]}

    @property
    def lister(self) -> User | None:
        """A user who may list everybody's items or, if nobody may, the owner."""
        return user_in(self.lister_role)

    @property
    def lister_role(self) -> str:
        """A role that may list everybody's items or, if none may, the owner."""
        readers = [role for role, actions in self.access.items() if "read" in actions]
        return next((role for role in readers if role != "owner"), "owner")

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
        values = samples.valid_item(self.model, owner, number)
        return {name: values[name] for name in self.allowed(self.field_writers, action)}

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
        ways = (f"/me{path}", path)
        replies = [self.gateway.request("GET", way, user=user) for way in ways]
        return [reply.json for reply in replies if reply.status == SUCCESS["read"]][:1]

    def make(self, number: int = 0) -> dict[str, Any]:
        """Create an item of the owner, bypassing the API."""
        values = self.model.parse_new(samples.valid_item(self.model, OWNER.sub, number))
        return dict(Table(self.model).create(values, OWNER.sub))

    def stored(self, item_id: str) -> dict[str, Any]:
        """Read an item, bypassing the API."""
        return dict(Table(self.model).get(item_id))

    def remove(self, item: dict[str, Any]) -> None:
        """Delete an item, bypassing the API."""
        Table(self.model).delete(self.stored(item["id"]))

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
