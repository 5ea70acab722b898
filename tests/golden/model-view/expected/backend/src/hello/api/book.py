"""The API of the model book.

Rules of your own belong between reading a request and writing an item.
"""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Response

from hello.core import access, etags, queries, rest
from hello.core.includes import Includes
from hello.core.tables import Table
from hello.generated.models.author import MODEL as AUTHOR_MODEL
from hello.generated.models.book import MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL, AUTHOR_MODEL)


@app.get("/books")
def list_items() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    caller = access.caller(event)
    query = queries.read(MODEL, event)
    owner = MODEL.access.listed_owner(caller, query.owner)
    page = table.page(replace(query, owner=owner))
    return rest.answer(includes.add(page, query.include, caller))


@app.post("/books")
def create_item() -> Response[str]:
    """Create an item that belongs to the caller."""
    event = app.current_event
    caller = access.caller(event)
    MODEL.access.require_create(caller)
    values = MODEL.parse_new(rest.body(event))
    return etags.created(table.create(values, caller.owner), MODEL.path)


@app.get("/books/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    item = table.get(item_id)
    MODEL.access.require_read(access.caller(app.current_event), item["owner"])
    return etags.answer(item)


@app.patch("/books/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    caller = access.caller(event)
    item = table.get(item_id)
    MODEL.access.require_update(caller, item["owner"])
    changes = MODEL.parse_changes(rest.body(event))
    return etags.answer(table.update(item, changes, etags.if_match(event)))


@app.delete("/books/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    MODEL.access.require_delete(access.caller(event), item["owner"])
    table.delete(item, etags.if_match(event))
    return rest.no_content()


handler = rest.handler(app)
