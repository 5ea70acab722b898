"""What holds for every bucket: a class to inherit from, with a bucket and its rules filled in."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from hello.core import ids, storage
from hello.core.buckets import Bucket

from tests.gateway import OWNER, Gateway, Reply, User, owner_id, user_in

SUCCESS = {"read": 200, "create": 201, "delete": 204}


class BucketBehaviour:
    """Uploads, lists, downloads and deletes objects through the API.

    `access` says what nobody, the owner, somebody else and the members of groups may do.
    """

    bucket: ClassVar[Bucket]
    function: ClassVar[str]
    access: ClassVar[Mapping[str, set[str]]]

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through the gateway; objects can be made directly, too."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_signs_a_form(self) -> None:
        """A small file goes to S3 as a form, under a key that names its owner."""
        reply = self.begin()

        assert reply.status == 201
        assert reply.json["method"] == "post"
        owner, ulid = reply.json["id"].split(".")
        assert owner == self.uploader
        assert reply.json["fields"]["key"] == f"uploads/{owner}/{ulid}/a.bin"
        assert reply.headers["location"] == f"{self.bucket.path}/uploads/{reply.json['id']}"

    def test_completes_an_upload(self) -> None:
        """An upload is complete once the file is there, however often one asks."""
        upload = self.begin().json
        path = f"uploads/{upload['id']}"
        early = self.call("create", "POST", f"{path}/complete")
        self.put(upload["fields"]["key"])

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

    def test_refuses_what_the_bucket_does_not_take(self) -> None:
        """Size and type are checked before anything is sent."""
        assert self.begin(size=self.bucket.max_size + 1).status == 413
        if "*/*" not in self.bucket.accept:
            assert self.begin(type="unheard/of").status == 415

    def test_names_all_that_is_wrong(self) -> None:
        """Every wrong field of a request is named at once."""
        start = self.begin(name="a/b", type="text", size=0, unheard_of=1)
        parts = self.call("create", "POST", f"uploads/{self.new_id()}/parts", {"numbers": [0]})

        assert start.status == 422
        assert start.errors.keys() == {"name", "type", "size", "unheard_of"}
        assert parts.status == 422
        assert parts.errors.keys() == {"numbers"}

    def test_hides_what_is_not_there(self) -> None:
        """Without an upload there is nothing to see, to send or to complete."""
        path = f"uploads/{self.new_id()}"

        assert self.call("create", "GET", path).status == 404
        assert self.call("create", "POST", f"{path}/parts", {"numbers": [1]}).status == 404
        assert self.call("create", "POST", f"{path}/complete").status == 404
        assert self.call("create", "GET", "uploads/nonsense").status == 404
        assert self.call("create", "DELETE", path).status == 204

    def test_hides_the_uploads_of_others(self) -> None:
        """Only whoever started an upload may go on with it."""
        path = f"uploads/{storage.ObjectId('somebody-else', ids.new_id())}"

        for method, below, body in (
            ("GET", "", None),
            ("POST", "/parts", {"numbers": [1]}),
            ("POST", "/complete", None),
            ("DELETE", "", None),
        ):
            assert self.call("create", method, f"{path}{below}", body).status == 404

    def test_lists_in_pages(self) -> None:
        """Pages hold every object once."""
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

    def test_refuses_wrong_parameters(self) -> None:
        """A list says which parameter is wrong."""
        for name, value in {"cursor": "bm9uc2Vuc2U", "limit": "many", "unheard_of": "1"}.items():
            reply = self.call("read", "GET", "objects", query={name: value})

            assert reply.status == 400, name
            assert reply.errors.keys() == {name}

    def test_downloads(self) -> None:
        """An object comes with a short-lived address that downloads it under its name."""
        object_id = self.make()

        reply = self.call("read", "GET", f"objects/{object_id}")

        assert reply.status == 200
        assert reply.json["name"] == "a.bin"
        assert reply.json["type"] == "application/octet-stream"
        assert "response-content-disposition=attachment" in reply.json["url"]

    def test_deletes(self) -> None:
        """What is deleted is gone."""
        object_id = self.make()

        assert self.call("delete", "DELETE", f"objects/{object_id}").status == 204
        assert self.call("delete", "DELETE", f"objects/{object_id}").status == 404

    def test_everybody_may_do_what_the_rules_say(self) -> None:
        """Each role may do just what is meant with an object of the owner's."""
        for role in self.access:
            for action in SUCCESS:
                reply = self.attempt(action, user_in(role))

                assert reply.status == self.expected(action, role), (role, action)

    def test_lists_show_only_what_may_be_read(self) -> None:
        """Nobody finds in a list what they could not read."""
        object_id = str(self.make())
        for role, actions in self.access.items():
            reply = self.request("GET", "objects", user=user_in(role))

            shown = reply.status == 200 and object_id in [one["id"] for one in reply.json["items"]]
            assert shown is ("read" in actions), role

    def test_hides_as_if_nothing_were_there(self) -> None:
        """Who may not read an object cannot tell it from none."""
        object_id = self.make()
        for role, actions in self.access.items():
            if "read" not in actions:
                hidden = self.request("GET", f"objects/{object_id}", user=user_in(role))
                missing = self.request("GET", f"objects/{self.new_id()}", user=user_in(role))

                assert hidden == missing, role

    def attempt(self, action: str, user: User | None) -> Reply:
        """What somebody is answered who tries something with an object of the owner's."""
        if action == "create":
            return self.request("POST", "uploads", self.sample, user=user)
        method = "GET" if action == "read" else "DELETE"
        return self.request(method, f"objects/{self.make()}", user=user)

    def expected(self, action: str, role: str) -> int:
        """The status that the rules lead to."""
        if action in self.access[role]:
            return SUCCESS[action]
        if user_in(role) is None:
            return 401
        readable = "read" in self.access[role]
        return 403 if action == "create" or (readable and action == "delete") else 404

    def somebody_who_may(self, action: str) -> User | None:
        """Somebody whom the rules allow to do something with the owner's objects."""
        return next(user_in(role) for role in self.access if action in self.access[role])

    def call(
        self,
        action: str,
        method: str,
        below: str,
        body: object = None,
        query: Mapping[str, str] | None = None,
    ) -> Reply:
        """The answer to somebody who may do it."""
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
        """The answer to a request below the bucket's path."""
        path = f"{self.bucket.path}/{below}"
        return self.gateway.request(method, path, body, user=user, query=query)

    @property
    def sample(self) -> dict[str, Any]:
        """A request to upload a small file."""
        content_type = self.bucket.accept[0].replace("*", "x")
        return {"name": "a.bin", "type": content_type, "size": 1}

    def begin(self, **changes: object) -> Reply:
        """The answer to the beginning of an upload by somebody who may."""
        return self.call("create", "POST", "uploads", {**self.sample, **changes})

    @property
    def uploader(self) -> str:
        """Whose the uploads are of somebody who may."""
        return owner_id(self.somebody_who_may("create"))

    def new_id(self) -> storage.ObjectId:
        """The id of an upload that has not been started."""
        return storage.ObjectId(self.uploader, ids.new_id())

    def make(self) -> storage.ObjectId:
        """An object of the owner's."""
        object_id = storage.ObjectId(OWNER.sub, ids.new_id())
        self.put(f"{object_id.prefix}a.bin")
        return object_id

    def put(self, key: str) -> None:
        """What the browser does with an address that it was given."""
        storage.client().put_object(
            Bucket=self.bucket.name, Key=key, Body=b"x", ContentType="application/octet-stream"
        )
