"""A plugin of pytest: read one template with the change that PLANTED_DEFECT names."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_configure() -> None:
    """Plant the defect for the whole run."""
    template, right, wrong = json.loads(os.environ["PLANTED_DEFECT"])
    read = jinja2.FileSystemLoader.get_source

    def read_planted(
        self: jinja2.FileSystemLoader, environment: jinja2.Environment, name: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, path, fresh = read(self, environment, name)
        return (text.replace(right, wrong) if name == template else text), path, fresh

    setattr(jinja2.FileSystemLoader, "get_source", read_planted)  # noqa: B010 - mypy sees methods
