"""What the keys of models do in the local cloud, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from local.keys.projects import covers
from local.people import Person, member

if TYPE_CHECKING:
    import httpx
    from local.applications import Running

pytestmark = pytest.mark.slow

TYPE = "models.*.fields.*.type"
MIN, MAX = "models.*.fields.*.min", "models.*.fields.*.max"


def send(person: Person, **fields: object) -> httpx.Response:
    """The answer to a sample with these fields."""
    return person.request("POST", "/samples", {"needed": "yes", **fields})


def wrong(answer: httpx.Response) -> set[str]:
    """The fields that an answer refuses."""
    assert answer.status_code == 422, answer.text
    return {error["field"] for error in answer.json()["errors"]}


@covers("models", "models.*.fields")
def test_crud_of_a_model(ada: Person) -> None:
    """By DynamoDB's rules: a change of what somebody else changed meanwhile is refused."""
    made = ada.create("/samples", {"needed": "one"})
    path = f"/samples/{made['id']}"

    changed = ada.request("PATCH", path, {"needed": "two"})
    assert changed.json()["needed"] == "two"
    assert ada.request("GET", path).json() == changed.json()
    assert ada.request("DELETE", path).status_code == 204
    assert ada.request("GET", path).status_code == 404


@covers("models.*.path")
def test_model_path(nobody: Person) -> None:
    """And not at the plural of its name."""
    assert nobody.request("GET", "/people-who-make").status_code == 200
    assert nobody.request("GET", "/makers").status_code == 404


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        pytest.param("string", "abc", "two\nlines", marks=covers(TYPE)),
        pytest.param("string", "ab", "a", marks=covers(MIN)),
        pytest.param("string", "abcde", "abcdef", marks=covers(MAX)),
        pytest.param("text", "two\nlines", "x" * 21, marks=covers(TYPE, MAX)),
        pytest.param("integer", -5, -6, marks=covers(TYPE, MIN)),
        pytest.param("integer", 10, 10.5, marks=covers(TYPE, MAX)),
        pytest.param("number", 1.25, 1.75, marks=covers(TYPE, MAX)),
        pytest.param("boolean", False, "false", marks=covers(TYPE)),
        pytest.param("date", "2026-01-31", "2026-02-31", marks=covers(TYPE)),
        pytest.param("datetime", "2026-01-31T10:00:00Z", "2026-01-31", marks=covers(TYPE)),
        pytest.param("email", "ada@example.com", "ada", marks=covers(TYPE)),
        pytest.param("url", "https://example.com/a", "javascript:alert(1)", marks=covers(TYPE)),
        pytest.param("choice", "low", "middle", marks=covers(TYPE, "models.*.fields.*.enum")),
        pytest.param("amounts", [1, 2], [1, 2, 3], marks=covers(TYPE, MAX)),
        pytest.param("amounts", [7], [], marks=covers(TYPE, MIN)),
        pytest.param("coded", "AB-1", "xAB-1", marks=covers("models.*.fields.*.pattern")),
    ],
)
def test_field_type_validation(
    ada: Person,
    name: str,
    good: Any,  # noqa: ANN401 - JSON
    bad: Any,  # noqa: ANN401 - JSON
) -> None:
    """Through DynamoDB and back, as it was sent."""
    made = send(ada, **{name: good})
    assert made.status_code == 201, made.text
    assert ada.request("GET", f"/samples/{made.json()['id']}").json()[name] == good
    assert wrong(send(ada, **{name: bad})) == {name}


@covers(TYPE)
@pytest.mark.parametrize("value", [{"a": [1.5, {"b": False}]}, "text", 0, [None]])
def test_json_field_accepts_any_value_but_null(ada: Person, value: object) -> None:
    """Nothing is lost in DynamoDB's own types."""
    made = ada.create("/diaries", {"body": value})
    assert ada.request("GET", f"/diaries/{made['id']}").json()["body"] == value
    assert wrong(ada.request("POST", "/diaries", {"body": None})) == {"body"}


