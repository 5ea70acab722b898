"""The API of the model book.

Rules of your own belong between reading a request and writing an item.
"""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Response

from hello.core import access, etags, files, queries, rest
from hello.core.includes import Includes
from hello.core.tables import Table
from hello.generated.models.author import MODEL as AUTHOR_MODEL
from hello.generated.models.book import MODEL
from hello.generated.models.shelf import MODEL as SHELF_MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL, AUTHOR_MODEL, SHELF_MODEL)


@app.get("/books")
@app.get("/me/books")
def list_items() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    caller = access.caller(event)
    query = queries.read(MODEL, event)
    owner = MODEL.access.listed_owner(caller, query.owner)
    query = replace(query, owner=owner)
    queries.require_visible(MODEL, query, MODEL.hidden(caller, owner))
    page = table.page(query)
    items = [MODEL.shown(item, caller) for item in page["items"]]
    return rest.answer(includes.add({**page, "items": items}, query.include, caller))


@app.post("/books")
def create_item() -> Response[str]:
    """Create an item that belongs to the caller."""
    event = app.current_event
    caller = access.caller(event)
    MODEL.access.require_create(caller)
    values = MODEL.parse_new(rest.body(event))
    files.require(MODEL, values, caller.owner, before={})
    item = MODEL.shown(table.create(values, caller.owner), caller)
    return etags.created(item, MODEL.path)


@app.get("/books/<item_id>")
@app.get("/me/books/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    caller = access.caller(app.current_event)
    item = table.get(item_id)
    MODEL.access.require_read(caller, item["owner"])
    return etags.answer(MODEL.shown(item, caller))


@app.patch("/books/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    caller = access.caller(event)
    item = table.get(item_id)
    MODEL.access.require_update(caller, item["owner"])
    changes = MODEL.parse_changes(rest.body(event))
    files.require(MODEL, changes, caller.owner, before=item)
    updated = table.update(item, changes, etags.if_match(event))
    return etags.answer(MODEL.shown(updated, caller))


@app.delete("/books/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    MODEL.access.require_delete(access.caller(event), item["owner"])
    table.delete(item, etags.if_match(event))
    return rest.no_content()


@app.get("/books/<item_id>/files/<field>")
@app.get("/me/books/<item_id>/files/<field>")
def get_file(item_id: str, field: str) -> Response[str]:
    """Return a presigned download URL for a file of an item."""
    caller = access.caller(app.current_event)
    item = table.get(item_id)
    MODEL.access.require_read(caller, item["owner"])
    return rest.answer(files.link(MODEL, MODEL.shown(item, caller), field))


handler = rest.handler(app)
