"""Quoting: one filter for each place that a string of the spec is written to."""

from __future__ import annotations

import html
import json
import re
import shlex
from typing import Final

from markupsafe import Markup

from scaffold.errors import ScaffoldError
from scaffold.names import Identifier

# Characters that some reader takes as a line end, a direction mark, nothing at all, or an error.
_ESCAPED: Final = re.compile(
    "[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_INVISIBLE: Final = re.compile("[\x00-\x1f]|" + _ESCAPED.pattern)
_COMMENT_ENDS: Final = re.compile(r"\*/|--!?>|<!--")
_NUMBERED: Final = re.compile(r"^(\d+)\.")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$-])")


class UnquotedError(ScaffoldError):
    """A template wrote a string that no quoting filter has seen."""


def guard(value: object) -> Markup:
    """Pass identifiers, integers, and quoted text; raise UnquotedError for anything else."""
    if isinstance(value, Markup | Identifier):
        return Markup(str(value))  # noqa: S704 - the types say that it is safe
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(str(value))  # noqa: S704 - digits
    raise UnquotedError(f"{str(value)!r} must go through a quoting filter")


def quote(text: str) -> Markup:
    """Return a literal that YAML, JSON, Python, and TypeScript all read as the same text."""
    # An escaped double quote keeps formatters from switching to single quotes.
    literal = json.dumps(str(text), ensure_ascii=False)
    body = literal[1:-1].replace('\\"', "\\u0022")
    body = _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", body)
    return Markup(f'"{body}"')  # noqa: S704 - quoted above


def python(value: object) -> Markup:
    """Return a Python literal."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return Markup(f"[{', '.join(map(python, value))}]")  # noqa: S704 - quoted above
    return Markup(repr(value))  # noqa: S704 - a number, True, False or None


def javascript(value: object) -> Markup:
    """Return a JSON literal, which JavaScript, JSON, and YAML read alike."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return Markup(f"[{', '.join(map(javascript, value))}]")  # noqa: S704 - quoted above
    if isinstance(value, float):
        return Markup(_decimal(value))  # noqa: S704 - digits
    return Markup(json.dumps(value))  # noqa: S704 - a number, true, false or null


def _decimal(value: float) -> str:
    """Write a float without an exponent: YAML 1.1 reads `1e-05` as a string."""
    from decimal import Decimal  # noqa: PLC0415 - start-up time

    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(text: str) -> str:
    """Return one line, without invisible characters."""
    return " ".join(_INVISIBLE.sub(" ", str(text)).split())


def comment(text: str) -> Markup:
    """Return text for a comment in any language; it ends neither the comment nor the line."""
    line = _COMMENT_ENDS.sub(lambda match: f"{match[0][:-1]} {match[0][-1]}", plain(text))
    return Markup(line)  # noqa: S704 - one line


def docstring(text: str) -> Markup:
    """Return one line of a Python docstring."""
    return Markup(plain(text).replace("\\", "/").replace('"', "'"))  # noqa: S704 - no quotes left


def shell(text: str) -> Markup:
    """Return one POSIX shell word."""
    return Markup(shlex.quote(plain(text)))  # noqa: S704 - quoted above


def substitution(text: str) -> Markup:
    """Return a double-quoted literal for !Sub, in which `${` stays text."""
    return quote(str(text).replace("${", "${!"))


def markdown(text: str) -> Markup:
    """Return one line of Markdown text."""
    line = _NUMBERED.sub(r"\1\\.", _MARKDOWN.sub(r"\\\1", plain(text)))
    return Markup(line)  # noqa: S704 - escaped above


def html_text(text: str) -> Markup:
    """Return HTML text, which also serves as a double-quoted attribute."""
    return Markup(html.escape(plain(text)))  # noqa: S704 - escaped above


FILTERS: Final = {
    "quote": quote,
    "py": python,
    "js": javascript,
    "comment": comment,
    "docstring": docstring,
    "shell": shell,
    "sub": substitution,
    "markdown": markdown,
    "html": html_text,
}
