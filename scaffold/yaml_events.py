"""The events of YAML texts that may be hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


class TooDeepError(Exception):
    """A text that is nested too deep, with the mark of where it becomes so."""

    def __init__(self, mark: Any) -> None:  # noqa: ANN401 - C or Python
        super().__init__("nested too deep")
        self.mark = mark


def shallow_events(text: str, loader: Any, deepest: int) -> Iterator[Any]:  # noqa: ANN401 - PyYAML has no types
    """Yield the events of a text; raise TooDeepError where it is nested deeper than allowed.

    libyaml's composer recurses, and deep nesting crashes it. Its parser does not.
    """
    depth = 0
    for event in yaml.parse(text, loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > deepest:
                raise TooDeepError(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event
