"""What every JavaScript object has is a value or a name like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import goldens
import pytest
import toolchain

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SPEC: Final = """\
scaffold: 1
app: inherited-names
auth:
  groups: [constructor]
models:
  constructor:
    access: {read: constructor}
    fields:
      code: {type: string, pattern: "[A-Z]{3}"}
      kind: {enum: [__proto__, constructor, toString, valueOf, "true"], default: constructor}
      state: {enum: [hasOwnProperty, "--"], optional: true}
    index: [kind]
  part:
    fields:
      prototype: string
      whole: ref(constructor)
buckets:
  constructor: {}
functions:
  constructor:
    trigger: {http: "GET /valueOf/{constructor}/{prototype}"}
"""


def test_inherited_names_are_built_and_pass_the_generated_tests(tmp_path: Path) -> None:
    """As enum values, models, groups, buckets, functions and parameters of paths."""
    project = goldens.case_of(SPEC).write(tmp_path)
    frontend = project / "frontend"
    installed = toolchain.link_node_modules(frontend)
    for check in (("biome", "check", "--error-on-warnings"), ("tsc",), ("vitest", "run")):
        toolchain.run(frontend, str(installed / ".bin" / check[0]), *check[1:])
