"""Files that move, and links, folders and binary files: no edit is lost."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from regenerate.project import POEM, Project, actions, entry

from scaffold.project.tree import EXECUTABLE, LINK


class TestMoved:
    """Files that the generator or a person has moved."""

    def test_renamed_entity_keeps_edits(self) -> None:
        """Its file is found by its ID, even if the text is different."""
        project = Project.generated(entry("video.py", POEM, "t models.video"))
        project.write("video.py", "mine\n" + POEM)

        changes = project.regenerate(entry("film.py", POEM + "film\n", "t models.video"))

        assert actions(changes) == {"film.py": "merge"}
        assert project.paths() == ["film.py"]
        assert project.text("film.py") == "mine\n" + POEM + "film\n"

    def test_renamed_template_keeps_edits(self) -> None:
        """Its file is found if the content is clearly the same."""
        project = Project.generated(entry("old.css", POEM, "base/old.css"))
        project.write("old.css", "mine\n" + POEM)

        project.regenerate(entry("new.css", POEM + "more\n", "base/new.css"))

        assert project.paths() == ["new.css"]
        assert project.text("new.css") == "mine\n" + POEM + "more\n"

    def test_two_files_swap_paths(self) -> None:
        """Each is written to the path that the other leaves."""
        project = Project.generated(entry("a", "first\n", "one"), entry("b", "second\n", "two"))
        project.write("a", "first\nmine\n")

        project.regenerate(entry("b", "first\n", "one"), entry("a", "second\n", "two"))

        assert (project.text("b"), project.text("a")) == ("first\nmine\n", "second\n")

    def test_file_moved_by_a_person(self) -> None:
        """It is regenerated in its new place, which the lock records."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/poem")

        project.regenerate(entry("src/poem", POEM + "more\n"))
        project.write("lib/poem", "quite different\n")
        project.regenerate(entry("src/poem", POEM + "more\n"))
        project.regenerate(entry("src/poem", POEM + "more\n"))

        assert project.paths() == ["lib/poem"]
        assert project.lock.entries[0].moved == PurePosixPath("lib/poem")

    def test_file_moved_and_edited_by_a_person(self) -> None:
        """It is found by its similarity if one file is clearly it."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/verse")
        project.write("lib/verse", POEM + "mine\n")

        project.regenerate(entry("src/poem", "new\n" + POEM))

        assert project.paths() == ["lib/verse"]
        assert project.text("lib/verse") == "new\n" + POEM + "mine\n"

    def test_two_equal_move_candidates(self) -> None:
        """The file counts as deleted, and both candidates stay unchanged."""
        project = Project.generated(entry("src/poem", POEM))
        project.remove("src/poem")
        project.write("lib/one", POEM)
        project.write("lib/two", POEM)

        changes = project.regenerate(entry("src/poem", POEM + "more\n"))

        assert [change.action for change in changes.files] == ["user-deleted"]
        assert project.text("lib/one") == project.text("lib/two") == POEM

    def test_deleted_file_is_not_found_in_a_later_file(self) -> None:
        """A file that a person writes later is their own."""
        project = Project.generated(entry("src/poem", POEM))
        project.remove("src/poem")
        project.regenerate(entry("src/poem", POEM))
        project.write("lib/verse", POEM + "mine\n")

        project.regenerate(entry("src/poem", "new\n" + POEM))

        assert project.text("lib/verse") == POEM + "mine\n"

    def test_file_written_beside_is_not_a_moved_file(self) -> None:
        """Later runs change nothing, even if a person's file is similar."""
        project = Project.generated(entry("a", "a\n", "one"), entry("b", POEM, "two"))
        project.write("a", "mine\n")
        project.write("b", POEM + "mine\n")
        project.regenerate(entry("a/c", POEM, "three x"))
        lock, files = project.lock, dict(project.files)

        later = project.regenerate(entry("a/c", POEM, "three x"))

        assert actions(later) == {"a.scaffold-new/c": "conflict"}
        assert (project.lock, project.files) == (lock, files)

    def test_file_written_beside_a_kept_file_stays(self) -> None:
        """The second run changes nothing, not even the lock."""
        project = Project.generated(entry("a", "a\n", "one"), entry("b", POEM, "two"))
        project.write("b", "mine\n")
        project.regenerate(entry("b", "a\n", "one"))
        lock, files = project.lock, dict(project.files)

        later = project.regenerate(entry("b", "a\n", "one"))

        assert actions(later) == {"b.scaffold-new": "conflict"}
        assert (project.lock, project.files) == (lock, files)

    def test_renamed_folder_with_a_file_of_a_person(self) -> None:
        """Generated files move; the person's own file stays."""
        project = Project.generated(entry("old/a", POEM, "one"), entry("old/b", "b\n", "two"))
        project.write("old/mine", "mine\n")

        project.regenerate(entry("new/a", POEM, "one"), entry("new/b", "b\n", "two"))

        assert project.paths() == ["new/a", "new/b", "old/mine"]

    def test_move_onto_a_file_of_a_person(self) -> None:
        """Their file stays, and the moved one with its edits is beside it."""
        project = Project.generated(entry("a", POEM, "one"))
        project.write("a", "edit\n" + POEM)
        project.write("b", "mine\n")

        changes = project.regenerate(entry("b", POEM, "one"))

        assert actions(changes) == {"b.scaffold-new": "conflict"}
        assert (project.text("b"), project.text("b.scaffold-new")) == ("mine\n", "edit\n" + POEM)


