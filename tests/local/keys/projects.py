"""Projects of small specs, and the mark of tests that cover their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goldens
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def covers(*keys: str) -> pytest.MarkDecorator:
    """Return the mark of a test that shows what these keys do in the local cloud."""
    return pytest.mark.covers(*keys, "local run")


def write(spec: str, root: Path, bodies: Mapping[str, str]) -> Path:
    """Write the project of a spec, with these bodies of its functions."""
    case = goldens.case_of(spec)
    goldens.write_tree(root, dict(case.files))
    functions = root / "backend" / "src" / case.spec.package / "functions"
    for name, body in bodies.items():
        (functions / f"{name}.py").write_text(body, encoding="utf-8")
    return root