@covers(TYPE)
def test_reference_validation(ada: Person) -> None:
    """It is checked in the transaction that writes."""
    maker = ada.create("/people-who-make", {"name": "Eames"})
    assert send(ada, ref=maker["id"]).json()["ref"] == maker["id"]
    assert wrong(send(ada, ref="01ARZ3NDEKTSV4RRFFQ69G5FAV")) == {"ref"}


def upload(person: Person) -> str:
    """The id of an image that somebody uploads."""
    asked = {"name": "cat.gif", "type": "image/gif", "size": 3}
    started = person.create("/buckets/photos/uploads", asked)
    sent = person.running.http.put(started["url"], content=b"GIF", headers=started["headers"])
    assert sent.is_success
    return str(started["id"])


@covers(TYPE)
def test_a_file_is_downloaded_by_whoever_may_read_the_item(ada: Person) -> None:
    """At an address that S3 answers for some minutes."""
    item = send(ada, file=upload(ada)).json()
    download = ada.request("GET", f"/samples/{item['id']}/files/file").json()
    assert ada.running.http.get(download["url"]).content == b"GIF"


@covers(TYPE)
def test_list_includes_what_its_items_lead_to(editor: Person, ada: Person) -> None:
    """IAM lets the function read the other tables; only what the caller may read is shown."""
    maker = ada.create("/people-who-make", {"name": "Saarinen"})
    own, foreign = (person.create("/diaries", {"body": "a"}) for person in (editor, ada))
    file = upload(editor)
    for diary in (own, foreign):
        send(editor, ref=maker["id"], diary=diary["id"], file=file)

    answer = editor.request("GET", "/samples?include=ref,diary,file")

    assert answer.status_code == 200, answer.text
    included = answer.json()["included"]
    assert included["ref"] == [maker]
    assert included["diary"] == [own]
    assert [link["id"] for link in included["file"]] == [file]
    assert editor.running.http.get(included["file"][0]["url"]).content == b"GIF"
    assert "included" not in editor.request("GET", "/samples").json()
    assert editor.request("GET", "/samples?include=string").status_code == 400


@covers("models.*.fields.*.read")
def test_included_item_has_what_the_caller_may_see(editor: Person, ada: Person) -> None:
    """As if they read it by itself; and what leads to it may be for some people alone."""
    own, foreign = (
        person.create("/people-who-make", {"name": "Bertoia", "phone": "555", "remark": "abc"})
        for person in (ada, editor)
    )
    for person in (ada, editor):
        for maker in (own, foreign):
            send(person, ref=maker["id"], reviewer=maker["id"])

    def phones(person: Person, name: str) -> list[str | None]:
        answer = person.request("GET", f"/samples?include={name}&limit=2")
        assert answer.status_code == 200, answer.text
        found = {each["id"]: each for each in answer.json()["included"][name]}
        assert all("remark" not in each for each in found.values())
        return [found[maker["id"]].get("phone") for maker in (own, foreign)]

    assert phones(ada, "ref") == ["555", None]
    assert phones(editor, "ref") == phones(editor, "reviewer") == ["555", "555"]
    assert ada.request("GET", "/samples?include=reviewer").status_code == 403


@covers("models.*.fields.*.optional")
def test_required_field_validation(ada: Person) -> None:
    """The answer names the one that is not there."""
    assert wrong(ada.request("POST", "/samples", {"string": "abc"})) == {"needed"}


@covers("models.*.fields.*.default")
def test_default_of_a_field(ada: Person) -> None:
    """For a value that nobody sends."""
    assert send(ada).json()["level"] == "two"
    assert send(ada, level="one").json()["level"] == "one"


