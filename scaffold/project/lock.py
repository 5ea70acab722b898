"""The lock, `.scaffold/lock`: what was generated, and the text it had then."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from scaffold import __version__
from scaffold.errors import ScaffoldError
from scaffold.project.tree import REGULAR, Blob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scaffold.generate.catalog import FileClass
    from scaffold.generate.render import RenderedFile

LOCK_PATH: Final = PurePosixPath(".scaffold/lock")
LOCK_VERSION: Final = 1

_T = TypeVar("_T")


class LockError(ScaffoldError):
    """The lock is missing, damaged, or of a newer version of the tool."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class LockEntry:
    """One generated file; `pristine` is what was rendered.

    `absent` is a file that is not there: a person deleted it, or had something else in its place.
    A lock that was read has no text of derived files. `packed` is the text as the lock holds it, so
    that what stays the same is not packed again.
    """

    path: PurePosixPath
    mode: str
    id: str
    file_class: FileClass
    moved: PurePosixPath | None
    sha: str
    pristine: bytes | None
    absent: bool = False
    packed: str | None = field(default=None, compare=False, repr=False)

    @property
    def blob(self) -> Blob:
        """The file as it was rendered."""
        return Blob(self.pristine or b"", self.mode)


@dataclass(frozen=True, slots=True)
class Lock:
    """All generated files, sorted by path, and the spec they came from."""

    spec_sha: str
    entries: tuple[LockEntry, ...]
    tool_version: str = __version__

    def entry(self, path: PurePosixPath) -> LockEntry | None:
        """The entry of a path, where the user may have moved the file to."""
        return next((one for one in self.entries if path in {one.path, one.moved}), None)


def sha256(content: bytes) -> str:
    """The digest that the lock holds of a content."""
    return hashlib.sha256(content).hexdigest()


def lock_of(files: Iterable[RenderedFile], spec_text: str) -> Lock:
    """The lock of a fresh generation."""
    entries = (
        LockEntry(
            path=file.plan.target,
            mode=REGULAR,
            id=file.plan.id,
            file_class=file.plan.template.file_class,
            moved=None,
            sha=sha256(file.content),
            pristine=file.content,
        )
        for file in files
    )
    ordered = tuple(sorted(entries, key=lambda entry: entry.path))
    return Lock(sha256(spec_text.encode()), ordered)


def dump(lock: Lock) -> str:
    """The lock as text: a header, then a line a file."""
    header = {
        "lock_version": LOCK_VERSION,
        "tool_version": lock.tool_version,
        "spec_sha": lock.spec_sha,
    }
    lines = [header, *map(_line, lock.entries)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def load(text: str, file: str = str(LOCK_PATH)) -> Lock:
    """The lock in a text; raises LockError for a damaged one or one from a newer tool."""
    # Not splitlines: a path may have what it takes for a line end.
    first, *lines = enumerate(text.split("\n"), start=1)
    version = _parse(itemgetter("lock_version"), first, file)
    if version != LOCK_VERSION:
        raise LockError(
            f"{file}:1: has version {version}, and this scaffold reads {LOCK_VERSION}: update"
            " scaffold"
        )
    header = _parse(_header, first, file)
    return replace(header, entries=tuple(_parse(_entry, one, file) for one in lines if one[1]))


def damaged(file: str, line: int) -> LockError:
    """What to say of a lock in which something else has written."""
    return LockError(
        f"{file}:{line}: is damaged: not as scaffold wrote it; take the file back, such as by git"
        f" checkout -- {file}"
    )


def _parse(read: Callable[[dict[str, Any]], _T], line: tuple[int, str], file: str) -> _T:
    number, text = line
    try:
        return read(json.loads(text))
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise damaged(file, number) from error


def _header(line: dict[str, Any]) -> Lock:
    return Lock(line["spec_sha"], (), line["tool_version"])


def _line(entry: LockEntry) -> dict[str, Any]:
    return {
        "path": str(entry.path),
        "mode": entry.mode,
        "id": entry.id,
        "class": entry.file_class,
        "moved": None if entry.moved is None else str(entry.moved),
        "sha": entry.sha,
        "text": entry.packed or _packed(entry),
        **({"absent": True} if entry.absent else {}),
    }


def _packed(entry: LockEntry) -> str | None:
    if entry.file_class == "derived" or entry.pristine is None:
        return None
    return base64.b64encode(zlib.compress(entry.pristine, 9)).decode()


def _entry(line: dict[str, Any]) -> LockEntry:
    text = line["text"]
    pristine = None if text is None else zlib.decompress(base64.b64decode(text, validate=True))
    if pristine is not None and sha256(pristine) != line["sha"]:
        raise ValueError(f"the text of {line['path']} does not have its sha")
    return LockEntry(
        path=PurePosixPath(line["path"]),
        mode=line["mode"],
        id=line["id"],
        file_class=cast("FileClass", line["class"]),
        moved=None if line["moved"] is None else PurePosixPath(line["moved"]),
        sha=line["sha"],
        pristine=pristine,
        absent=line.get("absent") is True,
        packed=text,
    )
