"""What `scaffold plan` says of the cloud, and that `scaffold regenerate` says the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regenerate.conftest import Checkout

FIELDS = "    fields: {title: string}\n"


def planned(checkout: Checkout) -> dict[str, Any]:
    """The plan for scripts."""
    plan: dict[str, Any] = json.loads(checkout.scaffold("plan", "--json").out)
    return plan


def test_a_lost_table_is_warned_of(checkout: Checkout) -> None:
    """Under the files, by its logical id, and in the same words for scripts."""
    checkout.edit("scaffold.yaml", f"models:\n  note:\n{FIELDS}", "")

    shown = checkout.scaffold("plan").out
    (table,) = (
        one for one in planned(checkout)["resources"] if one["type"] == "AWS::DynamoDB::Table"
    )

    assert (table["logical_id"], table["action"]) == ("NoteTable", "removed")
    assert "The table holds items" in table["warning"]
    assert "\nA deployment then:\n" in shown
    assert f"\nremoved   NoteTable (AWS::DynamoDB::Table)\n          {table['warning']}\n" in shown
    assert shown == checkout.scaffold("regenerate").out


def test_a_page_more_changes_nothing_in_the_cloud(checkout: Checkout) -> None:
    """And nothing is said of it."""
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: my-app\ntitle: Their app\n")

    plan = planned(checkout)

    assert (plan["stacks"], plan["resources"], plan["unknown"]) == ([], [], None)
    assert "deployment" not in checkout.scaffold("plan").out


def test_another_name_of_the_application_leaves_its_stacks_behind(checkout: Checkout) -> None:
    """What is in them is not said to change: it does not."""
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: our-app\n")

    shown = checkout.scaffold("plan").out
    plan = planned(checkout)

    assert [(one["action"], one["name"]) for one in plan["stacks"]] == [
        ("added", "our-app-dev"),
        ("added", "our-app-prod"),
        ("orphaned", "my-app-dev"),
        ("orphaned", "my-app-prod"),
    ]
    assert plan["resources"] == []
    assert "\nThe stacks then:\nadded     our-app-dev (us-east-1)\n" in shown
    assert "\norphaned  my-app-dev (us-east-1)\n          Nothing deploys to it any more." in shown
    assert "A deployment then:" not in shown


def test_a_template_that_a_person_broke_is_regenerated_all_the_same(checkout: Checkout) -> None:
    """Only what a deployment would do is unknown, and a script is not told of a failure."""
    template = checkout.read("template.yaml")
    (checkout.root / "template.yaml").write_text(f"mine: [\n{template}")
    checkout.edit("scaffold.yaml", FIELDS, f"{FIELDS}  task:\n{FIELDS}")
    shown = checkout.scaffold("plan")

    done = checkout.scaffold("regenerate", "--json")

    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["unknown"].startswith("template.yaml:")
    assert (answer["stacks"], answer["resources"]) == ([], [])
    assert f"\nwhat a deployment would do is not known: {answer['unknown']}\n" in shown.out
    assert checkout.read("template.yaml").startswith("mine: [\n")
    assert "TaskTable" in checkout.read("template.yaml")
