"""The HTTP contract of a model, over real HTTP with real tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx
    from local.people import Person

pytestmark = pytest.mark.slow


def test_crud_of_an_item(ada: Person) -> None:
    """It is made, found where its address says, changed, and gone."""
    made = ada.request("POST", "/videos", {"title": "One", "tags": ["a", "ü"]})
    path = made.headers["location"]
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert ada.get(path) == made.json()

    changed = ada.request("PATCH", path, {"title": "Two"})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert changed.json()["title"] == "Two"

    assert ada.request("DELETE", path).status_code == 204
    assert ada.request("GET", path).status_code == 404


def test_update_with_stale_etag_is_412(ada: Person) -> None:
    """If-Match with an older version is 412, and changes nothing."""
    path = f"/videos/{ada.create('/videos', {'title': 'One'})['id']}"
    assert ada.request("PATCH", path, {"title": "Two"}, {"If-Match": '"1"'}).status_code == 200
    late = ada.request("PATCH", path, {"title": "Three"}, {"If-Match": '"1"'})
    assert late.status_code == 412
    assert is_problem(late)
    assert ada.get(path)["title"] == "Two"
    assert ada.request("DELETE", path, headers={"If-Match": '"1"'}).status_code == 412
    assert ada.request("DELETE", path, headers={"If-Match": '"2"'}).status_code == 204


def test_unique_field_conflict_is_409(ada: Person, bob: Person) -> None:
    """The second is 409, whoever asks."""
    ada.create("/channels", {"name": "Lovelace"})
    again = bob.request("POST", "/channels", {"name": "Lovelace"})
    assert again.status_code == 409
    assert again.json()["errors"] == [{"field": "name", "message": "is taken"}]


def test_validation_reports_all_errors(ada: Person) -> None:
    """As problem details, a field each; a reference must exist."""
    wrong = {"title": "x" * 121, "status": "lost", "size": -1, "channel": "0" * 26, "other": 1}
    answer = ada.request("POST", "/videos", wrong)
    assert answer.status_code == 422
    assert is_problem(answer)
    assert {error["field"] for error in answer.json()["errors"]} == {*wrong} - {"channel"}

    dangling = ada.request("POST", "/videos", {"title": "One", "channel": "0" * 26})
    assert dangling.json()["errors"] == [{"field": "channel", "message": "does not exist"}]


def test_invalid_json_body_is_400(ada: Person) -> None:
    """The body is named, and nothing fails inside."""
    headers = {"Authorization": f"Bearer {ada.token}", "Content-Type": "application/json"}
    answer = ada.running.request("POST", "/videos", content=b"{", headers=headers)
    assert answer.status_code == 400
    assert is_problem(answer)


def test_pagination_returns_every_item_once(ada: Person, nobody: Person) -> None:
    """The newest first unless asked otherwise, by whoever may read."""
    channel = ada.create("/channels", {"name": "Pages"})["id"]
    made = [
        ada.create("/videos", {"title": f"Page {number}", "channel": channel})["id"]
        for number in range(5)
    ]
    assert pages(nobody, f"/videos?channel={channel}&limit=2") == made[::-1]
    assert pages(nobody, f"/videos?channel={channel}&limit=2&sort=oldest") == made
    assert nobody.request("GET", "/videos?cursor=bm9uc2Vuc2U").status_code == 400
    assert nobody.request("GET", "/videos?unheard_of=1").status_code == 400


def test_list_filters_by_index(ada: Person, bob: Person) -> None:
    """To a status, a channel, and an owner; the example has no index of two of them."""
    channel = ada.create("/channels", {"name": "Indexes"})["id"]
    mine = ada.create("/videos", {"title": "Mine", "channel": channel})
    theirs = bob.create("/videos", {"title": "Theirs"})
    assert {mine["id"], theirs["id"]} <= {*pages(ada, "/videos?status=uploaded")}
    assert pages(ada, "/videos?status=ready") == []
    assert pages(ada, f"/videos?channel={channel}") == [mine["id"]]
    assert theirs["id"] in pages(ada, f"/videos?owner={theirs['owner']}")
    refused = ada.request("GET", f"/videos?owner={theirs['owner']}&status=failed")
    assert refused.status_code == 400
    assert refused.json()["detail"] == "No index answers this query. There are: the whole list."


def test_owner_only_update_and_delete(ada: Person, bob: Person, nobody: Person) -> None:
    """403 for others who are signed in, 401 of the gateway for who is not."""
    path = f"/videos/{ada.create('/videos', {'title': 'Mine'})['id']}"
    assert bob.get(path)["title"] == nobody.get(path)["title"] == "Mine"
    assert bob.request("PATCH", path, {"title": "His"}).status_code == 403
    assert bob.request("DELETE", path).status_code == 403
    assert nobody.request("PATCH", path, {"title": "Nobody's"}).status_code == 401
    assert ada.get(path)["title"] == "Mine"


def pages(person: Person, path: str) -> list[str]:
    """The ids on all pages of a list."""
    found: list[str] = []
    cursor = ""
    while True:
        page = person.get(path + cursor)
        found += [item["id"] for item in page["items"]]
        if page["cursor"] is None:
            return found
        cursor = f"&cursor={page['cursor']}"


def is_problem(response: httpx.Response) -> bool:
    """Whether an answer is one of the application's own errors."""
    return response.headers["content-type"] == "application/problem+json"
