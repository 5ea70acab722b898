"""The templates: one folder per feature, and inside it the output paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import files_within
from scaffold.generate.features import features

if TYPE_CHECKING:
    from scaffold.spec.kinds.kind import Kind

FileClass = Literal["create-only", "managed", "merged", "lockfile"]

# Lock files follow from the files beside them: a package manager renews them, nobody merges them.
DERIVED_FROM: Final = {
    "uv.lock": "pyproject.toml",
    "requirements.txt": "pyproject.toml",
    "package-lock.json": "package.json",
}


class CatalogError(ScaffoldError):
    """A template folder that is not a feature."""


@dataclass(frozen=True)
class Template:
    """A file under templates/; `source` is its path there, and its identity."""

    source: PurePosixPath

    @property
    def feature(self) -> str:
        """The feature whose folder it is in."""
        return self.source.parts[0]

    @property
    def rendered(self) -> bool:
        """True if it is a Jinja template, not a file to copy."""
        return self.source.suffix == ".jinja"

    @cached_property
    def target(self) -> PurePosixPath:
        """The output path, with placeholders for entities in braces."""
        path = PurePosixPath(*self.source.parts[1:])
        name = path.name.removesuffix(".jinja").removesuffix(".create-only")
        return path.with_name(name)

    @cached_property
    def file_class(self) -> FileClass:
        """The class of the files that the template renders."""
        if self.source.name.removesuffix(".jinja").endswith(".create-only"):
            return "create-only"
        if {"generated", ".scaffold"} & set(self.target.parts):
            return "managed"
        return "lockfile" if self.target.name in DERIVED_FROM else "merged"


class Catalog(NamedTuple):
    """The templates read from `root`, and the paths of the partials that they include."""

    root: Path
    templates: tuple[Template, ...]
    partials: frozenset[str] = frozenset()


def templates_root() -> Path:
    """Return the folder of templates: inside the wheel or, in a checkout, beside the package."""
    package = Path(__file__).parents[1]
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parent / "templates"


def read_catalog(root: Path, kinds: tuple[Kind, ...] | None = None) -> Catalog:
    """Return the templates under a folder; those whose path has a `_name` are partials.

    Raises CatalogError for a folder that is not a feature.
    """
    from scaffold.spec.language import LANGUAGE  # noqa: PLC0415 - start-up time

    known = features(LANGUAGE.kinds if kinds is None else kinds)
    templates, partials = [], []
    for path in sorted(files_within(str(root))):
        source = PurePosixPath(path[len(str(root)) + 1 :])
        feature = source.parts[0]
        if feature not in known:
            names = ", ".join(known)
            raise CatalogError(f"templates/{feature} is not a feature; the features are {names}")
        if any(map(_is_partial, source.parts)):
            partials.append(str(source))
        else:
            templates.append(Template(source))
    return Catalog(root, tuple(templates), frozenset(partials))


def _is_partial(part: str) -> bool:
    return part.startswith("_") and not part.startswith("__")
