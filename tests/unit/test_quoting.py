"""Text of the spec comes out as data, whatever it is and wherever it lands."""

from __future__ import annotations

import ast
import html
import json
import shutil
import subprocess

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from scaffold import quoting
from scaffold.names import Identifier, Name
from scaffold.quoting import UnquotedError
from scaffold.spec import yaml_text

HOSTILE = [
    "\"double\" and 'single' and `tick`",
    "${dollar} $${two} {{mustache}} {% block %} <%= erb %>",
    "</script><script>alert(1)</script><!-- --> --!> ]]>",
    "*/ /* // # ''' \"\"\" ```",
    "back\\slash \\u0022 \\n \\",
    "line\nfeed\r\nand\rreturn\tand tab",
    "\x00\x07\x1b[31m\x7f\x85\xa0\xad",
    "separator\u2028paragraph\u2029mark\ufeff override\u202e join\u200d",
    "😀 é 日本 \U0010ffff \ufffe",
    "yes",
    "null",
    "1e3",
    "- dash: colon # hash",
    " spaces ",
    "& * ! | > % @ ? [a] {b}",
    "1. one",
    "1) one",
    "+ plus",
    "===",
    "%PATH% !Sub !Ref $(id) `id`",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text(max_size=40),
)
# Half a pair of surrogates is no text for YAML, and no spec can hold one.
WHOLE_TEXT = TEXT.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
often = settings(max_examples=200, deadline=None)


@given(TEXT)
@example("half\ud800pair")
@often
def test_a_quoted_text_is_the_same_in_python_and_json(text: str) -> None:
    """One literal serves both languages."""
    literal = str(quoting.quote(text))

    assert ast.literal_eval(literal) == text
    assert json.loads(literal) == text
    assert str(quoting.python(text)) == str(quoting.javascript(text)) == literal


@given(WHOLE_TEXT)
@often
def test_a_quoted_text_is_the_same_in_yaml(text: str) -> None:
    """Every reader of YAML agrees, inside flow and block collections too."""
    document = f"block: {quoting.quote(text)}\nflow: [{quoting.quote(text)}]\n"
    expected = {"block": text, "flow": [text]}

    assert yaml_text.parse(document).value == expected
    assert yaml.safe_load(document) == expected
    assert YAML(typ="safe", pure=True).load(document) == expected


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
@given(st.lists(TEXT, min_size=100, max_size=100))
@example([*HOSTILE, "half\ud800pair"])
@settings(max_examples=10, deadline=None)
def test_a_quoted_text_is_the_same_in_typescript(texts: list[str]) -> None:
    """A literal of TypeScript is one of JavaScript."""
    literals = ",\n".join(str(quoting.quote(text)) for text in texts)
    program = f"process.stdout.write(JSON.stringify([{literals}]))"

    assert json.loads(run(["node", "-"], program)) == texts


@given(TEXT)
@often
def test_a_quoted_text_is_one_line_that_shows_everything(text: str) -> None:
    """No reader of the generated code is misled by what cannot be seen."""
    literal = str(quoting.quote(text))

    assert literal.splitlines() == [literal]
    assert not any(c in literal for c in "\u202e\u2066\u200b\ufeff\x7f")
    assert literal[1:-1].count('"') == 0


@given(st.one_of(st.integers(), st.booleans(), st.none(), st.lists(TEXT, max_size=3)))
@often
def test_a_value_is_a_literal_of_its_language(value: object) -> None:
    """Numbers, booleans and lists as defaults."""
    assert ast.literal_eval(str(quoting.python(value))) == value
    assert json.loads(str(quoting.javascript(value))) == value


@given(TEXT)
@often
def test_a_comment_ends_neither_itself_nor_its_line(text: str) -> None:
    """A comment holds what it is given."""
    line = str(quoting.comment(text))

    assert line.splitlines() in ([line], [])
    assert not any(end in line for end in ("*/", "-->", "--!>", "<!--"))
    assert ast.dump(ast.parse(f"# {line}\nx = 1")) == ast.dump(ast.parse("x = 1"))


@given(TEXT)
@often
def test_a_docstring_stays_one(text: str) -> None:
    """Its quotes are not ended early, nor escaped by a last backslash."""
    line = str(quoting.docstring(text))

    assert ast.literal_eval(f'"""{line}"""') == line
    assert len(line.splitlines()) <= 1


@given(st.lists(TEXT, min_size=1, max_size=100))
@example(HOSTILE)
@settings(max_examples=20, deadline=None)
def test_a_shell_takes_a_text_for_one_word(texts: list[str]) -> None:
    """Nothing is expanded, nothing is run."""
    words = " ".join(str(quoting.shell(text)) for text in texts)

    output = run(["sh"], f"for word in {words}; do printf '%s\\n' \"$word\"; done")

    assert output == "".join(f"{quoting.plain(text)}\n" for text in texts)


@given(WHOLE_TEXT)
@example("${AWS::Region} ${!literal} $${x}")
@often
def test_a_substitution_replaces_nothing_in_a_text(text: str) -> None:
    """CloudFormation writes `${!x}` as `${x}` and looks nothing up."""
    value = yaml.safe_load(str(quoting.substitution(text)))

    assert value.count("${") == value.count("${!") == text.count("${")
    assert value.replace("${!", "${") == text


@given(TEXT)
@often
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    """No heading, list, link, emphasis or tag comes of it."""
    rendered = MarkdownIt().render(f"{quoting.markdown(text)}\n")

    line = quoting.plain(text)
    assert rendered == (
        f"<p>{html.escape(line, quote=True).replace('&#x27;', chr(39))}</p>\n" if line else ""
    )


@given(TEXT)
@often
def test_html_shows_a_text_as_it_is(text: str) -> None:
    """In an element or in an attribute's double quotes."""
    quoted = str(quoting.html_text(text))

    assert html.unescape(quoted) == quoting.plain(text)
    assert not set(quoted) & set("<>\"'")


@pytest.mark.parametrize("value", ["text", 1.5, True, None, ["a"], object()])
def test_what_went_through_no_filter_is_refused(value: object) -> None:
    """A forgotten filter fails here, not in a user's application."""
    with pytest.raises(UnquotedError, match="must go through a quoting filter"):
        quoting.guard(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Identifier("video"), "video"),
        (Name("my-app"), "my-app"),
        (5, "5"),
        (quoting.quote("b"), '"b"'),
    ],
)
def test_identifiers_and_numbers_need_no_filter(value: object, expected: str) -> None:
    """They cannot break out of any place."""
    assert str(quoting.guard(value)) == expected


def run(command: list[str], program: str) -> str:
    """What a program prints."""
    done = subprocess.run(
        command, input=program.encode(), capture_output=True, check=True, timeout=30
    )
    return done.stdout.decode()
