"""`scaffold.yaml` -> Spec: every error carries file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scaffold.errors import Diagnostic, Problem, SpecError
from scaffold.spec import SPEC_NAME, yaml_text
from scaffold.spec.error_recovery import Recovery
from scaffold.spec.language import LANGUAGE
from scaffold.spec.resolve import resolve
from scaffold.spec.validation_errors import problems_of
from scaffold.spec.yaml_text import Place, YamlError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.spec.language import Language
    from scaffold.spec.resolved import Spec

# Taking out a wrong key may leave its parent incomplete, so that goes next.
_RECOVERY_ROUNDS = 4


def parse(text: str, file: str = SPEC_NAME, language: Language = LANGUAGE) -> Spec:
    """Return the spec in a text; raises SpecError with every problem at once."""
    try:
        parsed = yaml_text.parse(text)
    except YamlError as error:
        raise spec_error(text, file, [(error.place, Problem(error.path, error.message))]) from None
    found = [
        (place, Problem(path, f'the key "{path[-1]}" is written twice'))
        for path, place in parsed.duplicates
    ]
    spec, problems = read(parsed.value, language)
    for problem in problems:
        place = parsed.place(problem.path, on_key=problem.on_key)
        found.append((place, problem._replace(path=parsed.written(problem.path))))
    if found or spec is None:
        found.sort(key=lambda item: (item[0].line, item[0].column))
        raise spec_error(text, file, found)
    return spec


def whole_spec_error(text: str, file: str, message: str) -> SpecError:
    """Return an error about a valid spec as a whole, placed at its start."""
    place = yaml_text.parse(text).place(())
    return spec_error(text, file, [(place, Problem((), message))])


def error_of(text: str, file: str, problems: Iterable[Problem]) -> SpecError:
    """Return an error about a spec that is valid but for what generating it has shown."""
    parsed = yaml_text.parse(text)
    found = [(parsed.place(each.path, on_key=each.on_key), each) for each in problems]
    found.sort(key=lambda item: (item[0].line, item[0].column))
    return spec_error(text, file, found)


def read(value: object, language: Language = LANGUAGE) -> tuple[Spec | None, list[Problem]]:
    """Return the spec in plain values, or None and what is wrong with them."""
    if not isinstance(value, dict):
        message = "a spec is a mapping that starts with scaffold: 1 and app: my-app"
        return None, [Problem((), message)]
    try:
        document = language.document.model_validate(value)
    except ValidationError as error:
        problems = problems_of(error, value, language.document)
        return None, problems + _further_problems(value, problems, language)
    spec, problems = resolve(language, value, document)
    if not any(getattr(document, key) for key in language.feature_keys):
        *first, last = language.feature_keys
        message = f"describes nothing to generate: add {', '.join(first)} or {last}"
        return None, [Problem((), message), *problems]
    return spec, problems


def _further_problems(
    value: dict[str, Any], problems: list[Problem], language: Language
) -> list[Problem]:
    """Return what is wrong with the rest, so that one run of the tool reports everything."""
    recovery = Recovery(value, language.document)
    for _ in range(_RECOVERY_ROUNDS):
        recovery.take_out(problems)
        try:
            document = language.document.model_validate(recovery.rest)
        except ValidationError as error:
            problems = problems_of(error, recovery.rest, language.document)
        else:
            _, further = resolve(language, recovery.rest, document)
            return list(map(recovery.as_written, further))
    return []


def spec_error(text: str, file: str, found: Iterable[tuple[Place, Problem]]) -> SpecError:
    """Return an error with every problem of a text, each at its place."""
    lines = yaml_text.LINE_BREAK.split(text)
    return SpecError(
        tuple(
            Diagnostic(
                file=file,
                line=place.line,
                column=place.column,
                path=dotted(problem.path),
                message=problem.message,
                source=lines[place.line - 1] if place.line <= len(lines) else "",
            )
            for place, problem in found
        )
    )


def dotted(path: tuple[str | int, ...]) -> str:
    """Return a path as people write it: `functions.hello.trigger[1].http`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
