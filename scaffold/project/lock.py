"""The lock, `.scaffold/lock`: what was generated last, with its text as the base of later merges.

Version 1 is read and becomes version 2 when it is written. Version 2 grows by keys: those that this
scaffold does not know are kept as they are, in the header and in every entry, so that a team with
mixed versions loses nothing. What an older scaffold must not ignore is a new class or version.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from scaffold import __version__
from scaffold.errors import ScaffoldError
from scaffold.generate.catalog import FileClass
from scaffold.project import lock_version_1
from scaffold.project.paths import LOCK_PATH, PathError, generated_path
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR, Blob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import PurePosixPath

    from scaffold.generate.render import RenderedFile

LOCK_VERSION: Final = 2
# A generated project of ten thousand files stays far below these.
MOST_BYTES: Final = 64 * 2**20
_LARGEST_TEXT: Final = 8 * 2**20
_MOST_TEXT: Final = 256 * 2**20

_CLASSES: Final = frozenset(get_args(FileClass))
_HEADER_KEYS: Final = frozenset({"lock_version", "tool_version", "spec_sha"})
_MODES: Final = frozenset({REGULAR, EXECUTABLE, LINK})
_SHA: Final = re.compile("[0-9a-f]{64}")
_ENTRY_KEYS: Final = frozenset(
    {"path", "mode", "id", "class", "moved", "sha", "text"}
    | {"absent", "accepted", "beside", "marked"}
)

_T = TypeVar("_T")


class LockError(ScaffoldError):
    """A lock that is missing, damaged, or written by a newer scaffold."""

    exit_code = 3


class _TooLargeError(Exception):
    """A text that no generated file has."""


class _UnknownClassError(Exception):
    """A class of files that a later scaffold introduced."""


@dataclass(frozen=True, slots=True)
class LockEntry:
    """A generated file; `pristine` is its rendered text.

    `absent` marks a file that is missing: deleted by a person, or blocked by something else at its
    path. Its text is the one that the person last had. `marked` is there if the last run left a
    conflict in the file: the digests of the regions that looked like conflicts before. `accepted`
    is the digest of an earlier version of the file that a person decided to keep. `beside` is where
    the generated file waits, if a person's own was in the way or could not be merged. The lock has
    no text of lockfiles. `packed` is the text as encoded in the lock, kept so that unchanged
    entries are not compressed again. `extensions` are keys of later scaffolds.
    """

    path: PurePosixPath
    mode: str
    id: str
    file_class: FileClass
    moved: PurePosixPath | None
    sha: str
    pristine: bytes | None
    absent: bool = False
    marked: frozenset[str] | None = None
    packed: str | None = field(default=None, compare=False, repr=False)
    accepted: str | None = None
    beside: PurePosixPath | None = None
    extensions: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def location(self) -> PurePosixPath:
        """Where the file was last: where a person moved it, or where it was generated."""
        return self.moved or self.path

    @property
    def is_kept_up_to_date(self) -> bool:
        """True if every generation brings the file up to date, whatever a person wrote in it."""
        return self.file_class in {"merged", "managed"}

    @property
    def blob(self) -> Blob:
        """The file as it was rendered."""
        return Blob(self.pristine or b"", self.mode)


@dataclass(frozen=True, slots=True)
class Lock:
    """All generated files, sorted by path, and the digest of the spec they came from.

    `branches` are the locks that this one was merged from: ours, theirs, and their base.
    """

    spec_sha: str
    entries: tuple[LockEntry, ...]
    tool_version: str = __version__
    extensions: Mapping[str, object] = field(default_factory=dict, hash=False)
    branches: tuple[Lock, ...] = field(default=(), compare=False, repr=False)

    def entry(self, path: PurePosixPath) -> LockEntry | None:
        """Return the entry of the file that was generated at a path or moved there."""
        return next((entry for entry in self.entries if path in {entry.path, entry.moved}), None)


def sha256(content: bytes) -> str:
    """Return the hexadecimal SHA-256 digest of a file's content."""
    return hashlib.sha256(content).hexdigest()


