"""The prompts for each kind of entity: `PROMPTS` in the module of the kind's name."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.cli.prompts.collection import Collection
    from scaffold.spec.kinds.kind import Kind


def prompts_of(kinds: Iterable[Kind]) -> dict[str, Collection]:
    """Return the prompts of the kinds that have some, in the order of the wizard."""
    modules = {kind.name: f"{__package__}.{kind.name}" for kind in kinds}
    found: dict[str, Collection] = {
        name: import_module(module).PROMPTS for name, module in modules.items() if find_spec(module)
    }
    return dict(sorted(found.items(), key=lambda item: item[1].step))


COLLECTIONS: Final = prompts_of(LANGUAGE.kinds)
