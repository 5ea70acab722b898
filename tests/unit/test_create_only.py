"""scaffold/cloudformation/create_only.json: what the resource schemas of AWS say."""

from __future__ import annotations

import runpy

import goldens


def test_it_is_what_the_schemas_say() -> None:
    """`python scripts/create_only.py` renews it after an update of cfn-lint."""
    script = runpy.run_path(str(goldens.ROOT / "scripts" / "create_only.py"))

    assert script["TARGET"].read_text(encoding="utf-8") == script["as_text"](
        script["create_only"]()
    )


def test_it_has_every_type_that_is_generated() -> None:
    """But for those of SAM, which have no schema."""
    script = runpy.run_path(str(goldens.ROOT / "scripts" / "create_only.py"))
    types = {
        line.split()[1]
        for file in goldens.EXAMPLES.glob("*/template.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("    Type: AWS::") and "Serverless" not in line
    }

    assert types
    assert types <= script["create_only"]().keys()
