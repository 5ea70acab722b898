"""The API of the model shelf.

Rules of your own belong between reading a request and writing an item.
"""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Response

from hello.core import access, etags, queries, rest
from hello.core.tables import Table
from hello.generated.models.shelf import MODEL

app = rest.App()
table = Table(MODEL)


@app.get("/shelves")
def list_items() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    caller = access.caller(event)
    query = queries.read(MODEL, event)
    owner = MODEL.access.listed_owner(caller, query.owner)
    query = replace(query, owner=owner)
    page = table.page(query)
    return rest.answer({**page, "items": [MODEL.shown(item, caller) for item in page["items"]]})


@app.post("/shelves")
def create_item() -> Response[str]:
    """Create an item that belongs to the caller."""
    event = app.current_event
    caller = access.caller(event)
    MODEL.access.require_create(caller)
    values = MODEL.parse_new(rest.body(event))
    item = MODEL.shown(table.create(values, caller.owner), caller)
    return etags.created(item, MODEL.path)


@app.get("/shelves/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    caller = access.caller(app.current_event)
    item = table.get(item_id)
    MODEL.access.require_read(caller, item["owner"])
    return etags.answer(MODEL.shown(item, caller))


@app.patch("/shelves/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    caller = access.caller(event)
    item = table.get(item_id)
    MODEL.access.require_update(caller, item["owner"])
    changes = MODEL.parse_changes(rest.body(event))
    updated = table.update(item, changes, etags.if_match(event))
    return etags.answer(MODEL.shown(updated, caller))


@app.delete("/shelves/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    MODEL.access.require_delete(access.caller(event), item["owner"])
    table.delete(item, etags.if_match(event))
    return rest.no_content()


handler = rest.handler(app)
