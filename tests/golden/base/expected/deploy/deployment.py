"""The steps of a deployment, in the order in which nothing that is stored gets out of sight.

Every step starts from what is deployed: after a failure, run the deployment again, and it goes on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from . import indexes
from .templates import Template


class Index(NamedTuple):
    """An index, by the logical id of its table and its name."""

    table: str
    name: str


class Cloud(Protocol):
    """A stack that can be deployed to."""

    def deployed(self) -> Template | None:
        """Return the template of the stack, or None if there is no stack yet."""

    def leftovers(self, deployed: Template, wanted: Template) -> list[Index]:
        """Return the indexes that are to be made, but that tables have already."""

    def drop(self, index: Index) -> None:
        """Drop an index by itself, and wait until it is gone."""

    def deploy(self, template: Template) -> None:
        """Deploy a template, and wait until all of its indexes can be read."""

    def drain(self) -> None:
        """Wait until no function of the former code runs any more."""

    def migrate(self, phase: str) -> None:
        """Migrate the stored items, `before` or `after` the code is deployed."""


@dataclass(frozen=True)
class Step:
    """A part of a deployment, with its title."""

    title: str
    run: Callable[[], None]


def steps(cloud: Cloud, wanted: Template) -> Iterator[Step]:
    """Yield what is left to do until the wanted template is deployed, a step after the other.

    Raises TooManyIndexesError before the first one if a table could not take them all.
    """
    deployed = cloud.deployed()
    if deployed is None:
        yield Step("Create the stack", lambda: cloud.deploy(wanted))
        # There is nothing to migrate: the tables get to know which migrations their items had.
        yield Step("Note what is stored", lambda: cloud.migrate("after"))
        return
    indexes.check(deployed, wanted)
    for index in cloud.leftovers(deployed, wanted):
        yield Step(f"Drop {index.name}, left by a failed deployment", partial(cloud.drop, index))
    yield Step("Add what new code reads to stored items", lambda: cloud.migrate("before"))
    for template in indexes.steps_before(deployed, wanted):
        yield _deploy(cloud, template, "Make an index")
    whole = indexes.with_former(wanted, cloud.deployed() or deployed)
    yield _deploy(cloud, whole, "Deploy the code")
    yield Step("Wait for the former code to end", cloud.drain)
    yield Step("Migrate the stored items", lambda: cloud.migrate("after"))
    for template in indexes.steps_after(whole, wanted):
        yield _deploy(cloud, template, "Drop an index")


def _deploy(cloud: Cloud, template: Template, title: str) -> Step:
    return Step(title, lambda: cloud.deploy(template))
