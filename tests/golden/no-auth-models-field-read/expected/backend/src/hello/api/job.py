"""The API of the model job.

Rules of your own belong between reading a request and writing an item.
"""

from aws_lambda_powertools.event_handler import Response

from hello.core import etags, files, queries, rest
from hello.core.includes import Includes
from hello.core.tables import Table
from hello.generated.models.job import MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL)


@app.get("/jobs")
def list_items() -> Response[str]:
    """List the items."""
    query = queries.read(MODEL, app.current_event)
    queries.require_visible(MODEL, query, MODEL.hidden)
    page = table.page(query)
    items = [MODEL.shown(item) for item in page["items"]]
    return rest.answer(includes.add({**page, "items": items}, query.include))


@app.post("/jobs")
def create_item() -> Response[str]:
    """Create an item."""
    values = MODEL.parse_new(rest.body(app.current_event), MODEL.read_only)
    files.require(MODEL, values, before={})
    return etags.created(MODEL.shown(table.create(values)), MODEL.path)


@app.get("/jobs/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    return etags.answer(MODEL.shown(table.get(item_id)))


@app.patch("/jobs/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    item = table.get(item_id)
    changes = MODEL.parse_changes(rest.body(event), MODEL.read_only)
    files.require(MODEL, changes, before=item)
    return etags.answer(MODEL.shown(table.update(item, changes, etags.if_match(event))))


@app.delete("/jobs/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    table.delete(item, etags.if_match(event))
    return rest.no_content()


@app.get("/jobs/<item_id>/files/<field>")
def get_file(item_id: str, field: str) -> Response[str]:
    """Return a presigned download URL for a file of an item."""
    return rest.answer(files.link(MODEL, MODEL.shown(table.get(item_id)), field))


handler = rest.handler(app)
