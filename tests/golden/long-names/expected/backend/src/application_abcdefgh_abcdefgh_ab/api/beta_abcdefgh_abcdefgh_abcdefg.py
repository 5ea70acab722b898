"""The API of the model beta_abcdefgh_abcdefgh_abcdefg.

Rules of your own belong between reading a request and writing an item.
"""

from dataclasses import replace

from aws_lambda_powertools.event_handler import Response

from application_abcdefgh_abcdefgh_ab.core import access, etags, files, queries, rest
from application_abcdefgh_abcdefgh_ab.core.includes import Includes
from application_abcdefgh_abcdefgh_ab.core.tables import Table
from application_abcdefgh_abcdefgh_ab.generated.models.alpha_abcdefgh_abcdefgh_abcdef import (
    MODEL as ALPHA_ABCDEFGH_ABCDEFGH_ABCDEF_MODEL,
)
from application_abcdefgh_abcdefgh_ab.generated.models.beta_abcdefgh_abcdefgh_abcdefg import MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL, ALPHA_ABCDEFGH_ABCDEFGH_ABCDEF_MODEL)


@app.get("/beta-abcdefgh-abcdefgh-abcdefgs")
def list_items() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    caller = access.caller(event)
    query = queries.read(MODEL, event)
    owner = MODEL.access.listed_owner(caller, query.owner)
    page = table.page(replace(query, owner=owner))
    return rest.answer(includes.add(page, query.include, caller))


@app.post("/beta-abcdefgh-abcdefgh-abcdefgs")
def create_item() -> Response[str]:
    """Create an item that belongs to the caller."""
    event = app.current_event
    caller = access.caller(event)
    MODEL.access.require_create(caller)
    values = MODEL.parse_new(rest.body(event))
    files.require(MODEL, values, caller.owner, before={})
    return etags.created(table.create(values, caller.owner), MODEL.path)


@app.get("/beta-abcdefgh-abcdefgh-abcdefgs/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    item = table.get(item_id)
    MODEL.access.require_read(access.caller(app.current_event), item["owner"])
    return etags.answer(item)


@app.patch("/beta-abcdefgh-abcdefgh-abcdefgs/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    caller = access.caller(event)
    item = table.get(item_id)
    MODEL.access.require_update(caller, item["owner"])
    changes = MODEL.parse_changes(rest.body(event))
    files.require(MODEL, changes, caller.owner, before=item)
    return etags.answer(table.update(item, changes, etags.if_match(event)))


@app.delete("/beta-abcdefgh-abcdefgh-abcdefgs/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    MODEL.access.require_delete(access.caller(event), item["owner"])
    table.delete(item, etags.if_match(event))
    return rest.no_content()


@app.get("/beta-abcdefgh-abcdefgh-abcdefgs/<item_id>/files/<field>")
def get_file(item_id: str, field: str) -> Response[str]:
    """Return a presigned download URL for a file of an item."""
    item = table.get(item_id)
    MODEL.access.require_read(access.caller(app.current_event), item["owner"])
    return rest.answer(files.link(MODEL, item, field))


handler = rest.handler(app)
