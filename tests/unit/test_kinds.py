"""A kind of entity from outside: the tool knows of it what its row in the table says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import pytest
import typer
from pydantic import Field
from typer.testing import CliRunner

from scaffold.cli import add, check, explain, remove, rename, schema
from scaffold.errors import ScaffoldError, SpecError
from scaffold.generate.catalog import read_catalog
from scaffold.generate.plan import plan
from scaffold.generate.render import render
from scaffold.names import Name
from scaffold.project import lock
from scaffold.project.paths import LOCK_PATH
from scaffold.spec import edit, reader, writer
from scaffold.spec.document import Document, KebabName, Reference
from scaffold.spec.edit import SpecEditError, SpecText
from scaffold.spec.kinds.function import FUNCTION
from scaffold.spec.kinds.function.document import FunctionDocument, trigger_list
from scaffold.spec.kinds.function.trigger_type import TriggerType
from scaffold.spec.kinds.function.triggers import TRIGGERS, trigger_document
from scaffold.spec.kinds.kind import Definition, Entity, Kind, Layout, section
from scaffold.spec.language import Language
from scaffold.spec.resolved import Spec
from scaffold.spec.schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from scaffold.spec.resolution import Path as SpecPath
    from scaffold.spec.resolution import Resolution


class TopicDocument(Document):
    """A topic that people subscribe to."""

    example: ClassVar[str] = "{about: note}"
    unbuilt: ClassVar[frozenset[str]] = frozenset({"fifo"})

    about: Annotated[str, Reference("model")]
    forward: list[Annotated[str, Reference("topic")]] = []  # noqa: RUF012 - pydantic copies it
    retries: Annotated[int, Field(ge=0, le=9)] = 3
    renamed_from: KebabName | None = None


@dataclass(frozen=True, slots=True)
class Topic(Entity):
    """A resolved topic."""

    about: Name
    forward: tuple[Name, ...]
    retries: int


def resolve_topic(resolution: Resolution, name: str, document: TopicDocument) -> Topic:
    """The topic, which does not forward to itself."""
    if name in document.forward:
        resolution.add_error(("topics", name, "forward"), "a topic cannot forward to itself")
    return Topic(
        name=Name(name),
        renamed_from=Name(document.renamed_from) if document.renamed_from else None,
        about=Name(document.about),
        forward=tuple(map(Name, document.forward)),
        retries=document.retries,
    )


TOPIC = Kind(
    name="topic",
    summary="an SNS topic",
    example="news",
    definition=lambda: Definition(KebabName, TopicDocument, resolve_topic),
    layout=Layout(flow=False),
)


@dataclass(frozen=True, slots=True)
class SpecWithTopics(Spec):
    """A spec of a language that has topics, too."""

    topics: tuple[Topic, ...] = field(metadata=section(TOPIC))


LANGUAGE = Language(SpecWithTopics)
SPEC = """\
scaffold: 1
app: my-app
auth:

models:
  note: {fields: {title: string}}

topics:
  # What happens to notes.
  changes:
    about: note
  digest: {about: note, forward: [changes]}
