"""The HTTP contract of a bucket: to S3 and back, and the function that follows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from local.cloud.films import (
    MOVIE,
    OBJECTS,
    PART,
    UPLOADS,
    is_about,
    send_file,
    send_part,
    start,
    uploaded,
)

if TYPE_CHECKING:
    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow


def test_small_upload_and_download(ada: Person) -> None:
    """S3 takes what was signed for, and the object is listed, downloaded and deleted."""
    upload_id = uploaded(ada, MOVIE)
    done = ada.request("POST", f"{UPLOADS}/{upload_id}/complete")
    assert done.status_code == 200, done.text
    assert done.json()["size"] == len(MOVIE)
    assert upload_id in {stored["id"] for stored in ada.get(OBJECTS)["items"]}

    found = ada.get(f"{OBJECTS}/{upload_id}")
    downloaded = ada.running.http.get(found["url"])
    assert downloaded.content == MOVIE
    assert "attachment" in downloaded.headers["content-disposition"]

    assert ada.request("DELETE", f"{OBJECTS}/{upload_id}").status_code == 204
    assert ada.request("GET", f"{OBJECTS}/{upload_id}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"content": MOVIE + b"more"},
        {"content": MOVIE[:-1]},
        {"headers": {"Content-Type": "text/html"}},
        {"headers": {"If-None-Match": "0"}},
        {"url": ("/uploads/", "/uploads/somebody-else/")},
        {"url": ("X-Amz-Signature=", "X-Amz-Signature=0")},
    ],
    ids=["larger", "smaller", "type", "condition", "key", "signature"],
)
def test_small_upload_rejects_unsigned_changes(ada: Person, change: dict[str, Any]) -> None:
    """S3 refuses another size, type, key or condition, and a signature that is not its own."""
    started = start(ada, len(MOVIE))
    started["headers"] |= change.get("headers", {})
    started["url"] = started["url"].replace(*change.get("url", ("", "")))
    answer = send_file(ada, started, change.get("content", MOVIE))
    assert answer.status_code == 403
    assert "SignatureDoesNotMatch" in answer.text


def test_an_object_is_not_replaced(ada: Person) -> None:
    """What the first request has stored stays, whatever is sent to the same URL later."""
    started = start(ada, len(MOVIE))
    assert send_file(ada, started, MOVIE).status_code == 200
    assert send_file(ada, started, bytes(len(MOVIE))).status_code == 412
    assert ada.request("POST", f"{UPLOADS}/{started['id']}/complete").status_code == 200
    assert send_file(ada, started, bytes(len(MOVIE))).status_code == 412
    url = ada.get(f"{OBJECTS}/{started['id']}")["url"]
    assert ada.running.http.get(url).content == MOVIE


def test_browsers_may_send_what_is_signed(ada: Person) -> None:
    """The bucket's CORS rules allow every header of a small upload, to the application's page."""
    item = ada.create("/videos", {"title": "Film"})
    started = start(ada, 1, {"model": "video", "id": item["id"], "field": "file"})
    asked = {
        "Origin": "http://localhost:5173",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": ",".join(sorted(started["headers"])).lower(),
    }
    assert "x-amz-meta-for-id" in asked["Access-Control-Request-Headers"]
    assert ada.running.http.options(started["url"], headers=asked).status_code == 200
    asked["Access-Control-Request-Headers"] += ",x-unheard-of"
    assert ada.running.http.options(started["url"], headers=asked).status_code == 403


def test_multipart_upload_is_resumed(ada: Person) -> None:
    """S3 itself says what has arrived; the rest is sent later, and all of it comes back."""
    content = MOVIE + bytes(PART)
    started = start(ada, len(content))
    assert (started["method"], started["part_size"], started["part_count"]) == (
        "multipart",
        PART,
        2,
    )
    path = f"{UPLOADS}/{started['id']}"
    send_part(ada, path, 1, content[:PART])
    arrived = ada.get(path)
    assert (arrived["status"], arrived["parts"]) == (
        "uploading",
        [{"number": 1, "size": PART}],
    )

    send_part(ada, path, 2, content[PART:])
    assert ada.request("POST", f"{path}/complete").json()["size"] == len(content)
    assert ada.request("POST", f"{path}/complete").status_code == 200
    assert ada.get(path)["status"] == "complete"
    url = ada.get(f"{OBJECTS}/{started['id']}")["url"]
    assert ada.running.http.get(url).content == content


def test_aborted_multipart_upload_is_404(ada: Person) -> None:
    """An upload in parts that was given up leaves neither an object nor parts."""
    path = f"{UPLOADS}/{start(ada, PART + 1)['id']}"
    send_part(ada, path, 1, bytes(PART))
    assert ada.request("DELETE", path).status_code == 204
    assert ada.request("GET", path).status_code == 404
    assert ada.request("POST", f"{path}/complete").status_code == 404


def test_incomplete_multipart_upload_is_409(ada: Person) -> None:
    """409 until all the declared bytes are there, whichever parts are missing."""
    path = f"{UPLOADS}/{start(ada, 2 * PART + 1)['id']}"
    assert ada.request("POST", f"{path}/complete").status_code == 409
    send_part(ada, path, 2, bytes(PART))
    assert ada.request("POST", f"{path}/complete").status_code == 409
    send_part(ada, path, 1, bytes(PART))
    early = ada.request("POST", f"{path}/complete")
    assert early.status_code == 409
    assert early.json()["detail"] == f"{2 * PART} of {2 * PART + 1} bytes have arrived."
    assert ada.get(path)["status"] == "uploading"
    send_part(ada, path, 3, b"x")
    assert ada.request("POST", f"{path}/complete").json()["size"] == 2 * PART + 1


def test_completions_at_once_have_one_answer_and_one_event(ada: Person, running: Running) -> None:
    """Clients that complete an upload together all get the object, which is processed once."""
    started = start(ada, PART + 1)
    path = f"{UPLOADS}/{started['id']}"
    send_part(ada, path, 1, MOVIE + bytes(PART - len(MOVIE)))
    send_part(ada, path, 2, b"x")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ada.request("POST", f"{path}/complete"), range(4)))

    assert {answer.status_code for answer in answers} == {200}, [each.text for each in answers]
    assert len({answer.text for answer in answers}) == 1
    running.wait_for(lambda record: is_about(record, started["id"]))


def test_a_file_name_is_no_wildcard(ada: Person) -> None:
    """S3's variable in a file's name is not replaced with a name that nobody has checked."""
    body = {"name": "${filename}", "type": "video/mp4", "size": len(MOVIE)}
    started = ada.create(UPLOADS, body)
    assert send_file(ada, started, MOVIE).status_code == 200
    done = ada.request("POST", f"{UPLOADS}/{started['id']}/complete")
    assert done.json()["name"] == "_{filename}"


def test_upload_type_size_and_name_validation(ada: Person) -> None:
    """Types, sizes and names, before anything is sent."""
    asked = {"name": "a.mp4", "type": "video/mp4", "size": 1}
    assert ada.request("POST", UPLOADS, {**asked, "type": "text/html"}).status_code == 415
    assert ada.request("POST", UPLOADS, {**asked, "size": 5 * 2**30 + 1}).status_code == 413
    assert ada.request("POST", UPLOADS, {**asked, "name": "../a"}).status_code == 422
    assert ada.request("POST", UPLOADS, {"name": "a"}).status_code == 422


def test_private_objects_are_404_for_others(ada: Person, bob: Person) -> None:
    """404 for somebody else's object and upload, 401 without a token, and not in their list."""
    upload_id = uploaded(ada, MOVIE)
    for path in (f"{OBJECTS}/{upload_id}", f"{UPLOADS}/{upload_id}"):
        assert bob.request("GET", path).status_code == 404
        assert bob.request("DELETE", path).status_code == 404
        assert ada.running.request("GET", path).status_code == 401
    assert upload_id not in {stored["id"] for stored in bob.get(OBJECTS)["items"]}
    assert ada.get(f"{OBJECTS}/{upload_id}")["size"] == len(MOVIE)


