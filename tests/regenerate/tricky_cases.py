"""The table of tricky cases: the edit, the templates before and after, and what must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from regenerate import tricky
from regenerate.tricky import MANY, MINE, NEWER, POEM, Case

if TYPE_CHECKING:
    from pathlib import Path

    from regenerate.tricky import Edit

ELSEWHERE: Final = "../elsewhere"


def append(*paths: str) -> Edit:
    """Append a line to files."""

    def edit(root: Path) -> None:
        for path in paths:
            with (root / path).open("a") as file:
                file.write(MINE)

    return edit


def replace(path: str, before: str, after: str) -> Edit:
    """Replace a text in a file."""
    return lambda root: (root / path).write_text(
        (root / path).read_text().replace(before, after), newline=""
    )


def write(path: str, content: bytes) -> Edit:
    """Write a file, and create its folder."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return edit


def delete(path: str) -> Edit:
    """Remove a file."""
    return lambda root: (root / path).unlink()


def move(source: str, target: str) -> Edit:
    """Move a file or folder, and create the target's folder."""

    def edit(root: Path) -> None:
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        (root / source).rename(root / target)

    return edit


def executable(path: str) -> Edit:
    """Set a file's executable bit."""
    return lambda root: (root / path).chmod(0o755)


def link(path: str, target: str) -> Edit:
    """Move a file or folder to a target, and leave a link to it."""

    def edit(root: Path) -> None:
        place = root / path
        place.rename(place.parent / target)
        place.symlink_to(target)

    return edit


def both(*edits: Edit) -> Edit:
    """Apply edits one after the other."""

    def edit(root: Path) -> None:
        for apply in edits:
            apply(root)

    return edit


_MANY_BEFORE: Final = dict.fromkeys(MANY, POEM)
_MANY_AFTER: Final = dict.fromkeys(MANY, NEWER)
_MANY_HELD: Final = dict.fromkeys(MANY, ("newer", MINE))
_MERGED: Final = {"poem.txt": ("line 20, newer\n", MINE)}
_TWO: Final = {"one.txt": POEM, "two.txt": POEM}
_TWO_AFTER: Final = {"one.txt": NEWER, "two.txt": NEWER}
_TWO_HELD: Final = {"one.txt": ("newer", MINE), "two.txt": ("newer", MINE)}
ZEBRA: Final = "stripes\nand more stripes\n"
_ODD: Final = ("with space.txt", "ünï.txt", 'quo"te.txt', "-dash.txt", "$(x).txt")