@covers("models.*.fields.*.write")
def test_field_is_set_by_functions_alone(ada: Person) -> None:
    """Not even its owner sets it, and its default is there all the same."""
    made = ada.create("/people-who-make", {"name": "Eames"})
    path = f"/people-who-make/{made['id']}"

    assert made["state"] == "new"
    assert wrong(ada.request("PATCH", path, {"state": "checked"})) == {"state"}
    assert wrong(ada.request("POST", "/people-who-make", {"name": "a", "state": "new"})) == {
        "state"
    }
    assert ada.request("POST", "/approve", {"id": made["id"]}).json()["state"] == "checked"
    assert ada.request("GET", path).json()["state"] == "checked"


@covers("models.*.fields.*.write")
def test_field_is_set_by_a_group(ada: Person, editor: Person) -> None:
    """Whoever else may update the item is refused, and so is taking the value away."""
    made = ada.create("/people-who-make", {"name": "Eames"})
    path = f"/people-who-make/{made['id']}"

    assert wrong(ada.request("PATCH", path, {"grade": 1})) == {"grade"}
    assert editor.request("PATCH", path, {"grade": 2}).json()["grade"] == 2
    assert wrong(ada.request("PATCH", path, {"grade": None})) == {"grade"}


@covers("models.*.fields.*.read")
def test_field_is_seen_by_some(nobody: Person, ada: Person, editor: Person, admin: Person) -> None:
    """By those under /me, as a public route knows nobody; nobody else lists by it."""
    sent = {"name": "Eames", "phone": "555", "remark": "abc"}
    made = ada.create("/people-who-make", sent)
    path = f"/people-who-make/{made['id']}"

    assert (made["phone"], made.get("remark")) == ("555", None)
    for person in (nobody, ada):
        assert "phone" not in person.request("GET", path).json()
    assert nobody.request("GET", f"/me{path}").status_code == 401
    for person, phone in ((ada, "555"), (editor, "555"), (admin, None)):
        shown = person.request("GET", f"/me{path}").json()
        assert (shown.get("phone"), shown.get("remark")) == (phone, None)
    listed = editor.request("GET", "/me/people-who-make?phone=555").json()["items"]
    assert made["id"] in [item["id"] for item in listed]
    assert admin.request("GET", "/me/people-who-make?phone=555").status_code == 403
    assert nobody.request("GET", "/people-who-make?phone=555").status_code == 403
    assert ada.request("POST", "/approve", {"id": made["id"]}).json()["remark"] == "abc"


@covers("models.*.fields.*.unique")
def test_unique_value_is_free_after_delete(ada: Person) -> None:
    """The second is a conflict; a deletion frees it."""
    first = send(ada, named="same")
    assert first.status_code == 201
    assert send(ada, named="same").status_code == 409
    ada.request("DELETE", f"/samples/{first.json()['id']}")
    assert send(ada, named="same").status_code == 201


@covers("models.*.access", "models.*.access.create")
def test_model_create_access(nobody: Person, ada: Person, editor: Person) -> None:
    """Nobody without a token, nobody outside the group."""
    note = {"title": "news", "state": "draft"}
    answers = [
        person.request("POST", "/notes", note).status_code for person in (nobody, ada, editor)
    ]
    assert answers == [401, 403, 201]


@covers("models.*.access.read")
def test_model_read_access(nobody: Person, ada: Person, editor: Person) -> None:
    """`public`, `signed-in`, and `owner`, for whom alone it is there."""
    maker = ada.create("/people-who-make", {"name": "Aalto"})
    note = editor.create("/notes", {"title": "news", "state": "sent"})
    diary = ada.create("/diaries", {"body": "secret"})

    def codes(path: str) -> list[int]:
        return [person.request("GET", path).status_code for person in (nobody, ada, editor)]

    assert codes(f"/people-who-make/{maker['id']}") == [200, 200, 200]
    assert codes(f"/notes/{note['id']}") == [401, 200, 200]
    assert codes(f"/diaries/{diary['id']}") == [401, 200, 404]


