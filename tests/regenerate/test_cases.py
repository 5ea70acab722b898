"""The cases in which a regeneration could lose something, each as a small tree."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate.project import Project, entry

from scaffold.reconcile import ChoiceError, Choices, UnresolvedError
from scaffold.tree import EXECUTABLE, LINK

if TYPE_CHECKING:
    from scaffold.lock import LockEntry
    from scaffold.reconcile import Changes

POEM = "roses\nviolets\nsugar\nhoney\nand so\nare you\n"


def actions(changes: Changes) -> dict[str, str]:
    """What becomes of each file that changes, by path."""
    return {str(one.path): one.action for one in changes.pending}


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
        project = Project.generated(entry("generated/poem", POEM, file_class="owned"))
        project.write("generated/poem", "mine\n" + POEM)

        project.regenerate(entry("generated/poem", POEM + "forever\n", file_class="owned"))

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
        project = Project.generated(entry("handler", POEM, file_class="once"))
        project.write("handler", "mine\n")

        assert not project.regenerate(entry("handler", "new\n", file_class="once")).pending
        assert project.text("handler") == "mine\n"

    def test_an_unedited_one_is_as_fresh_as_all_others(self) -> None:
        """Nobody has made it theirs."""
        project = Project.generated(entry("handler", POEM, file_class="once"))

        project.regenerate(entry("handler", "new\n", file_class="once"))

        assert project.text("handler") == "new\n"

    def test_a_renamed_one_takes_the_new_names_and_keeps_the_edits(self) -> None:
        """Else it would import what is not there any more."""
        project = Project.generated(entry("hello", "import hello\n\npass\n", "it", "once"))
        project.write("hello", "import hello\n\nmine()\n")

        project.regenerate(entry("greet", "import greet\n\npass\n", "it", "once"))

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

        with pytest.raises(ChoiceError, match="poem is there already; delete it first"):
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


class TestMoved:
    """Files in other places."""

    def test_a_renamed_entity_takes_the_edits_along(self) -> None:
        """By its identity, however different the texts are."""
        project = Project.generated(entry("video.py", POEM, "t models.video"))
        project.write("video.py", "mine\n" + POEM)

        changes = project.regenerate(entry("film.py", POEM + "film\n", "t models.video"))

        assert actions(changes) == {"film.py": "merge"}
        assert project.paths() == ["film.py"]
        assert project.text("film.py") == "mine\n" + POEM + "film\n"

    def test_a_renamed_template_takes_the_edits_along(self) -> None:
        """Where it is clearly the same one."""
        project = Project.generated(entry("old.css", POEM, "base/old.css"))
        project.write("old.css", "mine\n" + POEM)

        project.regenerate(entry("new.css", POEM + "more\n", "base/new.css"))

        assert project.paths() == ["new.css"]
        assert project.text("new.css") == "mine\n" + POEM + "more\n"

    def test_two_that_change_places(self) -> None:
        """Each lands on what the other leaves."""
        project = Project.generated(entry("a", "first\n", "one"), entry("b", "second\n", "two"))
        project.write("a", "first\nmine\n")

        project.regenerate(entry("b", "first\n", "one"), entry("a", "second\n", "two"))

        assert (project.text("b"), project.text("a")) == ("first\nmine\n", "second\n")

    def test_a_file_that_a_person_moved(self) -> None:
        """It is regenerated where it is now, and that is remembered."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/poem")

        project.regenerate(entry("src/poem", POEM + "more\n"))
        project.write("lib/poem", "quite different\n")
        project.regenerate(entry("src/poem", POEM + "more\n"))
        project.regenerate(entry("src/poem", POEM + "more\n"))

        assert project.paths() == ["lib/poem"]
        assert project.lock.entries[0].moved == PurePosixPath("lib/poem")

    def test_a_file_that_a_person_moved_and_edited(self) -> None:
        """It is found by its likeness where one file is clearly it."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/verse")
        project.write("lib/verse", POEM + "mine\n")

        project.regenerate(entry("src/poem", "new\n" + POEM))

        assert project.paths() == ["lib/verse"]
        assert project.text("lib/verse") == "new\n" + POEM + "mine\n"

    def test_two_candidates_are_not_clear(self) -> None:
        """Then the file counts as deleted, and both candidates stay as they are."""
        project = Project.generated(entry("src/poem", POEM))
        project.remove("src/poem")
        project.write("lib/one", POEM)
        project.write("lib/two", POEM)

        changes = project.regenerate(entry("src/poem", POEM + "more\n"))

        assert [one.action for one in changes.files] == ["user-deleted"]
        assert project.text("lib/one") == project.text("lib/two") == POEM

    def test_what_was_deleted_is_not_found_in_a_later_file(self) -> None:
        """Whatever a person writes afterwards is their own."""
        project = Project.generated(entry("src/poem", POEM))
        project.remove("src/poem")
        project.regenerate(entry("src/poem", POEM))
        project.write("lib/verse", POEM + "mine\n")

        project.regenerate(entry("src/poem", "new\n" + POEM))

        assert project.text("lib/verse") == POEM + "mine\n"

    def test_what_was_written_beside_is_not_looked_for(self) -> None:
        """Though another file of the person's be like it, the second run changes nothing."""
        project = Project.generated(entry("a", "a\n", "one"), entry("b", POEM, "two"))
        project.write("a", "mine\n")
        project.write("b", POEM + "mine\n")
        project.regenerate(entry("a/c", POEM, "three x"))
        lock = project.lock

        assert not project.regenerate(entry("a/c", POEM, "three x")).pending
        assert project.lock == lock

    def test_what_was_written_beside_a_kept_file_stays_so(self) -> None:
        """The second run changes nothing, not even the lock."""
        project = Project.generated(entry("a", "a\n", "one"), entry("b", POEM, "two"))
        project.write("b", "mine\n")
        project.regenerate(entry("b", "a\n", "one"))
        lock = project.lock

        assert not project.regenerate(entry("b", "a\n", "one")).pending
        assert project.lock == lock

    def test_a_folder_renamed_with_a_file_of_ones_own_in_it(self) -> None:
        """What was generated moves; the person's own file stays where they put it."""
        project = Project.generated(entry("old/a", POEM, "one"), entry("old/b", "b\n", "two"))
        project.write("old/mine", "mine\n")

        project.regenerate(entry("new/a", POEM, "one"), entry("new/b", "b\n", "two"))

        assert project.paths() == ["new/a", "new/b", "old/mine"]

    def test_a_move_onto_a_persons_own_file(self) -> None:
        """Theirs stays, and the moved one with its edits is beside it."""
        project = Project.generated(entry("a", POEM, "one"))
        project.write("a", "edit\n" + POEM)
        project.write("b", "mine\n")

        changes = project.regenerate(entry("b", POEM, "one"))

        assert actions(changes) == {"b.scaffold-new": "conflict"}
        assert (project.text("b"), project.text("b.scaffold-new")) == ("mine\n", "edit\n" + POEM)


