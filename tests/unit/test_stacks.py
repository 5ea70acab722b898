"""Which stacks a deployment reaches, read off the two configurations of SAM."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest

from scaffold.cloudformation.changeset import keeps_a_stack, read_stacks, stack_changes
from scaffold.cloudformation.changeset.stacks import ConfigError, Stack

SPEC = "scaffold: 1\napp: hello\nfunctions:\n  hi:\nregion: us-east-1\nstages: [dev, prod]\n"


def stacks(spec: str) -> tuple[Stack, ...]:
    """What an application is configured for."""
    return read_stacks(goldens.case_of(spec).files[PurePosixPath("samconfig.toml")].decode())


def fates(old: str, new: str) -> list[tuple[str, str, str | None]]:
    """What becomes of each stack."""
    found = stack_changes(stacks(old), stacks(new))
    return [(one.action, one.name, one.region) for one in found]


def test_the_same_stacks_are_not_mentioned() -> None:
    """Whatever else of the spec changes."""
    new = SPEC.replace("hello", "hello\ntitle: Hello there")

    assert stack_changes(stacks(SPEC), stacks(new)) == ()
    assert keeps_a_stack(stacks(SPEC), stacks(new))


def test_another_name_of_the_application_is_another_stack_a_stage() -> None:
    """The old ones stay, with whatever they hold."""
    new = SPEC.replace("app: hello", "app: goodbye")

    assert fates(SPEC, new) == [
        ("added", "goodbye-dev", "us-east-1"),
        ("added", "goodbye-prod", "us-east-1"),
        ("orphaned", "hello-dev", "us-east-1"),
        ("orphaned", "hello-prod", "us-east-1"),
    ]
    assert not keeps_a_stack(stacks(SPEC), stacks(new))


def test_another_region_is_another_stack() -> None:
    """With a warning of what the new one starts without, and how to keep the old one."""
    changes = stack_changes(stacks(SPEC), stacks(SPEC.replace("us-east-1", "eu-west-1")))

    assert [one.warning for one in changes[:2]] == [None, None]
    assert changes[2].warning == (
        "Nothing deploys to it any more. If it is in the cloud it stays there, with its data, until"
        " sam delete --stack-name hello-dev --region us-east-1. A new stack starts without users,"
        " items and objects: take the change back to keep these, or move them first."
    )


def test_a_stage_comes_or_goes() -> None:
    """The others keep their stacks."""
    more = SPEC.replace("[dev, prod]", "[dev, test, prod]")

    assert fates(SPEC, more) == [("added", "hello-test", "us-east-1")]
    assert fates(more, SPEC) == [("orphaned", "hello-test", "us-east-1")]
    assert keeps_a_stack(stacks(more), stacks(SPEC))


def test_what_a_person_made_of_the_configuration_counts() -> None:
    """A name of their own, no region, environments that deploy nothing."""
    own = (
        "version = 0.1\n[default.build.parameters]\ncached = true\n"
        '[qa.deploy.parameters]\nstack_name = "mine"\n'
    )

    (change,) = stack_changes(read_stacks(own), read_stacks(own.replace("mine", "other")))[1:]

    assert (change.name, change.region, change.action) == ("mine", None, "orphaned")
    assert "sam delete --stack-name mine. " in str(change.warning)


def test_what_is_no_configuration_is_an_error() -> None:
    """With its place."""
    with pytest.raises(ConfigError, match=r"samconfig.toml: not TOML: .* line 1"):
        read_stacks("version =\n")
