"""Single and multipart uploads."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from botocore import xform_name

from hello.core import ids, problems, storage, upload_requests, uploads
from hello.core.access import Access, rule
from hello.core.buckets import Bucket
from hello.core.storage import ObjectId
from hello.core.targets import Target
from hello.core.upload_requests import UploadRequest

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE
BUCKET = Bucket(
    path="/buckets/films",
    variable="FILMS_BUCKET",
    accept=("video/*", "image/png"),
    max_size=20 * MEBIBYTE,
    access=Access(read=rule("owner"), create=rule("signed-in"), delete=rule("owner")),
)
BODY = {"name": "a.mp4", "type": "video/mp4", "size": 1}


@pytest.fixture(autouse=True)
def bucket(aws: pytest.MonkeyPatch) -> None:
    """An empty bucket."""
    aws.setenv("FILMS_BUCKET", "films")
    storage.client().create_bucket(
        Bucket="films", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )


def begin(bucket: Bucket, request: UploadRequest) -> dict[str, object]:
    """Start an upload and return the response."""
    return uploads.start(bucket, request, "me")


def start(size: int) -> ObjectId:
    """Start an upload of a size and return its id."""
    upload = begin(BUCKET, UploadRequest("a.mp4", "video/mp4", size))
    return uploads.own(str(upload["id"]), "me")


def send(object_id: ObjectId, number: int, size: int) -> None:
    """Upload a part as a browser would."""
    found = storage.client().list_multipart_uploads(Bucket="films", Prefix=object_id.prefix)
    storage.client().upload_part(
        Bucket="films",
        Key=found["Uploads"][0]["Key"],
        UploadId=found["Uploads"][0]["UploadId"],
        PartNumber=number,
        Body=b"x" * size,
    )


def test_presigned_put_fixes_what_is_stored() -> None:
    """S3 rejects a different key, type or size, and a second file in place of the first."""
    target = Target("film", ids.new_id(), "file")
    request = UploadRequest("a.mp4", "video/mp4", 7, target)

    upload = begin(BUCKET, request)

    assert upload["method"] == "put"
    url = urlsplit(str(upload["url"]))
    assert url.netloc == "films.s3.eu-west-1.amazonaws.com"
    owner, _, ulid = str(upload["id"]).partition(".")
    assert url.path == f"/uploads/{owner}/{ulid}/a.mp4"
    (signed,) = parse_qs(url.query)["X-Amz-SignedHeaders"]
    assert {"content-length", "content-type", "if-none-match"} <= set(signed.split(";"))
    assert "checksum" not in url.query.lower()
    assert upload["headers"] == {
        "Content-Type": "video/mp4",
        "If-None-Match": "*",
        "x-amz-meta-for-model": "film",
        "x-amz-meta-for-id": target.id,
        "x-amz-meta-for-field": "file",
    }
    assert "x-amz-meta-for-id" in signed


@pytest.mark.parametrize(
    ("size", "part_size", "part_count"),
    [
        (8 * MEBIBYTE + 1, 8 * MEBIBYTE, 2),
        (5 * GIBIBYTE, 8 * MEBIBYTE, 640),
        (100 * GIBIBYTE, 11 * MEBIBYTE, 9310),
    ],
)
def test_multipart_upload(size: int, part_size: int, part_count: int) -> None:
    """No upload exceeds S3's limit of 10,000 parts."""
    large = replace(BUCKET, max_size=size)

    upload = begin(large, UploadRequest("a.mp4", "video/mp4", size))

    assert upload["method"] == "multipart"
    assert (upload["part_size"], upload["part_count"]) == (part_size, part_count)


