"""The API of the model book.

Rules of your own belong between reading a request and writing an item.
"""

from aws_lambda_powertools.event_handler import Response

from hello.core import etags, files, queries, rest
from hello.core.includes import Includes
from hello.core.tables import Table
from hello.generated.models.author import MODEL as AUTHOR_MODEL
from hello.generated.models.book import MODEL

app = rest.App()
table = Table(MODEL)
includes = Includes(MODEL, AUTHOR_MODEL)


@app.get("/books")
def list_items() -> Response[str]:
    """List the items."""
    query = queries.read(MODEL, app.current_event)
    return rest.answer(includes.add(table.page(query), query.include))


@app.post("/books")
def create_item() -> Response[str]:
    """Create an item."""
    values = MODEL.parse_new(rest.body(app.current_event))
    files.require(MODEL, values, before={})
    return etags.created(table.create(values), MODEL.path)


@app.get("/books/<item_id>")
def get_item(item_id: str) -> Response[str]:
    """Return an item."""
    return etags.answer(table.get(item_id))


@app.patch("/books/<item_id>")
def update_item(item_id: str) -> Response[str]:
    """Update some fields of an item."""
    event = app.current_event
    item = table.get(item_id)
    changes = MODEL.parse_changes(rest.body(event))
    files.require(MODEL, changes, before=item)
    return etags.answer(table.update(item, changes, etags.if_match(event)))


@app.delete("/books/<item_id>")
def delete_item(item_id: str) -> Response[str]:
    """Delete an item."""
    event = app.current_event
    item = table.get(item_id)
    table.delete(item, etags.if_match(event))
    return rest.no_content()


@app.get("/books/<item_id>/files/<field>")
def get_file(item_id: str, field: str) -> Response[str]:
    """Return a presigned download URL for a file of an item."""
    item = table.get(item_id)
    return rest.answer(files.link(MODEL, item, field))


handler = rest.handler(app)
