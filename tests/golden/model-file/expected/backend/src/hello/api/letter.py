"""The API of the model letter.

Rules of your own belong between reading a request and writing an item.
"""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Response

from hello.core import access, etags, files, queries, rest
from hello.core.includes import Includes
from hello.core.tables import Table
from hello.generated.models.letter import MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL)


@app.get("/letters")
def list_items() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    query = queries.read(MODEL, event)
    owner = MODEL.access.listed_owner(access.caller(event), query.owner)
    page = table.page(replace(query, owner=owner))
    return rest.answer(includes.add(page, query.include))


@app.post("/letters")
def create_item() -> Response[str]:
    """Create an item that belongs to the caller."""
    event = app.current_event
    caller = access.caller(event)
    MODEL.access.require_create(caller)
    values = MODEL.parse_new(rest.body(event))
    files.require(MODEL, values, caller.owner, before={})
    return etags.created(table.create(values, caller.owner), MODEL.path)


@app.get("/letters/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    item = table.get(item_id)
    MODEL.access.require_read(access.caller(app.current_event), item["owner"])
    return etags.answer(item)


@app.patch("/letters/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    caller = access.caller(event)
    item = table.get(item_id)
    MODEL.access.require_update(caller, item["owner"])
    changes = MODEL.parse_changes(rest.body(event))
    files.require(MODEL, changes, caller.owner, before=item)
    return etags.answer(table.update(item, changes, etags.if_match(event)))


@app.delete("/letters/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    MODEL.access.require_delete(access.caller(event), item["owner"])
    table.delete(item, etags.if_match(event))
    return rest.no_content()


@app.get("/letters/<item_id>/files/<field>")
def get_file(item_id: str, field: str) -> Response[str]:
    """Return a presigned download URL for a file of an item."""
    item = table.get(item_id)
    MODEL.access.require_read(access.caller(app.current_event), item["owner"])
    return rest.answer(files.link(MODEL, item, field))


handler = rest.handler(app)
