"""From the text of a spec to the files of its application.

The modules that parse and render are imported where they are used: most runs find the spec
unchanged.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.cache import fingerprint
from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.spec import SPEC_NAME, spec_cache
from scaffold.storage.application import NOTHING_STORED, with_storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scaffold.generate.render import RenderedFile
    from scaffold.spec.language import Language
    from scaffold.spec.resolved import Spec
    from scaffold.storage.application import Storage
    from scaffold.storage.risks import Risk

TEMPLATE_PATH: Final = PurePosixPath("template.yaml")
# CloudFormation's quota for one stack.
MAX_RESOURCES: Final = 500

_PACKAGE: Final = Path(__file__).parents[1]


def read_spec(text: str, file: str = SPEC_NAME, language: Language | None = None) -> Spec:
    """Return the spec in a text, from the cache if it was valid before.

    Raises SpecError with every problem, also if the application is too large for a stack, or if
    what is made of two names is the same.
    """
    key = _spec_key(text)
    spec = spec_cache.load_spec(key)
    if spec is None or (language and type(spec) is not language.spec_type):
        spec = _parse(text, file, language)
        _check(spec, _generate(spec, text, file), text, file)
        spec_cache.store_spec(key, spec)
    return spec


class Generated(NamedTuple):
    """An application: its spec, with records of what is stored, and its files.

    `risks` are those of its changes for what was stored before.
    """

    spec: Spec
    files: tuple[RenderedFile, ...]
    risks: tuple[Risk, ...] = ()


def read_and_generate(
    text: str, file: str = SPEC_NAME, records: Callable[[Spec], Storage] = lambda _: NOTHING_STORED
) -> Generated:
    """Return the application of a spec: like read_spec, but nothing is rendered twice.

    `records` returns the records of what the application has stored so far.
    """
    key = _spec_key(text)
    cached = spec_cache.load_spec(key)
    spec = cached or _parse(text, file)
    before = records(spec)
    stored = stored_spec(spec, before, text, file)
    files = generate(stored) if cached else _generate(stored, text, file)
    if cached is None:
        _check(stored, files, text, file)
        spec_cache.store_spec(key, spec)
    return Generated(stored, files, _risks(before, stored))


def _risks(before: Storage, spec: Spec) -> tuple[Risk, ...]:
    """Return the risks for what is stored: none where nothing is."""
    if not before.models and not before.buckets:
        return ()
    from scaffold.storage.risks import risks  # noqa: PLC0415 - start-up time

    return risks(before, spec)


def stored_spec(spec: Spec, before: Storage, text: str, file: str = SPEC_NAME) -> Spec:
    """Return a spec with the records of what is stored, from those of the last generation.

    Raises SpecError if it gives a field a former name that none had.
    """
    if not spec.models:
        return spec
    from scaffold.storage.evolution import evolve  # noqa: PLC0415 - start-up time

    storage, problems = evolve(before, spec)
    if problems:
        from scaffold.spec import reader  # noqa: PLC0415 - start-up time

        raise reader.error_of(text, file, problems)
    return with_storage(spec, storage)


def generate(spec: Spec, only: PurePosixPath | None = None) -> tuple[RenderedFile, ...]:
    """Return every file that the templates render for a spec, or the one at the path `only`.

    A spec without records is that of an application that has stored nothing.
    """
    from scaffold.generate.plan import plan  # noqa: PLC0415 - start-up time
    from scaffold.generate.render import render  # noqa: PLC0415 - start-up time

    if any(model.stored is None for model in spec.models):
        from scaffold.storage.evolution import first_records  # noqa: PLC0415 - start-up time

        spec = with_storage(spec, first_records(spec))
    catalog = read_catalog(templates_root())
    files = plan(spec, catalog)
    return render([file for file in files if only in {None, file.target}], spec, catalog)


def count_resources(files: Iterable[RenderedFile]) -> int:
    """Return the number of resources in the stack of an application, 0 without a template.yaml."""
    from scaffold.generate.resource_count import resource_count  # noqa: PLC0415 - start-up time

    templates = [file.content for file in files if file.plan.target == TEMPLATE_PATH]
    return sum(resource_count(template.decode()) for template in templates)


def _generate(spec: Spec, text: str, file: str) -> tuple[RenderedFile, ...]:
    """Return every file; raise SpecError if two entities have the same."""
    from scaffold.generate.plan import PathClashError  # noqa: PLC0415 - start-up time

    try:
        return generate(spec)
    except PathClashError as error:
        from scaffold.generate.clashes import path_clash  # noqa: PLC0415 - start-up time
        from scaffold.spec import reader  # noqa: PLC0415 - start-up time

        problem = path_clash(spec, error)
        if problem is None:
            raise
        raise reader.error_of(text, file, [problem]) from error


def _check(spec: Spec, files: tuple[RenderedFile, ...], text: str, file: str) -> None:
    from scaffold.generate.clashes import find_clashes  # noqa: PLC0415 - start-up time
    from scaffold.spec import reader  # noqa: PLC0415 - start-up time

    _check_size(files, text, file)
    if problems := find_clashes(spec, files, read_catalog(templates_root())):
        raise reader.error_of(text, file, problems)


def _check_size(files: Iterable[RenderedFile], text: str, file: str) -> None:
    if (count := count_resources(files)) > MAX_RESOURCES:
        from scaffold.spec import reader  # noqa: PLC0415 - start-up time

        message = f"needs {count} resources; a CloudFormation stack holds {MAX_RESOURCES}"
        raise reader.whole_spec_error(text, file, message)


def _spec_key(text: str) -> str:
    return fingerprint(text, (*_PACKAGE.glob("*.py"), _PACKAGE / "spec"))


def _parse(text: str, file: str, language: Language | None = None) -> Spec:
    from scaffold.spec import reader  # noqa: PLC0415 - start-up time
    from scaffold.spec.language import LANGUAGE  # noqa: PLC0415 - start-up time

    return reader.parse(text, file, language or LANGUAGE)
