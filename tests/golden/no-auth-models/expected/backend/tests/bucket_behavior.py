"""The behavior that every bucket has: a base class for the tests of one bucket."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from hello.core import ids, storage
from hello.core.buckets import Bucket

from tests.gateway import Gateway, Reply


class BucketBehavior:
    """Uploads, lists, downloads and deletes objects through the API."""

    bucket: ClassVar[Bucket]
    function: ClassVar[str]

    @pytest.fixture(autouse=True)
    def use(self, gateway: Gateway) -> None:
        """Send requests through API Gateway, and create objects directly."""
        self.gateway = gateway
        gateway.cloud.set_environment(self.function)

    def test_presigned_put(self) -> None:
        """A small file is put into S3, once."""
        reply = self.begin()

        assert reply.status == 201
        assert reply.json["method"] == "put"
        owner, ulid = reply.json["id"].split(".")
        assert owner == storage.ANONYMOUS
        assert f"/uploads/{owner}/{ulid}/a.bin?" in reply.json["url"]
        assert reply.json["headers"]["If-None-Match"] == "*"
        assert reply.headers["location"] == f"{self.bucket.path}/uploads/{reply.json['id']}"

    def test_complete_upload(self) -> None:
        """An upload is complete once S3 has the file; completing it again changes nothing."""
        upload = self.begin().json
        path = f"uploads/{upload['id']}"
        early = self.request("POST", f"{path}/complete")
        self.put(f"uploads/{upload['id'].replace('.', '/')}/a.bin")

        first = self.request("POST", f"{path}/complete")
        second = self.request("POST", f"{path}/complete")
        status = self.request("GET", path)

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
        parts = self.request("POST", f"uploads/{self.new_id()}/parts", {"numbers": [0]})

        assert start.status == 422
        assert start.errors.keys() == {"name", "type", "size", "unheard_of"}
        assert parts.status == 422
        assert parts.errors.keys() == {"numbers"}

    def test_unknown_upload_is_not_found(self) -> None:
        """An unknown upload cannot be read, continued or completed."""
        path = f"uploads/{self.new_id()}"

        assert self.request("GET", path).status == 404
        assert self.request("POST", f"{path}/parts", {"numbers": [1]}).status == 404
        assert self.request("POST", f"{path}/complete").status == 404
        assert self.request("GET", "uploads/nonsense").status == 404
        assert self.request("DELETE", path).status == 204

    def test_pagination(self) -> None:
        """Pagination returns every object exactly once."""
        made = [str(self.make()) for _ in range(3)]
        found: list[str] = []
        query = {"limit": "2"}
        while True:
            page = self.request("GET", "objects", query=query).json
            found += [stored["id"] for stored in page["items"]]
            if page["cursor"] is None:
                break
            query["cursor"] = page["cursor"]

        assert found == made

    def test_invalid_query_parameters_are_rejected(self) -> None:
        """The response names the invalid query parameter."""
        for name, value in {"cursor": "bm9uc2Vuc2U", "limit": "many", "unheard_of": "1"}.items():
            reply = self.request("GET", "objects", query={name: value})

            assert reply.status == 400, name
            assert reply.errors.keys() == {name}

    def test_download(self) -> None:
        """An object has a presigned URL that downloads it under its name."""
        object_id = self.make()

        reply = self.request("GET", f"objects/{object_id}")

        assert reply.status == 200
        assert reply.json["name"] == "a.bin"
        assert reply.json["type"] == "application/octet-stream"
        assert "response-content-disposition=attachment" in reply.json["url"]

    def test_delete(self) -> None:
        """A deleted item cannot be read again."""
        object_id = self.make()

        assert self.request("DELETE", f"objects/{object_id}").status == 204
        assert self.request("DELETE", f"objects/{object_id}").status == 404

    def request(
        self,
        method: str,
        below: str,
        body: object = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request to a path of the bucket."""
        path = f"{self.bucket.path}/{below}"
        return self.gateway.request(method, path, body, query=query)

    @property
    def sample(self) -> dict[str, Any]:
        """Return the body of a request to upload a small file."""
        content_type = self.bucket.accept[0].replace("*", "x")
        return {"name": "a.bin", "type": content_type, "size": 1}

    def begin(self, **changes: object) -> Reply:
        """Start an upload."""
        return self.request("POST", "uploads", {**self.sample, **changes})

    def new_id(self) -> storage.ObjectId:
        """Return the id of an upload that was never started."""
        return storage.ObjectId(storage.ANONYMOUS, ids.new_id())

    def make(self) -> storage.ObjectId:
        """Create an object."""
        object_id = self.new_id()
        self.put(f"{object_id.prefix}a.bin")
        return object_id

    def put(self, key: str) -> None:
        """Upload a file as a browser would."""
        storage.client().put_object(
            Bucket=self.bucket.name, Key=key, Body=b"x", ContentType="application/octet-stream"
        )
