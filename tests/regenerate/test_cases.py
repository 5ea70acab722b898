"""Reconciling small trees: the cases in which a regeneration could lose an edit."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate.project import POEM, Project, actions, entry

from scaffold.project.reconcile import ChoiceError, Choices, UnresolvedError

if TYPE_CHECKING:
    from scaffold.project.lock import LockEntry


class TestText:
    """Text files that a person and the generator changed."""

    def test_edit_beside_a_generated_change(self) -> None:
        """The result has both."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM.replace("roses", "red roses"))

        changes = project.regenerate(entry("poem", POEM + "forever\n"))

        assert actions(changes) == {"poem": "merge"}
        assert project.text("poem") == POEM.replace("roses", "red roses") + "forever\n"

    def test_edit_of_the_same_line(self) -> None:
        """A conflict in git's zdiff3 style, with both sides and their base."""
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
            stage.content.splitlines()[2] for stage in (stages.base, stages.ours, stages.theirs)
        ] == [
            b"sugar",
            b"brown sugar",
            b"white sugar",
        ]

    def test_same_line_added_on_both_sides(self) -> None:
        """The result has it once."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM + "forever\n")

        changes = project.regenerate(entry("poem", POEM + "forever\n"))

        assert not changes.pending
        assert project.text("poem") == POEM + "forever\n"

    @pytest.mark.parametrize("edit", ["", "mine\n"])
    def test_crlf_line_ends(self, edit: str) -> None:
        """A file with CRLF keeps it, edited or not."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", (edit + POEM).replace("\n", "\r\n"))

        project.regenerate(entry("poem", POEM + "forever\n"))

        assert project.text("poem") == (edit + POEM + "forever\n").replace("\n", "\r\n")

    def test_edited_managed_file_is_merged(self) -> None:
        """An edit below generated/ is kept, too."""
        project = Project.generated(entry("generated/poem", POEM, file_class="managed"))
        project.write("generated/poem", "mine\n" + POEM)

        project.regenerate(entry("generated/poem", POEM + "forever\n", file_class="managed"))

        assert project.text("generated/poem") == "mine\n" + POEM + "forever\n"

    def test_add_add_conflict(self) -> None:
        """The conflict has no base."""
        project = Project.generated()
        project.write("poem", "mine\n")

        changes = project.regenerate(entry("poem", "generated\n"))

        assert actions(changes) == {"poem": "conflict"}
        assert changes.conflicts[0].stages is not None
        assert changes.conflicts[0].stages.base is None
        assert "mine\n" in project.text("poem")

    def test_equal_file_added_on_both_sides(self) -> None:
        """Nothing changes; from now on it is regenerated."""
        project = Project.generated()
        project.write("poem", POEM)

        assert not project.regenerate(entry("poem", POEM)).pending
        project.regenerate(entry("poem", "better\n"))

        assert project.text("poem") == "better\n"


class TestCreateOnly:
    """Create-only files."""

    def test_edited_create_only_file_is_never_written(self) -> None:
        """It belongs to the person."""
        project = Project.generated(entry("handler", POEM, file_class="create-only"))
        project.write("handler", "mine\n")

        assert not project.regenerate(entry("handler", "new\n", file_class="create-only")).pending
        assert project.text("handler") == "mine\n"

    def test_unedited_create_only_file_is_updated(self) -> None:
        """Nobody has edited it."""
        project = Project.generated(entry("handler", POEM, file_class="create-only"))

        project.regenerate(entry("handler", "new\n", file_class="create-only"))

        assert project.text("handler") == "new\n"

    def test_renamed_create_only_file_keeps_edits(self) -> None:
        """It gets the new names, or its imports would fail."""
        project = Project.generated(entry("hello", "import hello\n\npass\n", "it", "create-only"))
        project.write("hello", "import hello\n\nmine()\n")

        project.regenerate(entry("greet", "import greet\n\npass\n", "it", "create-only"))

        assert project.paths() == ["greet"]
        assert project.text("greet") == "import greet\n\nmine()\n"


