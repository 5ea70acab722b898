"""Stack changes, from the two versions of samconfig.toml."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest

from scaffold.cloudformation.changeset import keeps_a_stack, read_stacks, stack_changes
from scaffold.cloudformation.changeset.stacks import ConfigError, Stack

SPEC = "scaffold: 1\napp: hello\nfunctions:\n  hi:\nregion: us-east-1\nstages: [dev, prod]\n"


def stacks(spec: str) -> tuple[Stack, ...]:
    """Return the stacks of an application."""
    return read_stacks(goldens.case_of(spec).files[PurePosixPath("samconfig.toml")].decode())


def actions(old: str, new: str) -> list[tuple[str, str, str | None]]:
    """Return the change of each stack."""
    changes = stack_changes(stacks(old), stacks(new))
    return [(change.action, change.name, change.region) for change in changes]


def test_unchanged_stacks_have_no_change() -> None:
    """Whatever else changes in the spec."""
    new = SPEC.replace("hello", "hello\ntitle: Hello there")

    assert stack_changes(stacks(SPEC), stacks(new)) == ()
    assert keeps_a_stack(stacks(SPEC), stacks(new))


def test_renaming_the_app_orphans_the_stack_of_each_stage() -> None:
    """The old stacks stay, with their data."""
    new = SPEC.replace("app: hello", "app: goodbye")

    assert actions(SPEC, new) == [
        ("added", "goodbye-dev", "us-east-1"),
        ("added", "goodbye-prod", "us-east-1"),
        ("orphaned", "hello-dev", "us-east-1"),
        ("orphaned", "hello-prod", "us-east-1"),
    ]
    assert not keeps_a_stack(stacks(SPEC), stacks(new))


def test_changing_the_region_orphans_the_stacks() -> None:
    """The warning says what the new stack lacks, and how to delete the old one."""
    changes = stack_changes(stacks(SPEC), stacks(SPEC.replace("us-east-1", "eu-west-1")))

    assert [change.warning for change in changes[:2]] == [None, None]
    assert changes[2].warning == (
        "Nothing deploys to this stack any more. If it exists it stays in your account, with its"
        " data; delete it with `sam delete --stack-name hello-dev --region us-east-1`. The new"
        " stack starts without users, items and objects: revert the change to keep them, or move"
        " them first."
    )


def test_adding_and_removing_a_stage() -> None:
    """The other stages keep their stacks."""
    more = SPEC.replace("[dev, prod]", "[dev, test, prod]")

    assert actions(SPEC, more) == [("added", "hello-test", "us-east-1")]
    assert actions(more, SPEC) == [("orphaned", "hello-test", "us-east-1")]
    assert keeps_a_stack(stacks(more), stacks(SPEC))


def test_an_edited_samconfig_is_read() -> None:
    """A custom stack name, no region, environments without a deployment."""
    own = (
        "version = 0.1\n[default.build.parameters]\ncached = true\n"
        '[qa.deploy.parameters]\nstack_name = "mine"\n'
    )

    (change,) = stack_changes(read_stacks(own), read_stacks(own.replace("mine", "other")))[1:]

    assert (change.name, change.region, change.action) == ("mine", None, "orphaned")
    assert "`sam delete --stack-name mine`." in str(change.warning)


def test_invalid_toml_is_an_error_with_its_line() -> None:
    """samconfig.toml may have been edited."""
    with pytest.raises(ConfigError, match=r"samconfig.toml: invalid TOML: .* line 1"):
        read_stacks("version =\n")