"""


def errors(text: str) -> list[str]:
    """The errors of a spec: line, column, path and message."""
    with pytest.raises(SpecError) as caught:
        reader.parse(text, language=LANGUAGE)
    return [
        f"{error.line}:{error.column} {error.path}: {error.message}"
        for error in caught.value.diagnostics
    ]


def test_a_spec_has_the_entities_of_the_kind() -> None:
    """Resolved, in a section of their own."""
    spec = reader.parse(SPEC, language=LANGUAGE)

    assert isinstance(spec, SpecWithTopics)
    assert [(topic.name, topic.forward) for topic in spec.topics] == [
        ("changes", ()),
        ("digest", ("changes",)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    about: note", "    abuot: note", '10:3 topics.changes: "about" is required'),
        ("    about: note", "    about: notes", '11:12 topics.changes.about: no model "notes"'),
        ("[changes]", "[chages]", '12:35 topics.digest.forward[0]: no topic "chages"'),
        ("[changes]", "[digest]", "12:34 topics.digest.forward: a topic cannot forward to itself"),
        ("[changes]", "changes", "12:34 topics.digest.forward: must be a list"),
        ("{about: note,", "{fifo: true, about: note,", '12:12 topics.digest.fifo: "fifo" is not'),
        ("{about: note,", "{retries: 10, about: note,", "12:21 topics.digest.retries: must be 9"),
        ("  changes:", "  Changes:", '10:3 topics.Changes: "Changes" is not valid: use lowercase'),
        ("  digest:", "  change:", '12:3 topics.change: too like "changes"'),
        ("  digest:", "  class:", '12:3 topics.class: "class" is a keyword of Python or'),
        ("topics:", "topic:", '8:1 topic: unknown key "topic"; did you mean "topics"?'),
    ],
)
def test_check_finds_errors_of_the_kind(old: str, new: str, expected: str) -> None:
    """With their places, and the nearest name."""
    assert [error for error in errors(SPEC.replace(old, new)) if error.startswith(expected)]


def test_former_names_are_checked() -> None:
    """As those of every kind."""
    text = SPEC.replace("  digest: {", "  digest: {renamed_from: changes, ")

    [error] = errors(text)

    assert error.startswith('12:26 topics.digest.renamed_from: "changes" still exists')


def test_an_application_may_have_nothing_but_the_kind() -> None:
    """Its section is a feature."""
    [error] = errors("scaffold: 1\napp: my-app\n")

    assert error.endswith(
        "describes nothing to generate: add auth, models, buckets, functions or topics"
    )


def test_the_schema_has_the_section() -> None:
    """With the patterns of names, and what the document says."""
    found = json.loads(json_schema(LANGUAGE))

    [reference] = found["properties"]["topics"]["patternProperties"].values()
    assert reference == {"$ref": "#/$defs/TopicDocument"}
    assert found["$defs"]["TopicDocument"]["properties"]["retries"]["maximum"] == 9
    assert {"required": ["topics"]} in found["anyOf"]


def test_an_entity_is_added_as_its_kind_is_laid_out() -> None:
    """One line per key, unless a kind puts short entities on one line."""
    new = edit.add(SpecText(SPEC, language=LANGUAGE), TOPIC, "alerts", {"about": "note"})

    assert new == f"{SPEC}  alerts:\n    about: note\n"


def test_renaming_changes_every_mention() -> None:
    """Of a topic in other topics, and of a model in topics."""
    topic = edit.rename(SpecText(SPEC, language=LANGUAGE), TOPIC, "changes", "edits")
    model = edit.rename(SpecText(SPEC, language=LANGUAGE), LANGUAGE.kind("model"), "note", "memo")

    assert "  edits:\n    about: note\n    renamed_from: changes\n" in topic
    assert "forward: [edits]" in topic
    assert model.count("about: memo") == 2


def test_an_entity_in_use_is_not_removed() -> None:
    """The places that mention it are listed."""
    source = SpecText(SPEC, language=LANGUAGE)

    with pytest.raises(SpecEditError, match=r"scaffold\.yaml:12:35: topics\.digest\.forward\[0\]"):
        edit.remove(source, TOPIC, "changes")
    with pytest.raises(SpecEditError, match=r"scaffold\.yaml:11:12: topics\.changes\.about"):
        edit.remove(source, LANGUAGE.kind("model"), "note")
    assert "digest" not in edit.remove(source, TOPIC, "digest")


def test_the_writer_has_the_section_in_order() -> None:
    """Behind the other kinds, before the settings."""
    text = writer.write(
        {"stages": ["dev"], "topics": {"news": {"about": "note"}}, "models": {}}, LANGUAGE.kinds
    )

    assert text.endswith("models: {}\n\ntopics:\n  news:\n    about: note\n\nstages: [dev]\n")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder of templates for topics."""
    folder = tmp_path / "templates" / "topics" / "backend" / "{package}"
    folder.mkdir(parents=True)
    (folder / "{topic}.py.jinja").write_text("RETRIES = <%= topic.retries %>\n")
    (folder / "{topics}").mkdir()
    (folder / "{topics}" / "{Topic}Page.tsx.jinja").write_text("")
    return tmp_path / "templates"


def test_template_paths_name_the_kind(templates: Path) -> None:
    """The folder of the section is a feature, and a path repeats for each topic."""
    spec = reader.parse(SPEC, language=LANGUAGE)
    catalog = read_catalog(templates, LANGUAGE.kinds)

    files = render(plan(spec, catalog), spec, catalog)

    assert {str(file.plan.target): file.content for file in files} == {
        "backend/my_app/changes.py": b"RETRIES = 3\n",
        "backend/my_app/changes/ChangesPage.tsx": b"",
        "backend/my_app/digest.py": b"RETRIES = 3\n",
        "backend/my_app/digests/DigestPage.tsx": b"",
    }


