"""The names of a model in the generated frontend, beside those that its pages import."""

from __future__ import annotations

from typing import Final

from scaffold.names import Identifier

# What the pages and the modules of models import or declare, and what JavaScript has by itself:
# tests/unit/test_typescript_names.py finds what is missing here.
TAKEN: Final = frozenset(
    """
    Access Arguments Array Badge BooleanField Bounds CalendarDate Card Cards Cell CheckboxField
    Children Columns Constructor Date DateField DateTimeField Day DeleteButton Detail DetailList
    DetailPage EmailLink Empty Entries EnumField EnumFilter Error Eval FileField FileLink
    FilePreview Form FormPage Function HasOwnProperty Id Index IntegerField IsPrototypeOf Item
    ItemPage Iterator Json JsonField Key List ListField ListPage ListQuery Loadable Loaded
    LoadedForm LongTextField Main Map Math MineFilter Model Moment NewLink NonNullable None
    Number NumberField NumberValue Object PageHeader Pagination Partial Picking Promise
    PropertyIsEnumerable Proxy Query Readonly Record Ref RefField RefFilter RefLink RefPicker
    Reflect RelatedList Schemas Section Set SkeletonPage SkeletonRows SortFilter Stored String
    Symbol Table Text TextField Thumbnail ToLocaleString ToString Undefined ValueFilter ValueOf
    WebLink WritableBy YesNo
    """.split()  # noqa: SIM905 - a list of them would be a page long
)
_NO_VARIABLES: Final = frozenset({"arguments", "eval"})


def type_name(pascal: str) -> Identifier:
    """Return the name of the type of an item: `Video`, or `TableItem`, since Table is taken."""
    return Identifier(f"{pascal}Item" if pascal in TAKEN else pascal)


def variable(name: str) -> Identifier:
    """Return the variable for a value of a type, or for a collection: `video`, `videos`."""
    found = f"{name[:1].lower()}{name[1:]}"
    return Identifier(f"{found}List" if found in _NO_VARIABLES else found)
