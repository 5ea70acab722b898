"""The behavior that every bucket has: a base class for the tests of one bucket."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from hello.core import ids, storage
from hello.core.buckets import Bucket

from tests.gateway import OWNER, Gateway, Reply, User, owner_id, user_in

SUCCESS = {"read": 200, "create": 201, "delete": 204}


class BucketBehavior:
    """Uploads, lists, downloads and deletes objects through the API.

    `access` says what nobody, the owner, somebody else and the members of groups may do.
    """

    bucket: ClassVar[Bucket]
    function: ClassVar[str]
    access: ClassVar[Mapping[str, set[str]]]

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through API Gateway, and create objects directly."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_presigned_put(self) -> None:
        """A small file is put into S3, once, under a key that names its owner."""
        reply = self.begin()

        assert reply.status == 201
        assert reply.json["method"] == "put"
        owner, ulid = reply.json["id"].split(".")
        assert owner == self.uploader
        assert f"/uploads/{owner}/{ulid}/a.bin?" in reply.json["url"]
        assert reply.json["headers"]["If-None-Match"] == "*"
        assert reply.headers["location"] == f"{self.bucket.path}/uploads/{reply.json['id']}"

    def test_complete_upload(self) -> None:
        """An upload is complete once S3 has the file; completing it again changes nothing."""
        upload = self.begin().json
        path = f"uploads/{upload['id']}"
        early = self.call("create", "POST", f"{path}/complete")
        self.put(f"uploads/{upload['id'].replace('.', '/')}/a.bin")

        first = self.call("create", "POST", f"{path}/complete")
        second = self.call("create", "POST", f"{path}/complete")
        status = self.call("create", "GET", path)

        assert early.status == 404
        assert first.status == 200
        assert first.json == second.json
        assert first.json["id"] == upload["id"]
        assert first.json["name"] == "a.bin"
        assert first.json["size"] == 1
        assert status.json == {"id": upload["id"], "status": "complete", "parts": []}

    def test_upload_of_a_wrong_type_or_size_is_rejected(self) -> None:
        """Size and type are checked before the upload starts."""
        assert self.begin(size=self.bucket.max_size + 1).status == 413
        if "*/*" not in self.bucket.accept:
            assert self.begin(type="unheard/of").status == 415

    def test_errors_name_every_invalid_field(self) -> None:
        """The response names every invalid field."""
        start = self.begin(name="a/b", type="text", size=0, unheard_of=1)
        parts = self.call("create", "POST", f"uploads/{self.new_id()}/parts", {"numbers": [0]})

        assert start.status == 422
        assert start.errors.keys() == {"name", "type", "size", "unheard_of"}
        assert parts.status == 422
        assert parts.errors.keys() == {"numbers"}

    def test_unknown_upload_is_not_found(self) -> None:
        """An unknown upload cannot be read, continued or completed."""
        path = f"uploads/{self.new_id()}"

        assert self.call("create", "GET", path).status == 404
        assert self.call("create", "POST", f"{path}/parts", {"numbers": [1]}).status == 404
        assert self.call("create", "POST", f"{path}/complete").status == 404
        assert self.call("create", "GET", "uploads/nonsense").status == 404
        assert self.call("create", "DELETE", path).status == 204

    def test_upload_of_another_user_is_hidden(self) -> None:
        """Only the user who started an upload can continue it."""
        path = f"uploads/{storage.ObjectId('somebody-else', ids.new_id())}"

        for method, below, body in (
            ("GET", "", None),
            ("POST", "/parts", {"numbers": [1]}),
            ("POST", "/complete", None),
            ("DELETE", "", None),
        ):
            assert self.call("create", method, f"{path}{below}", body).status == 404

    def test_pagination(self) -> None:
        """Pagination returns every object exactly once."""
        made = [str(self.make()) for _ in range(3)]
        found: list[str] = []
        query = {"limit": "2"}
        while True:
            page = self.call("read", "GET", "objects", query=query).json
            found += [stored["id"] for stored in page["items"]]
            if page["cursor"] is None:
                break
            query["cursor"] = page["cursor"]

        assert found == made

    def test_invalid_query_parameters_are_rejected(self) -> None:
        """The response names the invalid query parameter."""
        for name, value in {"cursor": "bm9uc2Vuc2U", "limit": "many", "unheard_of": "1"}.items():
            reply = self.call("read", "GET", "objects", query={name: value})

            assert reply.status == 400, name
            assert reply.errors.keys() == {name}

    def test_download(self) -> None:
        """An object has a presigned URL that downloads it under its name."""
        object_id = self.make()

        reply = self.call("read", "GET", f"objects/{object_id}")

        assert reply.status == 200
        assert reply.json["name"] == "a.bin"
        assert reply.json["type"] == "application/octet-stream"
        assert "response-content-disposition=attachment" in reply.json["url"]

    def test_delete(self) -> None:
        """A deleted item cannot be read again."""
        object_id = self.make()

        assert self.call("delete", "DELETE", f"objects/{object_id}").status == 204
        assert self.call("delete", "DELETE", f"objects/{object_id}").status == 404

    def test_access_rules_of_each_role(self) -> None:
        """Each role can do exactly what the access rules allow with an owner's object."""
        for role in self.access:
            for action in SUCCESS:
                reply = self.attempt(action, user_in(role))

                assert reply.status == self.expected(action, role), (role, action)

    def test_list_shows_only_readable_items(self) -> None:
        """Lists contain only what the caller may read."""
        object_id = str(self.make())
        for role, actions in self.access.items():
            reply = self.request("GET", "objects", user=user_in(role))

            listed = [item["id"] for item in reply.json.get("items", [])]
            shown = reply.status == 200 and object_id in listed
            assert shown is ("read" in actions), role

    def test_unreadable_item_is_not_found(self) -> None:
        """An object the caller may not read looks like one that does not exist."""
        object_id = self.make()
        for role, actions in self.access.items():
            if "read" not in actions:
                hidden = self.request("GET", f"objects/{object_id}", user=user_in(role))
                missing = self.request("GET", f"objects/{self.new_id()}", user=user_in(role))

                assert hidden == missing, role

    def attempt(self, action: str, user: User | None) -> Reply:
        """Return the status of a role's attempt at an action on the owner's object."""
        if action == "create":
            return self.request("POST", "uploads", self.sample, user=user)
        method = "GET" if action == "read" else "DELETE"
        return self.request(method, f"objects/{self.make()}", user=user)

    def expected(self, action: str, role: str) -> int:
        """Return the status that the access rules call for."""
        if action in self.access[role]:
            return SUCCESS[action]
        if user_in(role) is None:
            return 401
        readable = "read" in self.access[role]
        return 403 if action == "create" or (readable and action == "delete") else 404

    def somebody_who_may(self, action: str) -> User | None:
        """Return a user who may do something with the owner's objects."""
        return next(user_in(role) for role in self.access if action in self.access[role])

    def call(
        self,
        action: str,
        method: str,
        below: str,
        body: object = None,
        query: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request as a user who may do it."""
        user = self.somebody_who_may(action)
        return self.request(method, below, body, user=user, query=query)

    def request(
        self,
        method: str,
        below: str,
        body: object = None,
        *,
        user: User | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request to a path of the bucket."""
        path = f"{self.bucket.path}/{below}"
        return self.gateway.request(method, path, body, user=user, query=query)

    @property
    def sample(self) -> dict[str, Any]:
        """Return the body of a request to upload a small file."""
        content_type = self.bucket.accept[0].replace("*", "x")
        return {"name": "a.bin", "type": content_type, "size": 1}

    def begin(self, **changes: object) -> Reply:
        """Start an upload as a user who may."""
        return self.call("create", "POST", "uploads", {**self.sample, **changes})

    @property
    def uploader(self) -> str:
        """Return the owner id of a user who may upload."""
        return owner_id(self.somebody_who_may("create"))

    def new_id(self) -> storage.ObjectId:
        """Return the id of an upload that was never started."""
        return storage.ObjectId(self.uploader, ids.new_id())

    def make(self) -> storage.ObjectId:
        """Create an object of the owner."""
        object_id = storage.ObjectId(OWNER.sub, ids.new_id())
        self.put(f"{object_id.prefix}a.bin")
        return object_id

    def put(self, key: str) -> None:
        """Upload a file as a browser would."""
        storage.client().put_object(
            Bucket=self.bucket.name, Key=key, Body=b"x", ContentType="application/octet-stream"
        )