@covers("models.*.access.update", "models.*.access.delete")
def test_model_update_and_delete_access(ada: Person, editor: Person, admin: Person) -> None:
    """The owner changes; the owner and admins delete; others may only read."""
    note = editor.create("/notes", {"title": "news", "state": "sent"})
    path = f"/notes/{note['id']}"
    changes = [
        person.request("PATCH", path, {"title": "new"}).status_code
        for person in (ada, admin, editor)
    ]
    deletions = [person.request("DELETE", path).status_code for person in (ada, admin)]
    assert changes == [403, 403, 200]
    assert deletions == [403, 204]


@pytest.fixture(scope="module")
def writer(shop: Running) -> Person:
    """Somebody who has written notes, whose titles are not in the order of time."""
    person = member(shop, "writer@example.com", "editors")
    for title, state in (("walrus", "draft"), ("zebra", "sent"), ("viper", "draft")):
        person.create("/notes", {"title": title, "state": state})
    return person


INDEX, BY, SORT = "models.*.index", "models.*.index.by", "models.*.index.sort"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("state=draft", ["viper", "walrus"], marks=covers(INDEX)),
        pytest.param("state=sent&sort=oldest", ["zebra"], marks=covers(INDEX)),
        pytest.param("owner={}", ["viper", "zebra", "walrus"], marks=covers(INDEX)),
        pytest.param("owner={}&state=draft", ["viper", "walrus"], marks=covers(INDEX)),
        pytest.param("state=draft&sort=title", ["viper", "walrus"], marks=covers(BY, SORT)),
        pytest.param("state=draft&sort=-title", ["walrus", "viper"], marks=covers(BY, SORT)),
        pytest.param("sort=title", ["viper", "walrus", "zebra"], marks=covers(SORT)),
        pytest.param("sort=-title", ["zebra", "walrus", "viper"], marks=covers(SORT)),
    ],
)
def test_index_filters_and_sorts_lists(writer: Person, query: str, expected: list[str]) -> None:
    """DynamoDB's index answers, page by page."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = writer.request("GET", f"/notes?{query.format(writer.username)}&limit=2{cursor}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        mine = [item for item in page["items"] if item["owner"] == writer.username]
        found += [item["title"] for item in mine]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"

    assert found == expected


@covers(SORT)
def test_search_finds_by_the_beginning(writer: Person) -> None:
    """Of what sorts the list: of all notes, and of those with the same state."""

    def found(query: str) -> list[str]:
        answer = writer.request("GET", f"/notes?{query}")
        assert answer.status_code == 200, answer.text
        items = answer.json()["items"]
        return [item["title"] for item in items if item["owner"] == writer.username]

    assert found("search=w") == ["walrus"]
    assert found("search=v&sort=-title") == ["viper"]
    assert found("search=w&state=sent") == []
    assert writer.request("GET", "/notes?search=w&sort=newest").status_code == 400


@covers(INDEX)
def test_what_a_reference_leads_to_is_found_by_its_label(nobody: Person, ada: Person) -> None:
    """Without an entry of its own: makers are what samples refer to."""
    for name in ("Breuer", "Breuhaus", "Brandt"):
        ada.create("/people-who-make", {"name": name})

    page = nobody.request("GET", "/people-who-make?search=Breu&sort=-name").json()

    assert [maker["name"] for maker in page["items"]] == ["Breuhaus", "Breuer"]


@covers(INDEX)
def test_query_without_an_index_is_refused(writer: Person) -> None:
    """The answer says what can be asked."""
    answer = writer.request("GET", f"/notes?owner={writer.username}&state=sent&sort=title")

    assert answer.status_code == 400
    assert "the whole list, ?state=." in answer.json()["detail"]
    assert writer.request("GET", "/notes?title=zebra").status_code == 400


@covers("models.*.view")
def test_model_view(shop: Running) -> None:
    """The list page that Vite serves shows cards."""
    assert "DiaryCards" in shop.page("/src/pages/diaries/DiaryListPage.tsx", "text/javascript")
