"""scaffold/cloudformation/create_only.json against AWS's resource schemas."""

from __future__ import annotations

import runpy

import goldens


def test_create_only_properties_match_the_resource_schemas() -> None:
    """`python scripts/create_only.py` updates the file after an upgrade of cfn-lint."""
    script = runpy.run_path(str(goldens.ROOT / "scripts" / "create_only.py"))

    assert script["TARGET"].read_text(encoding="utf-8") == script["as_text"](
        script["create_only"]()
    )


def test_every_generated_resource_type_is_known() -> None:
    """SAM's own types have no schema."""
    script = runpy.run_path(str(goldens.ROOT / "scripts" / "create_only.py"))
    types = {
        line.split()[1]
        for file in goldens.EXAMPLES.glob("*/template.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("    Type: AWS::") and "Serverless" not in line
    }

    assert types
    assert types <= script["create_only"]().keys()