class TestFileTypes:
    """Binary files, executables, links and folders."""

    def test_binary_changed_on_both_sides(self) -> None:
        """The person's stays; the generated one is beside it, and later ones replace it."""
        project = Project.generated(entry("logo", b"\0one"))
        project.write("logo", b"\0mine")

        changes = project.regenerate(entry("logo", b"\0two"))
        project.regenerate(entry("logo", b"\0three"))

        assert actions(changes) == {"logo.scaffold-new": "conflict"}
        assert (project.text("logo"), project.text("logo.scaffold-new")) == ("\0mine", "\0three")
        assert project.paths() == ["logo", "logo.scaffold-new"]

    def test_file_moved_and_made_binary_by_a_person(self) -> None:
        """Theirs stays in its new place, the generated one beside it."""
        project = Project.generated(entry("src/poem", POEM))
        project.move("src/poem", "lib/poem")
        project.write("lib/poem", POEM + "\0mine")

        changes = project.regenerate(entry("src/poem", "new\n" + POEM))

        assert actions(changes)["lib/poem.scaffold-new"] == "conflict"
        assert project.text("lib/poem") == POEM + "\0mine"
        assert project.text("lib/poem.scaffold-new") == "new\n" + POEM

    def test_executable_bit_set_by_a_person(self) -> None:
        """Updates keep it."""
        project = Project.generated(entry("run", POEM))
        project.write("run", POEM, EXECUTABLE)

        project.regenerate(entry("run", POEM + "more\n"))

        assert project.files[PurePosixPath("run")].mode == EXECUTABLE

    def test_generated_executable_bit(self) -> None:
        """It is set on an edited file, too."""
        project = Project.generated(entry("run", POEM))
        project.write("run", "mine\n" + POEM)

        project.regenerate(entry("run", POEM + "more\n", mode=EXECUTABLE))

        assert project.files[PurePosixPath("run")].mode == EXECUTABLE

    def test_link_in_place_of_a_file(self) -> None:
        """It is kept, and nothing is written through it."""
        project = Project.generated(entry("poem", POEM))
        project.write("poem", "/elsewhere", LINK)

        changes = project.regenerate(entry("poem", "new\n"))

        assert actions(changes) == {"poem.scaffold-new": "conflict"}
        assert project.files[PurePosixPath("poem")].mode == LINK

    def test_link_retargeted_on_both_sides(self) -> None:
        """The person's target stays."""
        project = Project.generated(entry("link", "one", mode=LINK))
        project.write("link", "mine", LINK)

        project.regenerate(entry("link", "two", mode=LINK))

        assert (project.text("link"), project.text("link.scaffold-new")) == ("mine", "two")

    def test_link_in_place_of_a_folder(self) -> None:
        """Nothing is read, written or deleted beyond it."""
        project = Project.generated(entry("src/a", POEM), entry("src/b", "b\n"))
        project.remove("src/a")
        project.remove("src/b")
        project.write("src", "/elsewhere", LINK)

        changes = project.regenerate(entry("src/a", "new\n"), entry("src/c", "c\n"))

        assert [change.note for change in changes.files if change.action == "user-deleted"] == [
            "out of reach: src is no longer a folder"
        ]
        assert project.paths() == ["src", "src.scaffold-new/c"]

    def test_unedited_file_becomes_a_folder(self) -> None:
        """The folder replaces the file."""
        project = Project.generated(entry("a", POEM, "one"))

        project.regenerate(entry("a/b", "new\n", "two"))

        assert project.paths() == ["a/b"]

    def test_edited_file_becomes_a_folder(self) -> None:
        """The file stays, and the folder is beside it."""
        project = Project.generated(entry("a", POEM, "one"))
        project.write("a", "mine\n")

        changes = project.regenerate(entry("a/b", "new\n", "two"))

        assert actions(changes) == {"a": "kept", "a.scaffold-new/b": "conflict"}
        assert project.text("a") == "mine\n"

    @pytest.mark.parametrize("name", ["with space", "ünï", 'quo"te', "new\nline", "-dash", "$(x)"])
    def test_unusual_file_names(self, name: str) -> None:
        """They work like all others."""
        project = Project.generated(entry(name, POEM))
        project.write(name, "mine\n" + POEM)

        project.regenerate(entry(name, POEM + "more\n"))

        assert project.text(name) == "mine\n" + POEM + "more\n"
