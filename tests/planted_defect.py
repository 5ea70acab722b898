"""A plugin of pytest: read one template with the change that PLANTED_DEFECT names."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import jinja2

from scaffold.generate.compiled_templates import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping


def pytest_configure() -> None:
    """Plant the defect for the whole run."""
    template, right, wrong = json.loads(os.environ["PLANTED_DEFECT"])
    read = jinja2.FileSystemLoader.get_source

    def read_planted(
        self: jinja2.FileSystemLoader, environment: jinja2.Environment, name: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, path, fresh = read(self, environment, name)
        return (text.replace(right, wrong) if name == template else text), path, fresh

    load = CompiledTemplates.load

    def load_planted(
        self: CompiledTemplates,
        environment: jinja2.Environment,
        name: str,
        variables: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        # The cache knows a template by its file, which has no defect.
        find = jinja2.FileSystemLoader.load if name == template else load
        return find(self, environment, name, variables)

    setattr(jinja2.FileSystemLoader, "get_source", read_planted)  # noqa: B010 - mypy sees methods
    setattr(CompiledTemplates, "load", load_planted)  # noqa: B010 - mypy sees methods