def test_resume_upload() -> None:
    """The status lists the received parts; completing requires all of them."""
    object_id = start(12 * MEBIBYTE)
    with pytest.raises(problems.Conflict):
        uploads.complete(BUCKET, object_id)
    send(object_id, 2, 4 * MEBIBYTE)
    with pytest.raises(problems.Conflict):
        uploads.complete(BUCKET, object_id)
    parts = [{"number": 2, "size": 4 * MEBIBYTE}]
    assert uploads.status(BUCKET, object_id) == {
        "id": str(object_id),
        "status": "uploading",
        "parts": parts,
    }

    send(object_id, 1, 8 * MEBIBYTE)

    stored = uploads.complete(BUCKET, object_id)
    assert (stored.name, stored.size) == ("a.mp4", 12 * MEBIBYTE)
    assert uploads.complete(BUCKET, object_id) == stored
    assert uploads.status(BUCKET, object_id)["status"] == "complete"


@pytest.mark.parametrize("sizes", [(8,), (8, 8, 3)])
def test_declared_size_is_required(sizes: tuple[int, ...]) -> None:
    """An upload cannot be completed before all its declared bytes are there, and can be resumed."""
    object_id = start(20 * MEBIBYTE)
    for number, size in enumerate(sizes, 1):
        send(object_id, number, size * MEBIBYTE)

    with pytest.raises(problems.Conflict):
        uploads.complete(BUCKET, object_id)

    assert uploads.status(BUCKET, object_id)["status"] == "uploading"
    assert storage.find("films", object_id) is None
    for number, size in enumerate((8, 8, 4), 1):
        send(object_id, number, size * MEBIBYTE)
    assert uploads.complete(BUCKET, object_id).size == 20 * MEBIBYTE


def test_upload_above_its_declared_size_is_discarded() -> None:
    """More bytes than declared are no upload, even if the bucket takes files of that size."""
    object_id = start(12 * MEBIBYTE)
    for number in (1, 2):
        send(object_id, number, 8 * MEBIBYTE)

    with pytest.raises(problems.TooLarge):
        uploads.complete(BUCKET, object_id)
    with pytest.raises(problems.NotFound):
        uploads.status(BUCKET, object_id)


