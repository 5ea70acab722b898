"""Files that move, or that are something else than text: none of their edits may be lost."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from regenerate.project import POEM, Project, actions, entry

from scaffold.project.tree import EXECUTABLE, LINK


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
            "out of reach: src is no longer a folder"
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
