"""Query parameters of lists."""

from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from hello.core import queries
from hello.core.access import Access, rule
from hello.core.fields import Email, File, Integer, Number, Ref, String
from hello.core.indexes import Index, SortKey
from hello.core.models import Model
from hello.core.problems import BadRequest
from hello.core.queries import NEWEST_FIRST, OLDEST_FIRST, Order, Query

THING = Model[dict[str, Any], dict[str, Any]](
    name="thing",
    path="/things",
    table="THING_TABLE",
    fields={
        "status": String(indexed=True),
        "count": Integer(indexed=True),
        "weight": Number(indexed=True),
        "note": String(),
        "title": String(max=20, indexed=True),
        "email": Email(indexed=True),
        "parent": Ref(table="THING_TABLE"),
        "photo": File(bucket="PHOTOS_BUCKET"),
    },
    indexes=(
        Index(),
        Index(by=("owner",)),
        Index(by=("owner", "status")),
        Index(by=("status",)),
        Index(by=("count", "weight")),
        Index(by=("weight",), sort="count"),
        Index(sort="count"),
        Index(sort="title"),
        Index(sort="email"),
        Index(by=("status",), sort="title"),
    ),
    access=Access(
        read=rule("public"),
        create=rule("signed-in"),
        update=rule("owner"),
        delete=rule("owner"),
    ),
)


def read(**parameters: str) -> Query:
    """Parse the query of a request."""
    return queries.read(THING, APIGatewayProxyEventV2({"queryStringParameters": parameters}))


def test_list_defaults() -> None:
    """A list needs no parameters."""
    assert read() == Query(filters={}, limit=20)
    assert read(sort="oldest", limit="5", cursor="abc") == Query(
        filters={}, order=OLDEST_FIRST, limit=5, cursor="abc"
    )


def test_include_names_fields_that_lead_somewhere() -> None:
    """What references and files lead to can be included, each once."""
    assert read(include="photo").include == ("photo",)
    assert read(include="photo,parent,photo").include == ("photo", "parent")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", NEWEST_FIRST),
        ("oldest", OLDEST_FIRST),
        ("count", Order(field="count")),
        ("-count", Order(field="count", descending=True)),
    ],
)
def test_sort_names_the_order(sort: str, order: Order) -> None:
    """A list is sorted by creation or by a field, either way round."""
    assert read(sort=sort).order == order


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("status", "new", "new"),
        ("status", "1", "1"),
        ("count", "-3", -3),
        ("weight", "1.5", 1.5),
        ("weight", "1e2", 100),
        ("status", "a" * 900, "a" * 900),
        ("weight", "1e50", 10**50),
    ],
)
def test_query_parameters_have_the_type_of_the_field(name: str, text: str, value: object) -> None:
    """Query parameters are converted to the field's type."""
    assert read(**{name: text}).filters == {name: value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("status", ""),
        ("count", "1.5"),
        ("count", "nan"),
        ("count", "01"),
        ("count", "9" * 5000),
        ("weight", "0x10"),
        ("weight", "1e999"),
        ("weight", "9" * 39),
        ("status", "a" * 901),
        ("weight", "9" * 5000),
        ("sort", "random"),
        ("owner", "a/b"),
        ("note", "a"),
        ("search", ""),
        ("search", "a" * 255),
        ("search", "\U0001f600" * 226),
        ("include", ""),
        ("include", "note"),
        ("include", "parent,"),
    ],
)
def test_invalid_parameter_is_named(name: str, text: str) -> None:
    """An invalid value and a field without an index are rejected."""
    with pytest.raises(BadRequest) as caught:
        read(**{name: text})

    assert caught.value.errors.keys() == {name}


@pytest.mark.parametrize(
    ("parameters", "index", "descending"),
    [
        ({}, "all", True),
        ({"sort": "oldest"}, "all", False),
        ({"sort": "-count"}, "all-sort-count", True),
        ({"status": "new"}, "by-status", True),
        ({"weight": "1", "count": "2"}, "by-count-weight", True),
        ({"weight": "1"}, "by-weight-sort-count", False),
        ({"search": "a"}, "all-sort-title", False),
        ({"search": "a", "sort": "-email"}, "all-sort-email", True),
        ({"search": "a", "status": "new"}, "by-status-sort-title", False),
        ({"weight": "1", "sort": "-count"}, "by-weight-sort-count", True),
        ({"owner": "me"}, "by-owner", True),
        ({"owner": "me", "status": "new"}, "by-owner-status", True),
    ],
)
def test_query_is_answered_by_its_index(
    parameters: dict[str, str],
    index: str,
    descending: bool,  # noqa: FBT001 - a case of the table
) -> None:
    """The index has exactly what is asked for as its key; only that of a sort sorts by default."""
    partition = queries.partition(THING, read(**parameters))

    assert (partition.index, partition.descending) == (index, descending)


def test_search_is_by_the_beginning_of_what_sorts_the_list() -> None:
    """The index that is searched is sorted by a text."""
    partition = queries.partition(THING, read(search="abc", sort="-title"))

    assert (partition.sort_key, partition.beginning) == (SortKey(name="title", type="S"), "abc")


@pytest.mark.parametrize(
    "parameters",
    [
        {"search": "a", "count": "1"},
        {"search": "a", "sort": "count"},
        {"search": "a", "sort": "newest"},
    ],
)
def test_search_that_no_index_answers_names_those_that_do(parameters: dict[str, str]) -> None:
    """What is not sorted by a text cannot be searched."""
    with pytest.raises(BadRequest) as caught:
        queries.partition(THING, read(**parameters))

    assert caught.value.errors.keys() == parameters.keys()
    ways = "?sort=title, ?sort=email, ?status=&sort=title."
    assert caught.value.detail.endswith(f"There are: {ways}")


@pytest.mark.parametrize(
    "parameters",
    [
        {"status": "new", "count": "1"},
        {"count": "1"},
        {"weight": "1", "sort": "newest"},
        {"status": "new", "sort": "count"},
    ],
)
def test_query_without_an_index_names_those_there_are(parameters: dict[str, str]) -> None:
    """A query that no index answers is rejected, and told what can be asked."""
    with pytest.raises(BadRequest) as caught:
        queries.partition(THING, read(**parameters))

    assert caught.value.errors.keys() == parameters.keys()
    for way in ("the whole list", "?status=", "?count=&weight=", "?weight=&sort=count"):
        assert f" {way}" in caught.value.detail


def test_query_within_an_owner_names_what_there_is_within_the_owner() -> None:
    """Somebody who lists only their own is told what that can be narrowed by."""
    with pytest.raises(BadRequest) as caught:
        queries.partition(THING, read(owner="me", weight="1"))

    assert caught.value.detail.endswith("There are: the whole list, ?status=.")


def test_search_within_an_owner_needs_an_index_within_the_owner() -> None:
    """Somebody who lists only their own cannot search everybody's."""
    with pytest.raises(BadRequest) as caught:
        queries.partition(THING, read(owner="me", search="a"))

    assert caught.value.detail.endswith("None can be searched.")