@pytest.mark.parametrize("moment", ["list_parts", "complete_multipart_upload"])
def test_racing_completions_have_one_answer(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that another one overtakes, at whatever moment, answers the same object."""
    object_id = start(12 * MEBIBYTE)
    for number, size in enumerate((8, 4), 1):
        send(object_id, number, size * MEBIBYTE)
    overtaken: list[object] = []
    call = storage.client()._make_api_call  # type: ignore[attr-defined] # noqa: SLF001 - all calls pass here

    def overtake(operation: str, parameters: object) -> object:
        if xform_name(operation) == moment and not overtaken:
            overtaken.append(None)
            overtaken.append(uploads.complete(BUCKET, object_id))
        return call(operation, parameters)

    monkeypatch.setattr(storage.client(), "_make_api_call", overtake)

    assert [None, uploads.complete(BUCKET, object_id)] == overtaken


def test_racing_abort_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload that ends while it is aborted is no error."""
    object_id = start(12 * MEBIBYTE)
    found = uploads._find_multipart(BUCKET, object_id)  # noqa: SLF001 - what the loser has found
    uploads.abort(BUCKET, object_id)
    monkeypatch.setattr(uploads, "_find_multipart", lambda *_: found)

    uploads.abort(BUCKET, object_id)

    with pytest.raises(problems.NotFound):
        uploads.status(BUCKET, object_id)


@pytest.mark.parametrize("name", ["${filename}", "a${filename}", "${filename}.mp4"])
def test_file_name_is_no_variable(name: str) -> None:
    """S3 replaces ${filename} in the key of a form with a name that nobody has checked."""
    upload = begin(BUCKET, UploadRequest(name, "video/mp4", 7))

    path = unquote(urlsplit(str(upload["url"])).path)
    assert "$" not in path
    assert "filename}" in path


def test_presigned_url_per_part() -> None:
    """Each part has its own presigned URL, without a checksum that browsers don't send."""
    object_id = start(12 * MEBIBYTE)

    signed = uploads.sign_parts(BUCKET, object_id, [2])

    assert isinstance(signed["parts"], list)
    url = signed["parts"][0]["url"]
    assert signed["parts"][0]["number"] == 2
    key = f"{object_id.prefix}{12 * MEBIBYTE}/a.mp4"
    assert url.startswith(f"https://films.s3.eu-west-1.amazonaws.com/{key}?")
    assert "partNumber=2" in url
    assert "checksum" not in url.lower()


def test_abort_upload() -> None:
    """Aborting discards all parts, and aborting twice is not an error."""
    object_id = start(12 * MEBIBYTE)
    send(object_id, 1, 8 * MEBIBYTE)

    for _ in range(2):
        uploads.abort(BUCKET, object_id)

    with pytest.raises(problems.NotFound):
        uploads.status(BUCKET, object_id)


def test_upload_above_the_size_limit_is_discarded() -> None:
    """An upload larger than the bucket allows cannot be completed."""
    object_id = start(12 * MEBIBYTE)
    for number in (1, 2, 3):
        send(object_id, number, 8 * MEBIBYTE)

    with pytest.raises(problems.TooLarge):
        uploads.complete(BUCKET, object_id)
    with pytest.raises(problems.NotFound):
        uploads.status(BUCKET, object_id)


def test_parts_below_the_minimum_size_are_rejected() -> None:
    """S3 rejects a part below its minimum size, except the last."""
    object_id = start(12 * MEBIBYTE)
    for number in (1, 2):
        send(object_id, number, MEBIBYTE)

    with pytest.raises(problems.Conflict):
        uploads.complete(BUCKET, object_id)


def test_upload_of_another_user_is_not_found() -> None:
    """Another user's upload id is not found."""
    for text in (f"you.{ids.new_id()}", "nonsense"):
        with pytest.raises(problems.NotFound):
            uploads.own(text, "me")


def test_parse_upload_request() -> None:
    """A request can name the item that the file is for."""
    item_id = ids.new_id()
    target = {"model": "film", "id": item_id, "field": "file"}

    request = upload_requests.parse_upload({**BODY, "for": target})

    assert request == UploadRequest("a.mp4", "video/mp4", 1, Target("film", item_id, "file"))
    assert Target.read(request.metadata) == request.target
    assert upload_requests.parse_upload(BODY).metadata == {}
    assert Target.read({"for-model": "film"}) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a/b"),
        ("name", ".."),
        ("name", "a\nb"),
        ("name", "a" * 201),
        ("type", "video"),
        ("type", "video/mp4; charset=x"),
        ("size", 0),
        ("size", "1"),
        ("for", "film"),
        ("for", {"model": "film", "id": "1"}),
        ("for", {"model": "film", "id": "1", "field": "file", "owner": "me"}),
        ("unheard_of", 1),
    ],
)
def test_invalid_upload_request_is_rejected(field: str, value: object) -> None:
    """Each field is validated, and unknown fields are rejected."""
    with pytest.raises(problems.Invalid) as caught:
        upload_requests.parse_upload({**BODY, field: value})

    assert caught.value.errors.keys() == {field}


@pytest.mark.parametrize("content_type", ["image/svg+xml", "audio/mpeg"])
def test_bucket_accepts_only_its_types_and_size(content_type: str) -> None:
    """Other types and larger files are rejected."""
    assert begin(BUCKET, UploadRequest("a.png", "IMAGE/PNG", 1))["method"] == "put"
    with pytest.raises(problems.UnsupportedType):
        begin(BUCKET, UploadRequest("a", content_type, 1))
    with pytest.raises(problems.TooLarge):
        begin(BUCKET, UploadRequest("a.mp4", "video/mp4", BUCKET.max_size + 1))


@pytest.mark.parametrize("numbers", [[], [0], [10_001], [1.5], ["1"], 1, None, [1] * 101])
def test_invalid_part_numbers_are_rejected(numbers: object) -> None:
    """Part numbers run from 1 to 10,000, at most 100 per request."""
    with pytest.raises(problems.Invalid):
        upload_requests.parse_parts({"numbers": numbers})