CASES: Final = (
    Case("an edit beside a generated one", append("poem.txt"), files=_MERGED),
    Case(
        "an edit of the next line",
        replace("poem.txt", "line 21\n", "line 21, mine\n"),
        kept=("line 20, newer\n", "line 21, mine\n"),
    ),
    Case(
        "an edit of the same line",
        replace("poem.txt", "line 20\n", "line 20, mine\n"),
        kept=("line 20, newer\n", "line 20, mine\n"),
    ),
    Case(
        "the same line added by both",
        append("poem.txt"),
        after={"poem.txt": POEM + MINE},
        exact={"poem.txt": (POEM + MINE).encode()},
    ),
    Case(
        "Windows line ends",
        write("poem.txt", (POEM + MINE).replace("\n", "\r\n").encode()),
        exact={"poem.txt": (NEWER + MINE).replace("\n", "\r\n").encode()},
    ),
    Case("deleted by the person", delete("poem.txt"), gone=("poem.txt",)),
    Case(
        "renamed and edited by the person",
        both(append("poem.txt"), move("poem.txt", "verses/verse.txt")),
        files={"verses/verse.txt": ("line 20, newer\n", MINE)},
        gone=("poem.txt",),
    ),
    Case(
        "a template renamed, its file edited",
        append("poem.txt"),
        after={"verse.txt": NEWER},
        files={"verse.txt": ("line 20, newer\n", MINE)},
        gone=("poem.txt",),
    ),
    Case(
        "an entity renamed, its file edited",
        append("hello.txt"),
        before={"{function}.txt": POEM},
        after={"{function}.txt": NEWER},
        files={"greet.txt": ("line 20, newer\n", MINE)},
        gone=("hello.txt",),
        play=tricky.renamed,
    ),
    Case(
        "a folder renamed, with a file of one's own",
        both(write("old/own.txt", MINE.encode()), append("old/one.txt")),
        before={"old/one.txt": POEM},
        after={"new/one.txt": NEWER},
        files={"new/one.txt": ("line 20, newer\n", MINE), "old/own.txt": (MINE,)},
        gone=("old/one.txt",),
    ),
    Case(
        "a feature removed, its file edited",
        append("two.txt"),
        before=_TWO,
        after={"one.txt": POEM},
        files={"two.txt": (MINE,)},
    ),
    Case(
        "a feature removed, its file unedited",
        append("one.txt"),
        before=_TWO,
        after={"one.txt": NEWER},
        files={"one.txt": (MINE,)},
        gone=("two.txt",),
    ),
    Case(
        "a binary changed by both",
        write("logo.png", b"\0mine"),
        before={"logo.png": b"\0one"},
        after={"logo.png": b"\0two"},
        exact={"logo.png": b"\0mine"},
    ),
    Case(
        "an executable bit of the person's",
        both(append("poem.txt"), executable("poem.txt")),
        files=_MERGED,
        executable=("poem.txt",),
    ),
    Case(
        "a file replaced by a link",
        link("poem.txt", "verse.txt"),
        links={"poem.txt": "verse.txt"},
        exact={"verse.txt": POEM.encode()},
    ),
    Case(
        "a folder replaced by a link to outside",
        link("src", ELSEWHERE),
        before={"src/poem.txt": POEM},
        after={"src/poem.txt": NEWER},
        links={"src": ELSEWHERE},
        exact={f"{ELSEWHERE}/poem.txt": POEM.encode()},
    ),
    Case(
        "an unedited file becomes a folder",
        append("one.txt"),
        before=_TWO,
        after={"one.txt": NEWER, "two.txt/inner.txt": POEM},
        files={"one.txt": (MINE,), "two.txt/inner.txt": (POEM,)},
    ),
    Case(
        "an edited file becomes a folder",
        append("two.txt"),
        before=_TWO,
        after={"one.txt": NEWER, "two.txt/inner.txt": NEWER},
        kept=(MINE, NEWER),
    ),
    Case(
        "a new file where the person has one",
        write("two.txt", MINE.encode()),
        before={"one.txt": POEM},
        after=_TWO,
        kept=(MINE, POEM),
        files={"two.txt": (MINE,)},
    ),
    Case(
        "an edit of a file that git ignores",
        append("settings.local"),
        before={".gitignore": "*.local\n", "settings.local": POEM},
        after={".gitignore": "*.local\n", "settings.local": NEWER},
        files={"settings.local": ("line 20, newer\n", MINE)},
    ),
    Case(
        "odd file names",
        append(*_ODD),
        before=dict.fromkeys(_ODD, POEM),
        after=dict.fromkeys(_ODD, NEWER),
        files=dict.fromkeys(_ODD, ("line 20, newer\n", MINE)),
    ),
    Case(
        "killed in the middle, then run again",
        append(*MANY),
        before=_MANY_BEFORE,
        after=_MANY_AFTER,
        files=_MANY_HELD,
        play=tricky.killed,
    ),
    Case(
        "two branches that both updated, merged",
        append("one.txt", "two.txt"),
        before=_TWO,
        after=_TWO_AFTER | {"zebra.txt": ZEBRA},
        files=_TWO_HELD | {"zebra.txt": (ZEBRA,)},
        play=tricky.two_branches,
    ),
    Case(
        "an update squashed, then another",
        append("one.txt", "two.txt"),
        before=_TWO,
        after=_TWO_AFTER | {"zebra.txt": ZEBRA},
        files=_TWO_HELD | {"zebra.txt": (ZEBRA,)},
        play=tricky.after_a_squash,
    ),
    Case("a shallow clone", append("poem.txt"), files=_MERGED, play=tricky.in_a_shallow_clone),
    Case("no git repository", append("poem.txt"), files=_MERGED, play=tricky.without_git),
)