def build_lock(files: Iterable[RenderedFile], spec_text: str) -> Lock:
    """Return the lock of freshly rendered files."""
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
    """Return the lock as text: a header, then one line of JSON per file."""
    header = {
        "lock_version": LOCK_VERSION,
        "tool_version": lock.tool_version,
        "spec_sha": lock.spec_sha,
        **lock.extensions,
    }
    lines = [header, *map(_dump_entry, lock.entries)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def load(text: str, file: str = str(LOCK_PATH)) -> Lock:
    """Parse a lock of any version so far; raise LockError if it is damaged or newer.

    `file` names it in messages.
    """
    if len(text) > MOST_BYTES:
        raise LockError(f"{file}: the lock is larger than {MOST_BYTES >> 20} MiB. Restore it")
    # Not splitlines: a path may contain other characters that count as line ends.
    first, *lines = enumerate(text.split("\n"), start=1)
    version = _parse(itemgetter("lock_version"), first, file)
    if type(version) is not int or version < lock_version_1.VERSION:
        raise damaged(file, 1)
    if version not in {lock_version_1.VERSION, LOCK_VERSION}:
        raise LockError(
            f"{file}:1: has lock version {version}, but this scaffold reads versions up to"
            f" {LOCK_VERSION}. Update scaffold"
        )
    header = _parse(_load_header, first, file)
    read_entry = _load_version_1_entry if version == lock_version_1.VERSION else _load_entry
    unpacker = _Unpacker()
    entries = tuple(_parse(partial(read_entry, unpacker), line, file) for line in lines if line[1])
    return replace(header, entries=entries)


def damaged(file: str, line: int) -> LockError:
    """Return the error for a line that scaffold did not write."""
    return LockError(
        f"{file}:{line}: the lock is damaged. Restore it, for example with git checkout -- {file}"
    )


def _parse(read: Callable[[dict[str, Any]], _T], line: tuple[int, str], file: str) -> _T:
    number, text = line
    try:
        return read(json.loads(text))
    except _UnknownClassError as error:
        message = f'{file}:{number}: unknown class "{error}" of a newer scaffold. Update scaffold'
        raise LockError(message) from error
    except (PathError, _TooLargeError) as error:
        raise LockError(f"{damaged(file, number)}: {error}") from error
    except (ValueError, KeyError, TypeError, RecursionError, zlib.error) as error:
        raise damaged(file, number) from error


def _load_header(line: dict[str, Any]) -> Lock:
    spec_sha, version = _strings(line, "spec_sha", "tool_version")
    return Lock(spec_sha, (), version, _extensions(line, _HEADER_KEYS))


def _load_entry(unpacker: _Unpacker, line: dict[str, Any]) -> LockEntry:
    identity, file_class, mode, sha, path = _strings(line, "id", "class", "mode", "sha", "path")
    if file_class not in _CLASSES:
        raise _UnknownClassError(file_class)
    if mode not in _MODES or not _SHA.fullmatch(sha):
        raise ValueError("a mode or a digest that git and SHA-256 do not have")
    text = line["text"]
    pristine = None if text is None else unpacker.unpack(text)
    if pristine is not None and sha256(pristine) != sha:
        raise ValueError(f"the text of {line['path']} does not match its sha")
    return LockEntry(
        path=generated_path(path),
        mode=mode,
        id=identity,
        file_class=cast("FileClass", file_class),
        moved=None if line["moved"] is None else generated_path(_strings(line, "moved")[0]),
        sha=sha,
        pristine=pristine,
        absent=line.get("absent") is True,
        marked=frozenset(map(str, line["marked"])) if "marked" in line else None,
        packed=text,
        accepted=line.get("accepted"),
        beside=generated_path(line["beside"]) if "beside" in line else None,
        extensions=_extensions(line, _ENTRY_KEYS),
    )


def _load_version_1_entry(unpacker: _Unpacker, line: dict[str, Any]) -> LockEntry:
    _strings(line, "class", "id")
    return _load_entry(unpacker, lock_version_1.translate_entry(line))


def _strings(line: dict[str, Any], *keys: str) -> list[str]:
    """Return the values of keys; raise TypeError or ValueError unless all are Unicode text."""
    values = [line[key] for key in keys]
    if not all(isinstance(value, str) for value in values):
        raise TypeError(f"{', '.join(keys)} must be strings")
    for value in values:
        if not value.isascii():
            value.encode()
    return values


class _Unpacker:
    """Decompresses the texts of one lock, within bounds: a few bytes may stand for gigabytes."""

    def __init__(self) -> None:
        self._left = _MOST_TEXT

    def unpack(self, text: object) -> bytes:
        """Return a text; raise _TooLargeError if it, or all together, are too large."""
        if not isinstance(text, str):
            raise TypeError("text must be a string")
        limit = min(_LARGEST_TEXT, self._left)
        stream = zlib.decompressobj()
        content = stream.decompress(base64.b64decode(text, validate=True), limit + 1)
        if len(content) > limit:
            raise _TooLargeError(f"its text is larger than {limit} bytes")
        if not stream.eof:
            raise ValueError("a text that is cut off")
        self._left -= len(content)
        return content


def _extensions(line: dict[str, Any], known: frozenset[str]) -> dict[str, object]:
    """Return the keys of later scaffolds; raise ValueError if they could not be written again."""
    extensions = {key: line[key] for key in line if key not in known}
    if extensions:
        json.dumps(extensions, ensure_ascii=False).encode()
    return extensions


def _dump_entry(entry: LockEntry) -> dict[str, object]:
    return {
        "path": str(entry.path),
        "mode": entry.mode,
        "id": entry.id,
        "class": entry.file_class,
        "moved": None if entry.moved is None else str(entry.moved),
        "sha": entry.sha,
        "text": entry.packed or _pack(entry),
        **({"absent": True} if entry.absent else {}),
        **({"accepted": entry.accepted} if entry.accepted else {}),
        **({"beside": str(entry.beside)} if entry.beside else {}),
        **({} if entry.marked is None else {"marked": sorted(entry.marked)}),
        **entry.extensions,
    }


def _pack(entry: LockEntry) -> str | None:
    if entry.file_class == "lockfile" or entry.pristine is None:
        return None
    return base64.b64encode(zlib.compress(entry.pristine, 9)).decode()
