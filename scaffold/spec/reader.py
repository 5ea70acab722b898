"""`scaffold.yaml` <-> Spec: every error carries file, line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scaffold.errors import Diagnostic, Problem, SpecError
from scaffold.spec import yaml_text
from scaffold.spec.document import SpecDocument
from scaffold.spec.error_recovery import without
from scaffold.spec.resolve import resolve
from scaffold.spec.validation_errors import problems_of
from scaffold.spec.yaml_text import Place, YamlError

if TYPE_CHECKING:
    from scaffold.spec.model import Spec

# Taking out a wrong key may leave its parent incomplete, so that goes next.
_SALVAGE_ROUNDS = 3


def parse(text: str, file: str = "scaffold.yaml") -> Spec:
    """The spec in a text; raises SpecError with every problem at once."""
    try:
        parsed = yaml_text.parse(text)
    except YamlError as error:
        diagnostic = _diagnostic(text, file, error.place, Problem(error.path, error.message))
        raise SpecError((diagnostic,)) from None
    found = [
        (place, Problem(path, f'the key "{path[-1]}" is there twice'))
        for path, place in parsed.duplicates
    ]
    spec, problems = read(parsed.value)
    for one in problems:
        place = parsed.place(one.path, on_key=one.on_key)
        found.append((place, replace(one, path=parsed.written(one.path))))
    if found or spec is None:
        found.sort(key=lambda one: (one[0].line, one[0].column))
        raise SpecError(tuple(_diagnostic(text, file, *one) for one in found))
    return spec


def whole_spec_error(text: str, file: str, message: str) -> SpecError:
    """Return an error about a valid spec as a whole, placed at its start."""
    place = yaml_text.parse(text).place(())
    return SpecError((_diagnostic(text, file, place, Problem((), message)),))


def read(value: object) -> tuple[Spec | None, list[Problem]]:
    """The spec in plain values, or nothing and what is wrong with them."""
    if not isinstance(value, dict):
        message = "a spec is a mapping that starts with scaffold: 1 and app: my-app"
        return None, [Problem((), message)]
    try:
        document = SpecDocument.model_validate(value)
    except ValidationError as error:
        problems = problems_of(error, value)
        return None, problems + _further_problems(value, problems)
    return resolve(document)


def _further_problems(value: dict[str, Any], problems: list[Problem]) -> list[Problem]:
    """What is wrong with the rest, so that one run of the tool names everything."""
    rest = without(value, problems)
    for _ in range(_SALVAGE_ROUNDS):
        try:
            return resolve(SpecDocument.model_validate(rest))[1]
        except ValidationError as error:
            rest = without(rest, problems_of(error, rest))
    return []


def _diagnostic(text: str, file: str, place: Place, problem: Problem) -> Diagnostic:
    lines = yaml_text.LINE_BREAK.split(text)
    return Diagnostic(
        file=file,
        line=place.line,
        column=place.column,
        path=dotted(problem.path),
        message=problem.message,
        source=lines[place.line - 1] if place.line <= len(lines) else "",
    )


def dotted(path: tuple[str | int, ...]) -> str:
    """`functions.hello.trigger[1].http`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
