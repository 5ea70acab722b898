"""What the items of a list lead to, sent along with them: `?include=<field>,<field>`."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from . import files
from .models import Model
from .pages import Page

# Used as sets that keep the order of the items.
Ids = dict[str, None]


class Includes:
    """What the fields of a model lead to: files."""

    def __init__(self, model: Model[Any, Any]) -> None:
        self._model = model

    def add(self, page: Page[Any], names: Sequence[str]) -> dict[str, object]:
        """Return a page with what the named fields of its items lead to, each once.

        What is gone is left out.
        """
        if not names:
            return {**page}
        ids = {name: _ids(page, name) for name in names}
        sources: defaultdict[str, Ids] = defaultdict(dict)
        for name in names:
            sources[self._model.links[name]] |= ids[name]
        found = {source: files.links(source, wanted) for source, wanted in sources.items()}
        included = {}
        for name in names:
            there = found[self._model.links[name]]
            included[name] = [there[each] for each in ids[name] if each in there]
        return {**page, "included": included}


def _ids(page: Page[Any], name: str) -> Ids:
    return {item[name]: None for item in page["items"] if name in item}
