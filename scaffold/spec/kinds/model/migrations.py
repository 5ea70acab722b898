"""Migrations: how the items of a model get from one generation to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from scaffold.names import Identifier, Name
from scaffold.spec.kinds.kind import Entity

Scalar: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Fill:
    """Set an attribute where it is missing; `encoding` is that of the value.

    Not where the attribute `unless` is there: then its value could not be converted.
    """

    kind: ClassVar[Identifier] = Identifier("fill")

    attribute: Identifier
    value: Scalar
    encoding: Identifier
    unless: Identifier | None = None


@dataclass(frozen=True, slots=True)
class Convert:
    """Convert the values of an attribute from one encoding to another, into another attribute.

    `words` has what an enum's values are called by now, after each word that items hold for one.
    """

    kind: ClassVar[Identifier] = Identifier("convert")

    attribute: Identifier
    encoding: Identifier
    into: Identifier
    to: Identifier
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recover:
    """Convert what an earlier migration could not, unless another value was stored since."""

    kind: ClassVar[Identifier] = Identifier("recover")

    attribute: Identifier
    encoding: Identifier
    into: Identifier
    to: Identifier


@dataclass(frozen=True, slots=True)
class Guard:
    """Guard the values of an attribute, which have become unique."""

    kind: ClassVar[Identifier] = Identifier("guard")

    attribute: Identifier


@dataclass(frozen=True, slots=True)
class Ask:
    """Set an attribute to what only the developer knows."""

    kind: ClassVar[Identifier] = Identifier("ask")

    attribute: Identifier


Step: TypeAlias = Fill | Convert | Recover | Guard | Ask


@dataclass(frozen=True, slots=True)
class Migration(Entity):
    """The steps from one generation of a model's items to the next, `number`; a file of its own."""

    model: Name
    number: int
    steps: tuple[Step, ...]

    @property
    def functions(self) -> tuple[Identifier, ...]:
        """The functions that its steps call."""
        kinds = {step.kind for step in self.steps}
        return tuple(Identifier(name) for name in ("convert", "fill", "recover") if name in kinds)

    @classmethod
    def of(cls, model: Entity, number: int, steps: tuple[Step, ...]) -> Migration:
        """Return a migration of a model; its name has the number, `note_0002`."""
        former = f"{model.renamed_from}_{number:04}" if model.renamed_from else None
        return cls(
            name=Name(f"{model.name}_{number:04}"),
            renamed_from=Name(former) if former else None,
            model=model.name,
            number=number,
            steps=steps,
        )
