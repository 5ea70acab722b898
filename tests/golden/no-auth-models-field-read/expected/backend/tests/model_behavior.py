"""The behavior that every model has: a base class for the tests of one model."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, ClassVar

import pytest

from hello.core import fields
from hello.core.models import Model
from hello.core.tables import Table

from tests import samples
from tests.gateway import Gateway, Reply

NO_SUCH_ID = "00000000000000000000000000"
METHODS = {"read": "GET", "create": "POST", "update": "PATCH", "delete": "DELETE"}
REFUSED = "may not be set by you"


class ModelBehavior:
    """Creates, reads, updates, deletes and lists items through the API.

    `refs` has the model that each field refers to.
    """

    model: ClassVar[Model[Any, Any]]
    function: ClassVar[str]
    hidden: ClassVar[frozenset[str]] = frozenset()
    read_only: ClassVar[frozenset[str]] = frozenset()
    refs: ClassVar[Mapping[str, Model[Any, Any]]] = {}

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through API Gateway, and create items directly."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_create(self) -> None:
        """A new item has the values that were sent, an id, and a Location."""
        body = self.sample()

        reply = self.call("create", body=body)

        assert reply.status == 201
        assert body.items() <= self.stored(reply.json["id"]).items()
        assert reply.json["version"] == 1
        assert reply.headers["etag"] == '"1"'
        assert reply.headers["location"] == f"{self.model.path}/{reply.json['id']}"
        assert self.seen(self.stored(reply.json["id"])) == reply.json

    def test_create_fills_in_defaults(self) -> None:
        """A missing value gets its default, or stays absent."""
        body = self.sample()
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
        body = self.sample()
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
        assert reply.json == self.seen(item)
        assert reply.headers["etag"] == '"1"'

    def test_update(self) -> None:
        """A merge patch updates the given fields and increments the version."""
        item = self.make()
        changes = self.sample(1)

        reply = self.call("update", item["id"], body=changes)

        assert reply.status == 200
        assert changes.items() <= self.stored(item["id"]).items()
        assert reply.json["version"] == 2
        assert reply.headers["etag"] == '"2"'
        assert reply.json == self.seen(self.stored(item["id"]))

    def test_null_removes_an_optional_value(self) -> None:
        """Null removes an optional value and is rejected for a required one."""
        item = self.make()
        for name, field in self.model.fields.items():
            if name in self.read_only:
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
            if {*index.by, index.sort} & self.hidden:
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
            if field.unique and name in self.sample():
                item = self.make()
                body = {**self.sample(1), name: item[name]}

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
            if isinstance(field, fields.Ref) and name in self.sample():
                reply = self.call("create", body={**self.sample(), name: NO_SUCH_ID})

                assert reply.status == 422
                assert reply.errors == {name: "does not exist"}

    @pytest.mark.parametrize("action", ["create", "update"])
    def test_field_of_functions_is_refused(self, action: str) -> None:
        """A field that only functions may set is refused by name, whatever its value is."""
        item = self.make()
        for name in self.read_only:
            for value in (item[name], None):
                body = {**self.sample(1), name: value}
                reply = self.call(action, item["id"] if action == "update" else "", body=body)

                assert reply.status == 422
                assert reply.errors == {name: REFUSED}
        assert self.stored(item["id"]) == item

    def test_list_by_hidden_field_is_forbidden(self) -> None:
        """A filter, an order or a search would tell values that only functions see."""
        item = self.make()
        for index in self.model.indexes:
            if {*index.by, index.sort} & self.hidden:
                query = {name: str(item[name]) for name in index.by}
                if index.sort is not None:
                    query["sort"] = index.sort
                    if index.sort in self.model.searches:
                        query["search"] = item[index.sort]
                assert self.call("read", query=query).status == 403, query

    def test_functions_set_every_field(self) -> None:
        """Code sets the fields that nobody may set through the API."""
        values = samples.valid_item(self.model, 1)
        item = Table(self.model).create(self.model.parse_new(values))

        assert values.items() <= self.stored(item["id"]).items()

    def test_download_file(self) -> None:
        """A file of an item has a presigned download URL."""
        item = self.make()
        for name, field in self.model.fields.items():
            if isinstance(field, fields.File):
                reply = self.call("read", f"{item['id']}/files/{name}")

                if name in self.hidden:
                    assert reply.status == 404
                    continue
                assert reply.status == 200
                assert reply.json["name"] == "file.bin"
                assert reply.json["url"].startswith("https://")

    def test_list_includes_what_its_items_lead_to(self) -> None:
        """A list brings each item and file once, as whoever asks may read it by itself."""
        shared = self.make_with_shared_links()
        names = sorted(shared)
        query = {"include": ",".join(names)} if names else {}

        included = self.call("read", query=query).json.get("included", {})

        assert sorted(included) == names
        for name in names:
            if name in self.refs:
                alone = self.gateway.request("GET", f"{self.refs[name].path}/{shared[name]}").json
                assert included[name] == [alone], name
            else:
                assert [each["id"] for each in included[name]] == [shared[name]], name

    def test_hidden_field_is_not_included(self) -> None:
        """What only functions see cannot be asked for."""
        for name, field in self.model.fields.items():
            if isinstance(field, fields.Ref | fields.File):
                reply = self.call("read", query={"include": name})

                assert reply.status == (400 if name in self.hidden else 200), name

    def call(
        self,
        action: str,
        below: str = "",
        *,
        body: object = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request to a path of the model."""
        path = f"{self.model.path}/{below}".rstrip("/")
        return self.gateway.request(METHODS[action], path, body, query=query, headers=headers)

    @property
    def required(self) -> set[str]:
        """Return the required fields with their values."""
        return {
            name
            for name, field in self.model.fields.items()
            if not field.optional and field.default is None
        }

    def sample(self, number: int = 0) -> dict[str, Any]:
        """Return a value for each field."""
        values = samples.valid_item(self.model, number)
        return {name: value for name, value in values.items() if name not in self.read_only}

    def make_with_shared_links(self) -> dict[str, str]:
        """Create two items that lead to the same items and files, and return the ids of those."""
        models = enumerate(self.refs.items(), start=2)
        shared = {name: self.refer(model, number) for number, (name, model) in models}
        for number in range(2):
            values = {**samples.valid_item(self.model, number), **shared}
            Table(self.model).create(values)
            shared = {name: values[name] for name in self.model.links}
        return shared

    def refer(self, model: Model[Any, Any], number: int) -> str:
        """Create an item that leads to nothing itself, and return its id."""
        values = {
            name: samples.valid(field, number)
            for name, field in model.fields.items()
            if not isinstance(field, fields.Ref | fields.File)
        }
        return str(Table(model).create(values)["id"])

    def make(self, number: int = 0) -> dict[str, Any]:
        """Create an item, bypassing the API."""
        values = self.model.parse_new(samples.valid_item(self.model, number))
        return dict(Table(self.model).create(values))

    def stored(self, item_id: str) -> dict[str, Any]:
        """Read an item, bypassing the API."""
        return dict(Table(self.model).get(item_id))

    def seen(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return what clients see of an item."""
        return {name: value for name, value in item.items() if name not in self.hidden}

    def remove(self, item: dict[str, Any]) -> None:
        """Delete an item, bypassing the API."""
        Table(self.model).delete(self.stored(item["id"]))

    def list_ids(self, **query: str) -> list[str]:
        """Return the ids on all pages of a list."""
        found: list[str] = []
        query["limit"] = "2"
        while True:
            page = self.call("read", query=query).json
            found += [item["id"] for item in page["items"]]
            if page["cursor"] is None:
                return found
            query["cursor"] = page["cursor"]