class TestDeleted:
    """Files that a person deleted."""

    def test_deleted_file_stays_deleted(self) -> None:
        """The change says so."""
        project = Project.generated(entry("poem", POEM))
        project.remove("poem")

        changes = project.regenerate(entry("poem", "new\n"))

        assert [change.action for change in changes.files] == ["user-deleted"]
        assert project.paths() == []

    def test_restore_deleted_file(self) -> None:
        """It comes back as it is generated now."""
        project = Project.generated(entry("poem", POEM))
        project.remove("poem")
        project.regenerate(entry("poem", "new\n"))

        choices = Choices(restore=frozenset({PurePosixPath("poem")}))
        project.regenerate(entry("poem", "new\n"), choices=choices)

        assert project.text("poem") == "new\n"

    def test_restore_existing_file_is_refused(self) -> None:
        """Restoring would overwrite it."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(restore=frozenset({PurePosixPath("poem")}))

        with pytest.raises(
            ChoiceError,
            match=r"poem already exists\. Delete it, then run `scaffold regenerate --restore poem`",
        ):
            project.regenerate(entry("poem", POEM), choices=choices)


class TestRemovedFeature:
    """Files that are no longer generated."""

    def test_unedited_file_is_deleted(self) -> None:
        """The project equals a fresh one."""
        project = Project.generated(entry("poem", POEM), entry("other", "x\n"))

        changes = project.regenerate(entry("other", "x\n"))

        assert actions(changes) == {"poem": "delete"}
        assert project.paths() == ["other"]

    def test_edited_file_is_kept(self) -> None:
        """It belongs to the person from now on, and later runs do not mention it."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", "mine\n")

        changes = project.regenerate()

        assert actions(changes) == {"poem": "kept"}
        assert not project.regenerate().pending
        assert project.text("poem") == "mine\n"

    def test_file_moves_onto_a_kept_one(self) -> None:
        """The kept file stays; the new one is beside it."""
        project = Project.generated(entry("a", POEM, "one"), entry("b", "b\n" * 3, "two"))
        project.write("b", "mine\n")

        changes = project.regenerate(entry("b", POEM, "one"))

        assert actions(changes) == {"b": "kept", "b.scaffold-new": "conflict"}
        assert (project.text("b"), project.text("b.scaffold-new")) == ("mine\n", POEM)


class TestUnresolvedConflicts:
    """Conflicts that nobody has resolved."""

    def conflicting(self) -> Project:
        """Return a project with a conflict."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", POEM.replace("sugar", "brown sugar"))
        project.regenerate(entry("poem", POEM.replace("sugar", "white sugar")))
        return project

    def test_unresolved_conflict_is_refused(self) -> None:
        """The error has the file and line; another merge would bury the markers."""
        project = self.conflicting()

        with pytest.raises(UnresolvedError, match=r"(?s)unresolved conflicts.*poem:3\n"):
            project.regenerate(entry("poem", POEM))

    @pytest.mark.parametrize(("side", "kept"), [("ours", "brown"), ("theirs", "white")])
    @pytest.mark.parametrize("beforehand", [True, False])
    def test_conflict_resolved_with_a_side(self, side: str, kept: str, *, beforehand: bool) -> None:
        """In the run that creates it, or in a later one."""
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

    def test_side_without_a_conflict_is_refused(self) -> None:
        """The choice may be a mistake."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(theirs=frozenset({PurePosixPath("poem")}))

        with pytest.raises(ChoiceError, match="poem has no conflict"):
            project.regenerate(entry("poem", POEM), choices=choices)

    def test_side_of_an_unknown_file_is_refused(self) -> None:
        """The error suggests the nearest generated file."""
        project = Project.generated(entry("poem", POEM))
        choices = Choices(ours=frozenset({PurePosixPath("peom")}))

        with pytest.raises(ChoiceError, match='peom is not a generated file; did you mean "poem"'):
            project.regenerate(entry("poem", POEM), choices=choices)

    def test_generated_conflict_markers(self) -> None:
        """A generated text with markers can be edited like any other."""
        about = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
        project = Project.generated(entry("about", about))
        project.write("about", "mine\n" + about)

        project.regenerate(entry("about", about + "more\n"))

        assert project.text("about") == "mine\n" + about + "more\n"


class TestLockfiles:
    """Package managers' lockfiles."""

    def files(self, version: int) -> list[LockEntry]:
        """Return a manifest and its lockfile."""
        return [
            entry("web/package.json", f"a\nb\nversion {version}\n"),
            entry("web/package-lock.json", f"locked {version}\n", file_class="lockfile"),
        ]

    def test_unedited_lockfile_is_updated(self) -> None:
        """It matches the generated manifest."""
        project = Project.generated(*self.files(1))

        changes = project.regenerate(*self.files(2))

        assert (project.text("web/package-lock.json"), changes.stale) == ("locked 2\n", ())

    def test_edited_lockfile_is_not_merged(self) -> None:
        """It is kept and reported as stale."""
        project = Project.generated(*self.files(1))
        project.write("web/package.json", "mine\na\nb\nversion 1\n")
        project.write("web/package-lock.json", "locked mine\n")

        changes = project.regenerate(*self.files(2))

        assert project.text("web/package.json") == "mine\na\nb\nversion 2\n"
        assert project.text("web/package-lock.json") == "locked mine\n"
        assert list(map(str, changes.stale)) == ["web/package-lock.json"]
