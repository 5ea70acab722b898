"""Query parameters of lists."""

from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from hello.core import queries
from hello.core.access import Access, rule
from hello.core.fields import Integer, Number, String
from hello.core.models import Model
from hello.core.problems import BadRequest
from hello.core.queries import Query

THING = Model[dict[str, Any], dict[str, Any]](
    name="thing",
    path="/things",
    table="THING_TABLE",
    fields={
        "status": String(indexed=True),
        "count": Integer(indexed=True),
        "weight": Number(indexed=True),
        "note": String(),
    },
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
    assert read() == Query(limit=20, newest_first=True)
    assert read(sort="oldest", limit="5", cursor="abc") == Query(
        limit=5, newest_first=False, cursor="abc"
    )


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("status", "new", "new"),
        ("status", "1", "1"),
        ("count", "-3", -3),
        ("weight", "1.5", 1.5),
        ("weight", "1e2", 100),
    ],
)
def test_query_parameters_have_the_type_of_the_field(name: str, text: str, value: object) -> None:
    """Query parameters are converted to the field's type."""
    query = read(**{name: text})

    assert (query.field, query.value) == (name, value)


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
        ("weight", "9" * 5000),
        ("sort", "random"),
        ("owner", "a/b"),
        ("note", "a"),
    ],
)
def test_invalid_parameter_is_named(name: str, text: str) -> None:
    """An invalid value and a field without an index are rejected."""
    with pytest.raises(BadRequest) as caught:
        read(**{name: text})

    assert caught.value.errors.keys() == {name}


def test_list_rejects_two_filters() -> None:
    """Filtering by two fields is rejected."""
    with pytest.raises(BadRequest) as caught:
        read(status="new", count="1")

    assert caught.value.errors.keys() == {"status", "count"}
