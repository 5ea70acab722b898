"""Stack and resource changes in `scaffold plan` and `scaffold regenerate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regenerate.conftest import Checkout

# The exit code of `scaffold plan` when there is something to do.
CHANGES_PENDING = 4
FIELDS = "    fields: {title: string}\n"


def planned(checkout: Checkout) -> dict[str, Any]:
    """Return the JSON output of `scaffold plan`."""
    plan: dict[str, Any] = json.loads(checkout.scaffold("plan", "--json").out)
    return plan


def test_removing_a_table_is_warned_of(checkout: Checkout) -> None:
    """The text and the JSON output have the same warning; `regenerate` repeats it."""
    checkout.edit("scaffold.yaml", f"models:\n  note:\n{FIELDS}", "")

    shown = checkout.scaffold("plan").out
    (table,) = (
        change
        for change in planned(checkout)["resources"]
        if change["type"] == "AWS::DynamoDB::Table"
    )

    assert (table["logical_id"], table["action"]) == ("NoteTable", "removed")
    assert "The table holds items" in table["warning"]
    assert "\nResources after the next deployment:\n" in shown
    assert f"\nremoved   NoteTable (AWS::DynamoDB::Table)\n          {table['warning']}\n" in shown
    assert shown == checkout.scaffold("regenerate", "--yes").out


def test_a_changed_title_changes_no_resource(checkout: Checkout) -> None:
    """The deployment is not mentioned."""
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: my-app\ntitle: Their app\n")

    plan = planned(checkout)

    assert (plan["stacks"], plan["resources"], plan["unknown"]) == ([], [], None)
    assert "deployment" not in checkout.scaffold("plan").out


def test_renaming_the_app_orphans_its_stacks(checkout: Checkout) -> None:
    """The resources in the old stacks don't change."""
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: our-app\n")

    shown = checkout.scaffold("plan").out
    plan = planned(checkout)

    assert [(stack["action"], stack["name"]) for stack in plan["stacks"]] == [
        ("added", "our-app-dev"),
        ("added", "our-app-prod"),
        ("orphaned", "my-app-dev"),
        ("orphaned", "my-app-prod"),
    ]
    assert plan["resources"] == []
    assert "\nStacks after the next deployment:\nadded     our-app-dev (us-east-1)\n" in shown
    assert (
        "\norphaned  my-app-dev (us-east-1)\n          Nothing deploys to this stack any more."
        in shown
    )
    assert "Resources after the next deployment:" not in shown


def test_a_broken_template_does_not_stop_regenerate(checkout: Checkout) -> None:
    """Only the changes of a deployment are unknown; the exit code is 0."""
    template = checkout.read("template.yaml")
    (checkout.root / "template.yaml").write_text(f"mine: [\n{template}")
    checkout.edit("scaffold.yaml", FIELDS, f"{FIELDS}  task:\n{FIELDS}")
    shown = checkout.scaffold("plan")

    done = checkout.scaffold("regenerate", "--json")

    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["unknown"].startswith("template.yaml:")
    assert (answer["stacks"], answer["resources"]) == ([], [])
    assert f"\nThe effect of a deployment is unknown: {answer['unknown']}\n" in shown.out
    assert checkout.read("template.yaml").startswith("mine: [\n")
    assert "TaskTable" in checkout.read("template.yaml")


@pytest.mark.parametrize("opener", ["[", "{"])
def test_a_deeply_nested_template_does_not_crash_plan(checkout: Checkout, opener: str) -> None:
    """100,000 nested brackets are an error with a place, in the text and the JSON output."""
    template = checkout.read("template.yaml")
    (checkout.root / "template.yaml").write_text(f"Mine: {opener * 100_000}\n{template}")
    checkout.edit("scaffold.yaml", FIELDS, f"{FIELDS}  task:\n{FIELDS}")

    shown = checkout.scaffold("plan")

    assert (shown.code, shown.err) == (CHANGES_PENDING, "")
    message = "invalid YAML: the template is nested more than 100 levels deep"
    assert f"template.yaml:1:106: {message}\n" in shown.out
    assert planned(checkout)["unknown"] == f"template.yaml:1:106: {message}"


def test_a_template_that_is_not_utf8_does_not_crash_plan(checkout: Checkout) -> None:
    """The error has the place of the first wrong byte."""
    template = checkout.read("template.yaml").encode()
    (checkout.root / "template.yaml").write_bytes(b"# caf\xe9\n" + template)
    checkout.edit("scaffold.yaml", FIELDS, f"{FIELDS}  task:\n{FIELDS}")

    assert planned(checkout)["unknown"] == "template.yaml:1:6: the file is not UTF-8"