class TestKinds:
    """What is no text, or no file."""

    def test_a_binary_that_both_changed(self) -> None:
        """The person's stays; the generated one is beside it, and is replaced by later ones."""
        project = Project.generated(entry("logo", b"\0one"))
        project.write("logo", b"\0mine")

        changes = project.regenerate(entry("logo", b"\0two"))
        project.regenerate(entry("logo", b"\0three"))

        assert actions(changes) == {"logo.scaffold-new": "conflict"}
        assert (project.text("logo"), project.text("logo.scaffold-new")) == ("\0mine", "\0three")
        assert project.paths() == ["logo", "logo.scaffold-new"]

    def test_a_file_that_a_person_moved_and_made_binary(self) -> None:
        """Theirs stays in its new place, the generated one beside it."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/poem")
        project.write("lib/poem", POEM + "\0mine")

        changes = project.regenerate(entry("src/poem", "new\n" + POEM))

        assert actions(changes)["lib/poem.scaffold-new"] == "conflict"
        assert project.text("lib/poem") == POEM + "\0mine"
        assert project.text("lib/poem.scaffold-new") == "new\n" + POEM

    def test_an_executable_bit_of_ones_own(self) -> None:
        """It stays through every update."""
        project = Project.generated(entry("run", POEM))
        project.write("run", POEM, EXECUTABLE)

        project.regenerate(entry("run", POEM + "more\n"))

        assert project.files[PurePosixPath("run")].mode == EXECUTABLE

    def test_a_generated_executable_bit(self) -> None:
        """It comes with an edit, too."""
        project = Project.generated(entry("run", POEM))
        project.write("run", "mine\n" + POEM)

        project.regenerate(entry("run", POEM + "more\n", mode=EXECUTABLE))

        assert project.files[PurePosixPath("run")].mode == EXECUTABLE

    def test_a_link_in_place_of_a_file(self) -> None:
        """It is kept, and nothing is written through it."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", "/elsewhere", LINK)

        changes = project.regenerate(entry("poem", "new\n"))

        assert actions(changes) == {"poem.scaffold-new": "conflict"}
        assert project.files[PurePosixPath("poem")].mode == LINK

    def test_a_link_that_both_retargeted(self) -> None:
        """The person's target stays."""
        project = Project.generated(entry("link", "one", mode=LINK))
        project.write("link", "mine", LINK)

        project.regenerate(entry("link", "two", mode=LINK))

        assert (project.text("link"), project.text("link.scaffold-new")) == ("mine", "two")

    def test_a_link_in_place_of_a_folder(self) -> None:
        """Nothing is read, written or deleted beyond it."""
        project = Project.generated(entry("src/a", POEM), entry("src/b", "b\n"))
        project.remove("src/a")
        project.remove("src/b")
        project.write("src", "/elsewhere", LINK)

        changes = project.regenerate(entry("src/a", "new\n"), entry("src/c", "c\n"))

        assert [one.note for one in changes.files if one.action == "user-deleted"] == [
            "out of reach: src is not a folder any more"
        ]
        assert project.paths() == ["src", "src.scaffold-new/c"]

    def test_an_unedited_file_becomes_a_folder(self) -> None:
        """The file goes and the folder comes."""
        project = Project.generated(entry("a", POEM, "one"))

        project.regenerate(entry("a/b", "new\n", "two"))

        assert project.paths() == ["a/b"]

    def test_an_edited_file_becomes_a_folder(self) -> None:
        """The file stays, and the folder is beside it."""
        project = Project.generated(entry("a", POEM, "one"))
        project.write("a", "mine\n")

        changes = project.regenerate(entry("a/b", "new\n", "two"))

        assert actions(changes) == {"a": "kept", "a.scaffold-new/b": "conflict"}
        assert project.text("a") == "mine\n"

    @pytest.mark.parametrize("name", ["with space", "ünï", 'quo"te', "new\nline", "-dash", "$(x)"])
    def test_odd_names(self, name: str) -> None:
        """They are names like all others."""
        project = Project.generated(entry(name, POEM))
        project.write(name, "mine\n" + POEM)

        project.regenerate(entry(name, POEM + "more\n"))

        assert project.text(name) == "mine\n" + POEM + "more\n"


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
            entry("web/package-lock.json", f"locked {version}\n", file_class="derived"),
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