@pytest.fixture
def project(tmp_path: Path, templates: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the files of the topics, where the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scaffold.yaml").write_text(SPEC)
    spec = reader.parse(SPEC, language=LANGUAGE)
    catalog = read_catalog(templates, LANGUAGE.kinds)
    files = render(plan(spec, catalog), spec, catalog)
    for file in files:
        path = tmp_path / file.plan.target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (tmp_path / ".scaffold").mkdir()
    (tmp_path / LOCK_PATH).write_text(lock.dump(lock.build_lock(files, SPEC)))
    return tmp_path


def run(command: ModuleType, *arguments: str) -> str:
    """The output of a command that runs with the extended language; raises its error."""
    program = typer.Typer()
    program.callback()(lambda: None)
    if hasattr(command, "app"):
        program.add_typer(command.app, name=command.NAME)
    else:
        program.command(command.NAME)(command.command)
    result = CliRunner().invoke(program, [command.NAME, *arguments], obj=LANGUAGE)
    if isinstance(result.exception, ScaffoldError):
        raise result.exception
    return result.output


def test_scaffold_check_lists_the_entities(project: Path) -> None:
    """Beside those of the other kinds."""
    assert "  topics     changes, digest\n" in run(check, str(project))


def test_scaffold_schema_has_the_section() -> None:
    """As the library does."""
    assert run(schema) == json_schema(LANGUAGE)


def test_scaffold_explain_names_the_entity_and_the_reason(project: Path) -> None:
    """The line of the spec that a file is generated for."""
    said = run(explain, str(project / "backend/my_app/changes.py"))

    assert "  feature   topics: the application has topics\n" in said
    assert "  from      topics.changes (scaffold.yaml:10)\n" in said


def test_scaffold_add_offers_the_kind(tmp_path: Path) -> None:
    """In its help, with the words of its row; a kind without flags needs no module."""
    (tmp_path / "scaffold.yaml").write_text(SPEC)
    said = run(add, "--help")

    assert "topic" in said
    assert "Add a topic: an SNS topic." in said
    with pytest.raises(ScaffoldError, match=r'topics\.alerts: "about" is required'):
        run(add, "topic", "alerts", "--yes", "--project", str(tmp_path))


def test_scaffold_rename_and_remove_take_the_kind(tmp_path: Path) -> None:
    """By its singular or its plural."""
    spec = tmp_path / "scaffold.yaml"
    spec.write_text(SPEC)

    assert "Renamed the topic changes to edits" in run(
        rename, "topics", "changes", "edits", "--project", str(tmp_path)
    )
    assert "Removed the topic digest" in run(remove, "topic", "digest", "--project", str(tmp_path))
    assert "  edits:\n    about: note\n    renamed_from: changes\n" in spec.read_text()
    with pytest.raises(ScaffoldError, match=r'no kind "topik"; did you mean "topic"\?'):
        run(remove, "topik", "edits", "--project", str(tmp_path))


class ClockKeys(Document):
    """The keys of a made-up trigger."""

    clock: Annotated[str, Reference("topic")] | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ClockTrigger:
    """A resolved trigger of the made-up type."""

    topic: Name


def resolve_clock(_resolution: Resolution, _path: SpecPath, keys: ClockKeys) -> Any:  # noqa: ANN401 - no trigger of ours
    """The trigger."""
    return ClockTrigger(Name(keys.clock or ""))


CLOCK = TriggerType("clock", "{clock: news}", ClockKeys, resolve_clock, 60, "a clock waits 60 s")


class FunctionWithClockDocument(FunctionDocument):
    """A function that a clock may call."""

    trigger: trigger_list(trigger_document((*TRIGGERS, CLOCK))) | None = None  # type: ignore[valid-type]  # a type


FUNCTION_WITH_CLOCK = FUNCTION._replace(
    definition=lambda: FUNCTION.definition()._replace(document=FunctionWithClockDocument),
)


@dataclass(frozen=True, slots=True)
class SpecWithClocks(SpecWithTopics):
    """A spec whose functions may have the made-up trigger."""

    functions: tuple[Any, ...] = field(metadata=section(FUNCTION_WITH_CLOCK))


CLOCKS = Language(SpecWithClocks)


def test_a_trigger_is_a_row() -> None:
    """It resolves beside the others."""
    function = "functions:\n  tick: {trigger: [{clock: changes}, {http: GET /tick}]}\n"

    [tick] = reader.parse(f"{SPEC}{function}", language=CLOCKS).functions

    assert str(tick.triggers[0]) == "ClockTrigger(topic='changes')"
    assert [trigger.path for trigger in tick.http] == ["/tick"]


@pytest.mark.parametrize(
    ("trigger", "message"),
    [
        ("{clock: change}", 'no topic "change"; did you mean "changes"?'),
        ("{clok: changes}", 'unknown key "clok"; did you mean "clock"?'),
        ("{zone: Asia/Seoul, http: GET /tick}", "zone goes with clock only"),
        ("{zone: Asia/Seoul}", "needs either http or upload or clock: write {http:"),
        ("{clock: changes}, timeout: 61 seconds", "a clock waits 60 s"),
    ],
)
def test_the_errors_of_a_trigger_follow_from_its_row(trigger: str, message: str) -> None:
    """Its keys, its references, its limits."""
    with pytest.raises(SpecError) as caught:
        reader.parse(f"{SPEC}functions:\n  tick: {{trigger: {trigger}}}\n", language=CLOCKS)

    assert message in str(caught.value)
