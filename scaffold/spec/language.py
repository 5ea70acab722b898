"""The spec language: the table of kinds, and what follows from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from scaffold.spec.resolved import Spec

if TYPE_CHECKING:
    from scaffold.spec.application import SpecDocument
    from scaffold.spec.kinds.kind import Kind

# What an application describes besides its entities: without any feature nothing is generated.
_FEATURE_KEYS: Final = ("auth",)


def kinds_of(spec_type: type[Spec]) -> tuple[Kind, ...]:
    """Return the table of kinds: those that a type of specs has sections for, in their order."""
    fields = dataclasses.fields(spec_type)
    return tuple(field.metadata["kind"] for field in fields if "kind" in field.metadata)


@dataclass(frozen=True)
class Language:
    """The spec language with the kinds that a type of specs has sections for."""

    spec_type: type[Spec] = Spec

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The table of kinds."""
        return kinds_of(self.spec_type)

    @cached_property
    def document(self) -> type[SpecDocument]:
        """The document of a whole spec."""
        from scaffold.spec.application import spec_document  # noqa: PLC0415 - pydantic

        return spec_document(self.kinds)

    @property
    def feature_keys(self) -> tuple[str, ...]:
        """The keys of which a spec needs at least one."""
        return (*_FEATURE_KEYS, *(kind.section for kind in self.kinds))

    def kind(self, name: str) -> Kind:
        """Return the kind of that name; raises KeyError if there is none."""
        return {kind.name: kind for kind in self.kinds}[name]


# The language of this version of the tool.
LANGUAGE: Final = Language()
