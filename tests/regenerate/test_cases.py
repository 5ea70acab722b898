"""The cases in which a regeneration could lose something, each as a small tree."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate.project import POEM, Project, actions, entry

from scaffold.project.reconcile import ChoiceError, Choices, UnresolvedError

if TYPE_CHECKING:
    from scaffold.project.lock import LockEntry


class TestText:
    """Both changed a file."""

    def test_an_edit_beside_a_generated_one(self) -> None:
        """Both are there."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM.replace("roses", "red roses"))

        changes = project.regenerate(entry("poem", POEM + "forever\n"))

        assert actions(changes) == {"poem": "merge"}
        assert project.text("poem") == POEM.replace("roses", "red roses") + "forever\n"

    def test_an_edit_of_the_same_line(self) -> None:
        """A conflict as git shows it, with both and what they came from."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM.replace("sugar", "brown sugar"))

        changes = project.regenerate(entry("poem", POEM.replace("sugar", "white sugar")))

        assert actions(changes) == {"poem": "conflict"}
        assert project.text("poem") == POEM.replace(
            "sugar\n",
            "<<<<<<< yours\nbrown sugar\n||||||| generated before\nsugar\n"
            "=======\nwhite sugar\n>>>>>>> generated now\n",
        )
        stages = changes.conflicts[0].stages
        assert stages is not None
        assert stages.base is not None
        assert [
            one.content.splitlines()[2] for one in (stages.base, stages.ours, stages.theirs)
        ] == [
            b"sugar",
            b"brown sugar",
            b"white sugar",
        ]

    def test_the_same_line_added_by_both(self) -> None:
        """It is there once."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM + "forever\n")

        changes = project.regenerate(entry("poem", POEM + "forever\n"))

        assert not changes.pending
        assert project.text("poem") == POEM + "forever\n"

    @pytest.mark.parametrize("edit", ["", "mine\n"])
    def test_windows_line_ends(self, edit: str) -> None:
        """A file that has them keeps them, edited or not."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", (edit + POEM).replace("\n", "\r\n"))

        project.regenerate(entry("poem", POEM + "forever\n"))

        assert project.text("poem") == (edit + POEM + "forever\n").replace("\n", "\r\n")

    def test_a_file_of_the_generator_is_protected_too(self) -> None:
        """Whoever edits under generated/ keeps the edit."""
        project = Project.generated(entry("generated/poem", POEM, file_class="managed"))
        project.write("generated/poem", "mine\n" + POEM)

        project.regenerate(entry("generated/poem", POEM + "forever\n", file_class="managed"))

        assert project.text("generated/poem") == "mine\n" + POEM + "forever\n"

    def test_two_that_were_added_independently(self) -> None:
        """A conflict without a base."""
        project = Project.generated()
        project.write("poem", "mine\n")

        changes = project.regenerate(entry("poem", "generated\n"))

        assert actions(changes) == {"poem": "conflict"}
        assert changes.conflicts[0].stages is not None
        assert changes.conflicts[0].stages.base is None
        assert "mine\n" in project.text("poem")

    def test_two_equal_ones_that_were_added(self) -> None:
        """Nothing to do; from now on it is regenerated."""
        project = Project.generated()
        project.write("poem", POEM)

        assert not project.regenerate(entry("poem", POEM)).pending
        project.regenerate(entry("poem", "better\n"))

        assert project.text("poem") == "better\n"


class TestOnce:
    """Files that are made once."""

    def test_an_edited_one_is_never_written_again(self) -> None:
        """It is the person's."""
        project = Project.generated(entry("handler", POEM, file_class="create-only"))
        project.write("handler", "mine\n")

        assert not project.regenerate(entry("handler", "new\n", file_class="create-only")).pending
        assert project.text("handler") == "mine\n"

    def test_an_unedited_one_is_as_fresh_as_all_others(self) -> None:
        """Nobody has made it theirs."""
        project = Project.generated(entry("handler", POEM, file_class="create-only"))

        project.regenerate(entry("handler", "new\n", file_class="create-only"))

        assert project.text("handler") == "new\n"

    def test_a_renamed_one_takes_the_new_names_and_keeps_the_edits(self) -> None:
        """Else it would import what is not there any more."""
        project = Project.generated(entry("hello", "import hello\n\npass\n", "it", "create-only"))
        project.write("hello", "import hello\n\nmine()\n")

        project.regenerate(entry("greet", "import greet\n\npass\n", "it", "create-only"))

        assert project.paths() == ["greet"]
        assert project.text("greet") == "import greet\n\nmine()\n"