def test_an_uploaded_file_is_processed_and_belongs_to_its_item(
    ada: Person, bob: Person, running: Running
) -> None:
    """The function of the upload sees which item it is for; whoever reads the item downloads it."""
    item = ada.create("/videos", {"title": "Film"})
    path = f"/videos/{item['id']}"
    target = {"model": "video", "id": item["id"], "field": "file"}
    upload_id = uploaded(ada, MOVIE, target)
    running.wait_for(lambda record: is_about(record, upload_id))
    processed = ada.get(path)
    assert (processed["status"], processed["size"]) == ("ready", len(MOVIE))

    assert ada.request("PATCH", path, {"file": upload_id}).status_code == 200
    link = bob.get(f"{path}/files/file")
    assert running.http.get(link["url"]).content == MOVIE
    his = bob.request("POST", "/videos", {"title": "Stolen", "file": upload_id})
    assert his.json()["errors"] == [{"field": "file", "message": "does not exist"}]


def test_upload_for_another_owners_item_is_403(ada: Person, bob: Person) -> None:
    """The target must be one that the caller may change."""
    item = ada.create("/videos", {"title": "Film"})
    body = {
        "name": "a.mp4",
        "type": "video/mp4",
        "size": 1,
        "for": {"model": "video", "id": item["id"], "field": "file"},
    }
    assert bob.request("POST", UPLOADS, body).status_code == 403
