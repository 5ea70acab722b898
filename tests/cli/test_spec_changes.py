"""`scaffold add`, `remove` and `rename`: the spec is changed, shown, or left as it was."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from cli.program import CTRL_C, DOWN, ENTER, answer, ending, limit_files

from scaffold.project import workspace
from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pexpect
    from cli.program import Program

    Start = Callable[..., pexpect.spawn[str]]

pytestmark = pytest.mark.slow

SPEC = """\
scaffold: 1
app: my-app   # ours
auth: {groups: [admins]}

models:
  note:
    fields: {title: string}

buckets:
  photos: {}

functions:
  shrink:
    trigger: {upload: photos}
"""


@pytest.fixture
def spec(scaffold: Program) -> Path:
    """A spec where the program runs."""
    path = scaffold.folder / "scaffold.yaml"
    path.write_text(SPEC)
    return path


@pytest.mark.parametrize(
    ("arguments", "done"),
    [
        (("add", "bucket", "films", "--yes"), "Added the bucket films"),
        (("rename", "bucket", "photos", "films"), "Renamed the bucket photos to films"),
        (("rename", "field", "note.title", "heading"), "Renamed the field note.title to heading"),
        (("remove", "model", "note"), "Removed the model note"),
    ],
)
def test_json_output(scaffold: Program, spec: Path, arguments: tuple[str, ...], done: str) -> None:
    """One object, with the plan where there is a project."""
    alone = json.loads(scaffold.run(*arguments, "--json").out)
    spec.unlink()
    (scaffold.folder / "spec.yaml").write_text(SPEC)
    assert scaffold.run("new", "app", "--spec", "spec.yaml", "--no-git").code == 0

    there = json.loads(scaffold.run(*arguments, "--project", "app", "--json").out)

    assert (alone["done"], there["done"], alone["plan"]) == (done, done, None)
    assert there["remarks"] == alone["remarks"]
    assert there["plan"]["files"]
    assert there["plan"] == json.loads(scaffold.run("plan", "app", "--json").out)


def test_project_option_takes_a_spec_file(scaffold: Program, spec: Path) -> None:
    """What becomes of it is shown all the same, and what to type next."""
    spec.rename(scaffold.folder / "spec.yaml")
    assert scaffold.run("new", "app", "--spec", "spec.yaml", "--no-git").code == 0

    done = scaffold.run("add", "bucket", "films", "--yes", "--project", "app/scaffold.yaml")

    assert (done.code, done.err) == (0, "")
    assert "\nscaffold regenerate app will make these changes:\n" in done.out
    assert "\ncreate    frontend/src/generated/buckets/films.ts\n" in done.out


def test_json_when_the_deployment_is_unknown(scaffold: Program, spec: Path) -> None:
    """It is made, and the template that a person broke is named in the plan."""
    spec.rename(scaffold.folder / "spec.yaml")
    assert scaffold.run("new", "app", "--spec", "spec.yaml", "--no-git").code == 0
    template = scaffold.folder / "app/template.yaml"
    template.write_text(template.read_text() + "\nmine: [\n")

    done = scaffold.run("add", "bucket", "films", "--yes", "--json", "--project", "app")

    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["done"] == "Added the bucket films"
    assert answer["plan"]["unknown"].startswith("template.yaml:")
    assert answer["plan"]["totals"]["create"] > 1
    assert "  films: {}\n" in (scaffold.folder / "app/scaffold.yaml").read_text()


def test_warning_when_regeneration_fails(scaffold: Program, spec: Path) -> None:
    """The spec is changed all the same, and a script hears why there is no plan."""
    spec.rename(scaffold.folder / "spec.yaml")
    assert scaffold.run("new", "app", "--spec", "spec.yaml", "--no-git").code == 0
    (scaffold.folder / "app/.scaffold/lock").write_text("mine\n")

    done = scaffold.run("add", "bucket", "films", "--yes", "--json", "--project", "app")

    assert done.code == 0
    assert json.loads(done.out)["plan"] is None
    assert done.err.startswith("warning: app/.scaffold/lock:1: the lock is damaged. ")
    assert "  films: {}\n" in (scaffold.folder / "app/scaffold.yaml").read_text()


def test_add_model(scaffold: Program, spec: Path) -> None:
    """What has changed is shown, and nothing else has."""
    done = scaffold.run(
        *("add", "model", "video", "--field", "title:string,max=120"),
        *("--field", "status:enum(new,ready),default=new", "--access", "delete=owner,admins"),
        *("--index", "status"),
    )

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Added the model video\n"
        "  @@ -7,2 +7,8 @@\n"
        "       fields: {title: string}\n"
        "  +  video:\n"
        "  +    fields:\n"
        "  +      title: {type: string, max: 120}\n"
        "  +      status: {enum: [new, ready], default: new}\n"
        "  +    access: {delete: [owner, admins]}\n"
        "  +    index: [status]\n"
        "   \n"
    )
    (index,) = reader.parse(spec.read_text()).model("video").index
    assert index.by == ("owner", "status")
    assert [line for line in SPEC.splitlines() if line not in spec.read_text().splitlines()] == []


def test_add_bucket_and_function(scaffold: Program, spec: Path) -> None:
    """In the other sections."""
    scaffold.run("add", "bucket", "drafts", "--accept", "image/*", "--expire", "30 days")
    done = scaffold.run(
        *("add", "function", "resize", "--trigger", "upload=drafts,suffix=.png"),
        *("--uses", "models.note=write", "--memory", "1024", "--env", "DETAIL=low"),
    )

    assert (done.code, done.err) == (0, "")
    assert "  drafts: {accept: [image/*], expire: 30 days}\n" in spec.read_text()
    assert spec.read_text().endswith(
        "  resize:\n"
        "    trigger: {upload: drafts, suffix: .png}\n"
        "    uses: {models: {note: write}}\n"
        "    memory: 1024\n"
        "    env: {DETAIL: low}\n"
    )


def test_remove_function(scaffold: Program, spec: Path) -> None:
    """The section goes with its last entry."""
    done = scaffold.run("remove", "function", "shrink")

    assert done.out.startswith("Removed the function shrink\n")
    assert spec.read_text() == SPEC[: SPEC.index("\nfunctions")]


def test_rename_bucket(scaffold: Program, spec: Path) -> None:
    """Everywhere, and its first name is noted; from another folder."""
    done = scaffold.run("rename", "bucket", "photos", "images", "--project", ".", cwd="/")
    assert done.code == 2

    done = scaffold.run(
        "rename", "buckets", "photos", "images", "--project", str(spec.parent), cwd="/"
    )

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(
        "Its URL path is now /buckets/images\nYour own code may still say photos\n"
    )
    assert spec.read_text() == SPEC.replace("photos: {}", "photos: {renamed_from: photos}").replace(
        "photos: {r", "images: {r"
    ).replace("upload: photos", "upload: images")


def test_rename_model_reports_the_url_path(scaffold: Program, spec: Path) -> None:
    """Clients know the old one: how to keep it is said."""
    done = scaffold.run("rename", "model", "note", "memo")

    assert "Its URL path is now /memos; path: notes would keep /notes\n" in done.out
    assert reader.parse(spec.read_text()).model("memo").table_id == "NoteTable"


USAGE_ERRORS = [
    (("add", "model", "note", "--field", "a:string"), 'the model "note" already exists'),
    (("add", "model", "video"), "a model needs fields: pass --field"),
    (("add", "model", "Video", "--field", "a:string"), "is not valid: use lowercase letters"),
    (("add", "model", "video", "--field", "a:strng"), 'did you mean "string"?'),
    (("add", "model", "video", "--field", "a"), "write a name and a type"),
    (("add", "model"), "write the name of the model: scaffold add model NAME"),
    (("add", "modle", "video"), "Did you mean 'model'?"),
    (("add", "function", "f", "--trigger", "upload=photo"), 'did you mean "photos"?'),
    (("add", "function", "shrnk", "--project", "elsewhere"), "elsewhere: no such file"),
    (("remove", "bucket", "photos"), "scaffold.yaml:14:23: functions.shrink.trigger.upload"),
    (("remove", "bucket", "photo"), 'no bucket "photo"; did you mean "photos"?'),
    (("remove", "bucket"), "write the name of the bucket: scaffold remove bucket NAME"),
    (("remove", "table", "note"), 'no kind "table"; use model, bucket, function'),
    (("rename", "field", "title", "x"), "write the field with its model"),
    (("rename", "field", "note.titel", "x"), 'did you mean "title"?'),
    (("rename", "model", "note"), "write the new name too: scaffold rename model OLD NEW"),
    (("rename", "model", "note", "class"), '"class" is a keyword of Python or TypeScript'),
    (("rename", "function", "shrink", "Shrink It"), "is not valid: use lowercase letters"),
    (("rename", "function", "shrnk", "x"), 'did you mean "shrink"?'),
]


@pytest.mark.parametrize(
    ("arguments", "message"), USAGE_ERRORS, ids=lambda each: " ".join(each)[:40]
)
def test_usage_errors_change_nothing(
    scaffold: Program, spec: Path, arguments: tuple[str, ...], message: str
) -> None:
    """The reason is said, and the file is as it was."""
    done = scaffold.run(*arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert spec.read_text() == SPEC
    assert scaffold.leftovers() == ["scaffold.yaml"]


def test_add_repairs_a_broken_spec(scaffold: Program, spec: Path) -> None:
    """It is the result that has to be right."""
    spec.write_text(SPEC.replace("upload: photos", "upload: drafts"))

    assert scaffold.run("check").code == 2
    assert scaffold.run("add", "bucket", "drafts").code == 0
    assert scaffold.run("check").code == 0


def test_bom_line_endings_symlink_and_mode_are_kept(scaffold: Program, spec: Path) -> None:
    """Nothing but the edit."""
    target = scaffold.folder / "elsewhere.yaml"
    before = b"\xef\xbb\xbf" + SPEC.replace("\n", "\r\n").encode()
    target.write_bytes(before)
    target.chmod(0o640)
    spec.unlink()
    spec.symlink_to(target)

    assert scaffold.run("remove", "function", "shrink").code == 0

    assert spec.is_symlink()
    assert before.startswith(target.read_bytes())
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_concurrent_change_is_not_overwritten(spec: Path) -> None:
    """Somebody may have saved it in an editor while questions were answered."""
    with pytest.raises(workspace.WorkspaceError, match="changed in the meantime"):
        workspace.write_spec(spec.parent, SPEC.replace("ours", "mine"), SPEC)

    assert spec.read_text() == SPEC


def test_full_disk_leaves_the_spec(scaffold: Program, spec: Path) -> None:
    """And no half of another one beside it."""
    done = scaffold.run("add", "bucket", "drafts", preexec_fn=lambda: limit_files(100))

    assert (done.code, done.out) == (2, "")
    assert "File too large; nothing was written" in done.err
    assert spec.read_text() == SPEC
    assert scaffold.leftovers() == ["scaffold.yaml"]


def test_add_model_prompts(spec: Path, conversation: Start) -> None:
    """With the questions of scaffold new."""
    child = conversation("add", "model")

    answer(
        child,
        ("What is the model called?", f"video{ENTER}"),
        ("What is the first field of video", ENTER),
        ("What type is", ENTER),
        ("Is title required", ENTER),
        ("Which rules", ENTER),
        ("Add a field to video", ENTER),
        ("Who can use video?", ENTER),
        ("Which fields can people filter", ENTER),
        ("Which fields can people sort", ENTER),
        ("Which URL path", ENTER),
    )

    child.expect_exact("Added the model video")
    child.expect_exact("Next: scaffold new --spec scaffold.yaml")
    assert ending(child) == 0
    assert reader.parse(spec.read_text()).model("video").fields[0].name == "title"


def test_remove_prompts(spec: Path, conversation: Start) -> None:
    """From what there is."""
    child = conversation("remove", "function")

    answer(child, ("Which function", ENTER))

    assert ending(child) == 0
    assert "shrink" not in spec.read_text()


def test_rename_prompts(spec: Path, conversation: Start) -> None:
    """And checked while it is typed."""
    child = conversation("rename", "model")

    answer(child, ("Which model", ENTER), ("What is the new name of note?", f"class{ENTER}"))
    child.expect_exact("is a keyword of Python or TypeScript")
    child.send(f"\x15memo{ENTER}")

    assert ending(child) == 0
    assert "  memo:\n" in spec.read_text()


def test_taken_name_is_rejected_before_prompts(spec: Path, conversation: Start) -> None:
    """Nobody answers ten questions for nothing."""
    child = conversation("add", "bucket", "photos")

    child.expect_exact('the bucket "photos" already exists')
    assert ending(child) == 2
    assert spec.read_text() == SPEC


def test_yes_skips_prompts(spec: Path, conversation: Start) -> None:
    """A bucket has a default for everything."""
    child = conversation("add", "bucket", "drafts", "--yes")

    child.expect_exact("Added the bucket drafts")
    assert ending(child) == 0
    assert "  drafts: {}\n" in spec.read_text()


@pytest.mark.parametrize("moves", [0, 1])
def test_interrupt_leaves_the_spec(spec: Path, conversation: Start, moves: int) -> None:
    """At the first question and at a later one."""
    child = conversation("add", "function")
    answer(
        child,
        ("What is the function called?", f"later{ENTER}"),
        ("What triggers later?", DOWN * moves),
    )
    child.send(CTRL_C)

    assert ending(child) == 130
    assert spec.read_text() == SPEC


def test_an_error_that_a_flag_causes_names_the_flag(scaffold: Program, spec: Path) -> None:
    """And no line of a text that nobody has seen; errors of the spec itself have their lines."""
    function = ("add", "function", "probe", "--yes", "--uses", "models.film=write")
    answer = scaffold.run(*function, "--timeout", "30")
    assert answer.code == 2
    uses, timeout = answer.err.splitlines()
    assert uses == 'error: --uses: functions.probe.uses.models.film: no model "film"'
    assert timeout.startswith("error: --timeout: functions.probe.timeout: must be a duration")

    spec.write_text(SPEC.replace("{title: string}", "{title: strng}"))
    answer = scaffold.run(*function)
    assert answer.code == 2
    assert answer.err.startswith("scaffold.yaml:7:")
    assert "--uses" not in answer.err


def test_an_error_of_new_names_the_option_or_the_folder(scaffold: Program) -> None:
    """Nobody has the text of the example before them."""
    example = scaffold.run("new", "app", "--example", "hello", "--set", "app=XYZ")
    assert (example.code, example.err.partition(" is not valid")[0]) == (
        2,
        'error: --set app=XYZ: "XYZ"',
    )
    folder = scaffold.run("new", "XYZ", "--yes")
    assert folder.code == 2
    assert "the folder's name cannot be the app's: " in folder.err
    assert folder.err.endswith("; or pass --set app=NAME\n")
    assert scaffold.run("new", "XYZ", "--yes", "--set", "app=xyz", "--no-git").code == 0
