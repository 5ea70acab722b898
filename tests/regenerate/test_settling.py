"""Settling a conflict with one side: what nobody decided about stays, and is shown before."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import pytest
from regenerate.project import Project, entry
from regenerate.test_command import add_a_model, conflict

from scaffold.project.merge.conflict_markers import marker_line
from scaffold.project.reconcile import Choices, UnresolvedError

if TYPE_CHECKING:
    from regenerate.conftest import Checkout

    from scaffold.project.merge.conflict_markers import Side


class Clash(NamedTuple):
    """A file in conflict: `own` is what a person added near the conflict, with no part in it."""

    path: str
    base: str
    yours: str
    new: str
    own: str

    def choices(self, side: Side) -> Choices:
        """Return the choice of a side for the file."""
        return Choices(**{side: frozenset({PurePosixPath(self.path)})})


TEMPLATE = "Resources:\n  Api:\n    Type: Api\n    Burst: {burst}\n{own}{outputs}"
OWN_LAMBDA = "  MyFunction:\n    Type: Function\n    Handler: mine.handler\n"
# What YAML calls an error, so that only the lines can be merged.
TAB = "Outputs:\n\tX: 1\n"
RULE = ".own {\n  color: red;\n}\n"
HELPER = 'def own() -> str:\n    """Mine."""\n    return "mine"\n'
TARGET = "own: ## Mine\n\techo mine\n"
CLASHES = {
    "a Lambda behind a resource": Clash(
        "template.yaml",
        TEMPLATE.format(burst=1, own="", outputs=""),
        TEMPLATE.format(burst=2, own=OWN_LAMBDA, outputs=""),
        TEMPLATE.format(burst=3, own="", outputs=""),
        OWN_LAMBDA,
    ),
    "a Lambda in a template that cannot be read": Clash(
        "template.yaml",
        TEMPLATE.format(burst=1, own="", outputs=TAB),
        TEMPLATE.format(burst=2, own=OWN_LAMBDA, outputs=TAB),
        TEMPLATE.format(burst=3, own="", outputs=TAB),
        OWN_LAMBDA,
    ),
    "a Lambda beside a resource of both": Clash(
        "template.yaml",
        "Resources:\n  A: {Type: A}\n",
        f"Resources:\n  A: {{Type: A}}\n  B: {{Type: B1}}\n{OWN_LAMBDA}",
        "Resources:\n  A: {Type: A}\n  B: {Type: B2}\n",
        OWN_LAMBDA,
    ),
    "a key of JSON": Clash(
        "package.json",
        '{\n  "a": 1\n}\n',
        '{\n  "a": 2,\n  "own": "mine"\n}\n',
        '{\n  "a": 3\n}\n',
        '  "own": "mine"',
    ),
    "a table of TOML": Clash(
        "samconfig.toml",
        "[dev]\na = 1\n",
        "[dev]\na = 2\n\n[own]\nb = 1\n",
        "[dev]\na = 3\n",
        "[own]\nb = 1\n",
    ),
    "a rule of CSS": Clash(
        "home.css",
        ".a {\n  top: 1px;\n}\n",
        f".a {{\n  top: 2px;\n}}\n\n{RULE}",
        ".a {\n  top: 3px;\n}\n",
        RULE,
    ),
    "a rule of CSS in the same region": Clash(
        "home.css",
        ".a { top: 1px; }\n",
        f".a {{ top: 2px; }}\n\n{RULE}",
        ".a { top: 3px; }\n",
        RULE,
    ),
    "a function of Python": Clash(
        "health.py",
        "def a() -> int:\n    return 1\n",
        f"def a() -> int:\n    return 2\n\n\n{HELPER}",
        "def a() -> int:\n    return 3\n",
        HELPER,
    ),
    "a function of Python in the same region": Clash(
        "health.py",
        "def a() -> int: return 1\n",
        f"def a() -> int: return 2\n\n\n{HELPER}",
        "def a() -> int: return 3\n",
        HELPER,
    ),
    "a target of make": Clash(
        "Makefile",
        "a: ## 1\n\techo a\n",
        f"a: ## 2\n\techo 2\n\n{TARGET}",
        "a: ## 3\n\techo 3\n",
        TARGET,
    ),
    "a paragraph": Clash(
        "README.md", "# Notes\n", "# Our notes\n\nMine.\n", "# Notebook\n", "\nMine.\n"
    ),
}
clashes = pytest.mark.parametrize("clash", CLASHES.values(), ids=CLASHES)
sides = pytest.mark.parametrize("side", ["ours", "theirs"])


def edited(clash: Clash) -> Project:
    """Return the project before it is regenerated."""
    project = Project.generated(entry(clash.path, clash.base))
    project.write(clash.path, clash.yours)
    return project


@clashes
@sides
@pytest.mark.parametrize("at_once", [True, False])
def test_own_part_stays(clash: Clash, side: Side, *, at_once: bool) -> None:
    """Whether the side is chosen in the run that finds the conflict, or in a later one."""
    project = edited(clash)
    if not at_once:
        assert project.regenerate(entry(clash.path, clash.new)).conflicts
        assert marker_line(project.text(clash.path).encode())

    changes = project.regenerate(entry(clash.path, clash.new), choices=clash.choices(side))

    text = project.text(clash.path)
    assert not changes.conflicts, text
    assert clash.own in text
    rest = text.replace(clash.own, "")
    winner = clash.new if side == "theirs" else clash.yours.replace(clash.own, "")
    assert _without_space(rest) == _without_space(winner)
    assert not project.regenerate(entry(clash.path, clash.new)).pending


def _without_space(text: str) -> str:
    """Return a text without what separates its parts."""
    return "".join(text.split()).replace(",", "")


def test_nothing_is_lost_by_settling_what_cannot_be_read() -> None:
    """Rather than drop an own key, the conflict stays, with what to do."""
    clash = Clash("a.yaml", "a: 1\nb: 2\n", "a: 1\nb: 2\nown: 1\n", "{}\n", "own: 1\n")
    project = edited(clash)

    changes = project.regenerate(entry(clash.path, clash.new), choices=clash.choices("theirs"))

    assert [change.note for change in changes.conflicts] == [
        "resolve it by hand: with one side's lines, the file could not be read"
    ]
    assert clash.own in project.text(clash.path)
    with pytest.raises(UnresolvedError, match=r"a\.yaml:1\n"):
        project.regenerate(entry(clash.path, clash.new))


EXAMPLE = "<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> branch\n"
OWN_EXAMPLE = "<<<<<<< yours\na\n||||||| generated before\nb\n=======\nc\n>>>>>>> generated now\n"
POEM = "# Poem\n\nroses\n\nviolets\n"


@pytest.mark.parametrize("example", [EXAMPLE, OWN_EXAMPLE], ids=["git's", "scaffold's"])
class TestExamples:
    """Text that looks like a conflict, in a README that explains one."""

    def test_example_is_text(self, example: str) -> None:
        """It is neither refused nor touched when the file is merged around it."""
        project = Project.generated(entry("README.md", POEM))
        project.write("README.md", f"{POEM}\n{example}")

        assert not project.regenerate(entry("README.md", f"# Ode\n{POEM[6:]}")).conflicts

        assert project.text("README.md") == f"# Ode\n{POEM[6:]}\n{example}"
        assert not project.regenerate(entry("README.md", f"# Ode\n{POEM[6:]}")).pending

    @sides
    def test_conflict_beside_an_example(self, example: str, side: Side) -> None:
        """Only the conflict is refused, named, and settled."""
        project = Project.generated(entry("README.md", POEM))
        project.write("README.md", f"{example}\n{POEM}".replace("roses", "my roses"))
        new = entry("README.md", POEM.replace("roses", "their roses"))
        assert project.regenerate(new).conflicts
        line = example.count("\n") + 4

        with pytest.raises(UnresolvedError, match=rf"README\.md:{line}\n"):
            project.regenerate(new)
        project.regenerate(new, choices=Choices(**{side: frozenset({new.path})}))

        word = "my" if side == "ours" else "their"
        assert project.text("README.md") == f"{example}\n{POEM}".replace("roses", f"{word} roses")
        assert not project.regenerate(new).pending

    def test_resolved_by_hand_beside_an_example(self, example: str) -> None:
        """The next run goes on."""
        project = Project.generated(entry("README.md", POEM))
        project.write("README.md", f"{example}\n{POEM}".replace("roses", "my roses"))
        new = entry("README.md", POEM.replace("roses", "their roses"))
        assert project.regenerate(new).conflicts

        project.write("README.md", f"{example}\n{POEM}".replace("roses", "our roses"))

        assert not project.regenerate(new).pending


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_settling_is_shown_before(checkout: Checkout, options: list[str]) -> None:
    """The diff comes first; `--check` writes nothing."""
    conflict(checkout)
    before = checkout.files()

    answer = checkout.scaffold("regenerate", "--theirs", "README.md", *options)

    diff, _, report = answer.out.partition("merge     README.md")
    assert "-# My own app\n+# Their app\n" in diff
    assert "(resolved with the generated lines)" in report
    assert (checkout.files() == before) == bool(options)


def test_own_lambda_survives_the_printed_command(checkout: Checkout) -> None:
    """A function of a person's own, next to what clashes, is there after `--theirs`."""
    own = "  MyFunction:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: a.b}\n\n"
    checkout.edit("template.yaml", "Outputs:\n  ApiUrl:", f"{own}Outputs:\n  ApiUrl:")
    checkout.edit("template.yaml", "    Description: The stage of", "    Description: Our stage,")
    checkout.edit("template.yaml", "    Default: dev\n", "    Default: development\n")
    checkout.edit("scaffold.yaml", "auth:\n", "stages: [test, live]\nauth:\n")
    add_a_model(checkout)
    answer = checkout.scaffold("regenerate")
    assert answer.code == 1
    assert "scaffold regenerate --ours template.yaml   # or --theirs" in answer.out

    assert checkout.scaffold("regenerate", "--theirs", "template.yaml").code == 0

    assert own in checkout.read("template.yaml")
    assert "Our stage," in checkout.read("template.yaml")
