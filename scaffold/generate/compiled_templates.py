"""Compiled templates, in one file of the user's cache."""

from __future__ import annotations

import hashlib
import marshal
import os
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import jinja2

from scaffold.cache import cache_root, store

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

# A template's name -> the size and the time of change of its source, and its code.
_Codes: TypeAlias = dict[str, tuple[int, int, bytes]]
_FOLDER: Final = "templates"


class CompiledTemplates(jinja2.FileSystemLoader):
    """Loads templates without reading the sources that it has compiled before.

    Reading 500 of them takes longer than rendering them.
    """

    def __init__(self, root: Path, identity: str) -> None:
        """Read the cache; `identity` is what the code depends on besides the templates."""
        super().__init__(root)
        digest = hashlib.sha256(MAGIC_NUMBER + f"{root}\0{identity}".encode()).hexdigest()
        self._path = cache_root() / _FOLDER / digest[:16]
        self._codes = _read(self._path)
        self._changed = False

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> jinja2.Template:
        """Return a template, compiled if its source has changed since it was."""
        try:
            status = os.stat(f"{self.searchpath[0]}/{name}")  # noqa: PTH116 - hundreds of them
        except OSError as error:
            raise jinja2.TemplateNotFound(name) from error
        size, time, stored = self._codes.get(name, (-1, -1, b""))
        if (size, time) == (status.st_size, status.st_mtime_ns):
            code = marshal.loads(stored)  # noqa: S302 - in the user's own cache
        else:
            source, filename, _ = self.get_source(environment, name)
            code = environment.compile(source, name, filename)
            self._codes[name] = (status.st_size, status.st_mtime_ns, marshal.dumps(code))
            self._changed = True
        return environment.template_class.from_code(environment, code, globals or {})

    def save(self) -> None:
        """Write the cache if templates were compiled."""
        if self._changed:
            store(self._path, marshal.dumps(self._codes))


def _read(path: Path) -> _Codes:
    try:
        cached: object = marshal.loads(path.read_bytes())  # noqa: S302 - in the user's own cache
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return cached if isinstance(cached, dict) else {}