class TestDeleted:
    """A person has deleted a file."""

    def test_it_stays_deleted(self) -> None:
        """And the person is told."""
        project = Project.generated(entry("poem", POEM))
        project.remove("poem")

        changes = project.regenerate(entry("poem", "new\n"))

        assert [one.action for one in changes.files] == ["user-deleted"]
        assert project.paths() == []

    def test_it_can_be_restored(self) -> None:
        """As it is generated now."""
        project = Project.generated(entry("poem", POEM))
        project.remove("poem")
        project.regenerate(entry("poem", "new\n"))

        choices = Choices(restore=frozenset({PurePosixPath("poem")}))
        project.regenerate(entry("poem", "new\n"), choices=choices)

        assert project.text("poem") == "new\n"

    def test_what_is_there_cannot_be_restored(self) -> None:
        """That would overwrite it."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(restore=frozenset({PurePosixPath("poem")}))

        with pytest.raises(
            ChoiceError,
            match=r"poem already exists\. Delete it, then run `scaffold regenerate --restore poem`",
        ):
            project.regenerate(entry("poem", POEM), choices=choices)


class TestGone:
    """A feature has been removed."""

    def test_an_unedited_file_goes(self) -> None:
        """As in a fresh generation."""
        project = Project.generated(entry("poem", POEM), entry("other", "x\n"))

        changes = project.regenerate(entry("other", "x\n"))

        assert actions(changes) == {"poem": "delete"}
        assert project.paths() == ["other"]

    def test_an_edited_file_is_kept(self) -> None:
        """It is the person's from now on, and no later run mentions it."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", "mine\n")

        changes = project.regenerate()

        assert actions(changes) == {"poem": "kept"}
        assert not project.regenerate().pending
        assert project.text("poem") == "mine\n"

    def test_a_file_that_lands_on_a_kept_one(self) -> None:
        """The kept one stays; the new one is beside it."""
        project = Project.generated(entry("a", POEM, "one"), entry("b", "b\n" * 3, "two"))
        project.write("b", "mine\n")

        changes = project.regenerate(entry("b", POEM, "one"))

        assert actions(changes) == {"b": "kept", "b.scaffold-new": "conflict"}
        assert (project.text("b"), project.text("b.scaffold-new")) == ("mine\n", POEM)


class TestConflictsLeft:
    """A conflict that nobody has settled."""

    def conflicting(self) -> Project:
        """A project with one."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM.replace("sugar", "brown sugar"))
        project.regenerate(entry("poem", POEM.replace("sugar", "white sugar")))
        return project

    def test_it_is_refused_by_file_and_line(self) -> None:
        """A merge on top of markers would bury them."""
        project = self.conflicting()

        with pytest.raises(UnresolvedError, match=r"(?s)unresolved conflicts.*poem:3\n"):
            project.regenerate(entry("poem", POEM))

    @pytest.mark.parametrize(("side", "kept"), [("ours", "brown"), ("theirs", "white")])
    @pytest.mark.parametrize("beforehand", [True, False])
    def test_it_is_settled_by_a_side(self, side: str, kept: str, *, beforehand: bool) -> None:
        """In the run that finds it, or in a later one."""
        choices = Choices(**{side: frozenset({PurePosixPath("poem")})})
        white = entry("poem", POEM.replace("sugar", "white sugar"))
        if beforehand:
            project = Project.generated(entry("poem", POEM))
            project.write("poem", POEM.replace("sugar", "brown sugar"))
        else:
            project = self.conflicting()

        project.regenerate(white, choices=choices)

        assert project.text("poem") == POEM.replace("sugar", f"{kept} sugar")
        assert not project.regenerate(white).pending

    def test_a_side_where_there_is_no_conflict(self) -> None:
        """Nothing is guessed."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(theirs=frozenset({PurePosixPath("poem")}))

        with pytest.raises(ChoiceError, match="poem has no conflict"):
            project.regenerate(entry("poem", POEM), choices=choices)

    def test_a_side_of_a_file_that_is_not_generated(self) -> None:
        """With the nearest that is."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(ours=frozenset({PurePosixPath("peom")}))

        with pytest.raises(ChoiceError, match='peom is not a generated file; did you mean "poem"'):
            project.regenerate(entry("poem", POEM), choices=choices)

    def test_generated_markers_are_no_conflict(self) -> None:
        """A text about markers may be edited like any other."""
        about = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
        project = Project.generated(entry("about", about))
        project.write("about", "mine\n" + about)

        project.regenerate(entry("about", about + "more\n"))

        assert project.text("about") == "mine\n" + about + "more\n"


class TestDerived:
    """Lock files of package managers."""

    def files(self, version: int) -> list[LockEntry]:
        """What names the dependencies, and what follows from it."""
        return [
            entry("web/package.json", f"a\nb\nversion {version}\n"),
            entry("web/package-lock.json", f"locked {version}\n", file_class="lockfile"),
        ]

    def test_unedited_ones_are_updated_together(self) -> None:
        """They were made for each other."""
        project = Project.generated(*self.files(1))

        changes = project.regenerate(*self.files(2))

        assert (project.text("web/package-lock.json"), changes.stale) == ("locked 2\n", ())

    def test_an_edited_one_is_not_merged(self) -> None:
        """It is kept, and named as one to be renewed."""
        project = Project.generated(*self.files(1))
        project.write("web/package.json", "mine\na\nb\nversion 1\n")
        project.write("web/package-lock.json", "locked mine\n")

        changes = project.regenerate(*self.files(2))

        assert project.text("web/package.json") == "mine\na\nb\nversion 2\n"
        assert project.text("web/package-lock.json") == "locked mine\n"
        assert list(map(str, changes.stale)) == ["web/package-lock.json"]
