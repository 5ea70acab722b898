"""The file of a project that says how its items are stored: what a regeneration starts from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.files import read_file
from scaffold.project.lock import sha256
from scaffold.project.merge.conflict_markers import UnresolvedError, marker_line, resolve
from scaffold.project.workspace import Project, WorkspaceError, has_lock
from scaffold.project.workspace import read as read_project
from scaffold.spec import MAX_BYTES
from scaffold.storage.application import NOTHING_STORED, Storage

if TYPE_CHECKING:
    from scaffold.project.lock import Lock
    from scaffold.spec.resolved import Spec
    from scaffold.storage.risks import Risk

STORAGE_PATH: Final = PurePosixPath("backend/storage.yaml")
_MODEL_FILES: Final = "models/"
_MODEL: Final = " models."


class StorageFile(NamedTuple):
    """The file; `text` is None in a project of a version that had none."""

    text: str | None
    file: str
    # The first names of the models that the last generation had.
    models: frozenset[str]

    def doubts(self, lock: Lock, spec_text: str) -> tuple[Risk, ...]:
        """Return the risks of not knowing what was stored: the spec changed before a first record.

        What it changed is then taken for what it was.
        """
        is_unchanged = lock.spec_sha == sha256(spec_text.encode())
        if self.text is not None or is_unchanged:
            return ()
        from scaffold.storage.risks import Risk  # noqa: PLC0415 - start-up time

        message = (
            f"{STORAGE_PATH} is new in this version of scaffold, and scaffold.yaml has changed"
            " since the files were generated: take that change back and regenerate first, so that"
            " it is known what older items have"
        )
        return tuple(Risk("hidden", name, None, message, asks=True) for name in sorted(self.models))

    def records(self, spec: Spec) -> Storage:
        """Return the records in the file; raise SpecError with every problem of it."""
        if self.text is not None:
            return parse(self.text, self.file)
        if not self.models:
            return NOTHING_STORED
        from scaffold.storage.evolution import adopted_records  # noqa: PLC0415 - start-up time

        return adopted_records(spec, self.models)


def read(project: Project, *, restored: bool = False) -> StorageFile:
    """Return the file of a project.

    Raise WorkspaceError if it was deleted, unless it is to be `restored`: then it is that of the
    lock.
    """
    path = project.root / STORAGE_PATH
    models = frozenset(
        entry.id.partition(_MODEL)[2]
        for entry in project.lock.entries
        if entry.id.startswith(_MODEL_FILES) and _MODEL in entry.id
    )
    entry = project.lock.entry(STORAGE_PATH)
    kept = entry.pristine.decode() if entry is not None and entry.pristine else None
    try:
        text = read_text(project.root)
    except NotADirectoryError:
        text = kept  # whatever is in the place of the folder is an error of its own
    else:
        if text is None and kept is not None and not restored:
            command = f"scaffold regenerate --restore {STORAGE_PATH}"
            message = f"{path}: no such file. It says what is stored; restore it: {command}"
            raise WorkspaceError(message)
    return StorageFile(kept if text is None else text, str(path), models)


def check_present(root: Path) -> None:
    """Raise WorkspaceError if the file of a project was deleted."""
    if has_lock(root):
        read(read_project(root))


def read_text(root: Path) -> str | None:
    """Return the text of the file in a folder, or None if it has none.

    Raise NotADirectoryError if its folder is none, and WorkspaceError if it cannot be read.
    """
    path = root / STORAGE_PATH
    try:
        content = read_file(path, MAX_BYTES, follow=False)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}") from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: not UTF-8 text: restore it with git") from error


def parse(text: str, file: str) -> Storage:
    """Return the records in a text; those of both sides, where git left it in conflict.

    Raise SpecError with every problem, and UnresolvedError if both sides migrated the same model.
    """
    from scaffold.storage import reader  # noqa: PLC0415 - start-up time

    line = marker_line(text.encode())
    if line is None:
        return reader.parse(text, file)
    from scaffold.storage.branches import merge  # noqa: PLC0415 - start-up time

    storage, clashing = merge(*(reader.parse(side, file) for side in _sides(text)))
    if clashing:
        message = (
            f"{file}:{line}: unresolved conflict: both branches have a migration of"
            f" {', '.join(clashing)}. Keep the file of the branch that was deployed as it is, then"
            " run this again: what the other branch changed becomes the next migration"
        )
        raise UnresolvedError(message)
    return storage


def with_present(lock: Lock, stored: StorageFile) -> Lock:
    """Return a lock whose storage file has the present records: a generation absorbs them.

    What a person has written beside them counts as an edit.
    """
    entry = lock.entry(STORAGE_PATH)
    if stored.text is None or entry is None or entry.sha == sha256(stored.text.encode()):
        return lock
    content = _without_comments(stored.text, stored.file).encode()
    present = replace(entry, pristine=content, sha=sha256(content), packed=None, accepted=None)
    return replace(lock, entries=tuple(present if each is entry else each for each in lock.entries))


def _without_comments(text: str, file: str) -> str:
    """Return a text as scaffold would have written it, if a person has commented on it.

    A conflict of records is resolved by the records of both sides; one of comments is a person's.
    """
    from scaffold.storage.text import HEADER, dump  # noqa: PLC0415 - start-up time

    if "#" not in text.removeprefix(HEADER):
        return text
    records = {dump(parse(side, file)) for side in {*_sides(text)}}
    return records.pop() if len(records) == 1 else text


def _sides(text: str) -> tuple[str, str]:
    """Return both sides of the conflicts in a text, which are the same without any."""
    content = text.encode()
    ours = resolve(content, lambda conflict: conflict.ours)
    theirs = resolve(content, lambda conflict: conflict.theirs)
    return ours.decode(), theirs.decode()
