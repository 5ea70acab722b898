"""The conversation of `scaffold new`, through a real terminal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pexpect
import pytest
from cli.program import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, SPACE, answer, ending

from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.program import Program

    Start = Callable[..., pexpect.spawn[str]]

pytestmark = pytest.mark.slow

CLEAR_LINE = "\x15"
BACKSPACE = "\x7f"
REDRAW = "\x0c"
# Each question of the short path, by words that stand nowhere else on the screen.
QUESTIONS = (
    "What is the app called?",
    "Which title",
    "What does it do?",
    "Who can sign in?",
    "Which groups",
    "Add a bucket for uploads, such as",
    "What does the app store?",
    "Add a function, such as",
    "color #4f46e5?",
    "What should happen",
)


def test_ten_times_enter_give_an_application(scaffold: Program, conversation: Start) -> None:
    """Every question has an answer that works."""
    child = conversation("new", "--no-git")

    answer(child, *((question, ENTER) for question in QUESTIONS))

    child.expect_exact("Created my-app")
    assert ending(child) == 0
    assert spec_text(scaffold, "my-app") == (
        "# yaml-language-server: $schema=.scaffold/schema.json\n"
        "scaffold: 1\n"
        "app: my-app\n"
        "title: My app\n"
        "\n"
        "auth:\n"
        "\n"
        "models:\n"
        "  note:\n"
        "    fields:\n"
        "      title: {type: string, max: 120}\n"
        "      body: optional text\n"
    )
    assert (scaffold.folder / "my-app" / "template.yaml").is_file()


def test_a_whole_conversation(scaffold: Program, conversation: Start) -> None:
    """Buckets, models with all kinds of fields, functions, and details."""
    child = conversation("new", "--no-git")
    answer(
        child,
        ("What is the app called?", "video-share" + ENTER),
        ("Which title", "Video Share" + ENTER),
        ("What does it do?", "Upload, process and share videos" + ENTER),
        ("Who can sign in?", DOWN + ENTER),
        ("Which groups", "admins, editors" + ENTER),
    )
    child.expect_exact("sign-up invite; groups admins, editors")
    answer(
        child,
        ("Add a bucket for uploads, such as", "videos" + ENTER),
        ("Which types of files", "video/*" + ENTER),
        ("How large", "5 GiB" + ENTER),
        ("After what time", "365 days" + ENTER),
        ("Who can use videos?", DOWN + ENTER),
        ("Add a bucket for uploads (Enter when done)", ENTER),
    )
    child.expect_exact("videos: video/*, up to 5 GiB; read by signed-in")
    answer(
        child,
        ("What does the app store?", DOWN + ENTER),
        ("Add a model, such as", "channel" + ENTER),
    )
    answer(
        child,
        ("What is the first field of channel", "name" + ENTER),
        ("What type is", ENTER),
        ("Is name required", ENTER),
        ("Which rules", SPACE + DOWN * 3 + SPACE + ENTER),
        ("What is the maximum", "60" + ENTER),
        ("Add a field to channel", ENTER),
        ("Who can use channel?", DOWN * 2 + ENTER),
        ("Which fields can people filter", ENTER),
        ("Which fields can people sort", ENTER),
        ("Which URL path", ENTER),
        ("Add a model (Enter when done)", "video" + ENTER),
    )
    answer(
        child,
        ("What is the first field of video", ENTER),
        ("What type is", ENTER),
        ("Is title required", ENTER),
        ("Which rules", ENTER),
        ("Add a field to video", "status" + ENTER),
        ("What type is", DOWN * 9 + ENTER),
        ("Which values", "uploaded, ready, failed" + ENTER),
        ("Is status required", DOWN * 2 + ENTER),
        ("What is the default", ENTER),
        ("Add a field to video", "size" + ENTER),
        ("What type is", DOWN * 2 + ENTER),
        ("Is size required", DOWN + ENTER),
        ("Which rules", DOWN + SPACE + ENTER),
        ("What is the minimum", "0" + ENTER),
        ("Add a field to video", "tags" + ENTER),
        ("What type is", DOWN * 11 + ENTER),
        ("a list of?", ENTER),
        ("Is tags required", DOWN + ENTER),
        ("Which rules", ENTER),
        ("Add a field to video", "channel" + ENTER),
        ("What type is", DOWN * 12 + ENTER),
        ("Which model", ENTER),
        ("Is channel required", ENTER),
        ("Add a field to video", "file" + ENTER),
        ("What type is", DOWN * 13 + ENTER),
        ("Which bucket holds", ENTER),
        ("Is file required", DOWN + ENTER),
        ("Add a field to video", ENTER),
    )
    answer(
        child,
        ("Who can use video?", DOWN * 6 + ENTER),
        ("Who can read video?", SPACE + DOWN * 2 + SPACE + ENTER),
        ("Who can create video?", ENTER),
        ("Who can update video?", ENTER),
        ("Who can delete video?", DOWN + SPACE + ENTER),
        ("Which fields can people filter", DOWN + SPACE + DOWN * 2 + SPACE + ENTER),
        ("Which fields can people sort", SPACE + ENTER),
        ("Which URL path", "films" + ENTER),
        ("Add a model (Enter when done)", ENTER),
    )
    answer(
        child,
        ("Add a function, such as", "probe-video" + ENTER),
        ("What triggers probe-video?", DOWN * 3 + ENTER),
        ("Which request triggers", "POST /probe" + ENTER),
        ("Who can call", SPACE + DOWN * 2 + SPACE + ENTER),
        ("Which other request", ENTER),
        ("Uploads to which bucket", ENTER),
        ("Which file name suffix", ".mp4" + ENTER),
        ("access?", DOWN * 3 + SPACE + DOWN + SPACE + ENTER),
        ("How much memory", "1024" + ENTER),
        ("How long can", "20 seconds" + ENTER),
        ("Add an environment variable", "LOG_DETAIL=low" + ENTER),
        ("removes one of LOG_DETAIL", ENTER),
        ("Add a function (Enter when done)", ENTER),
    )
    child.expect_exact("probe-video: POST /probe, uploads to videos")
    answer(
        child,
        ("color #4f46e5?", DOWN + ENTER),
        ("Which AWS region?", "eu-west-1" + ENTER),
        ("Which Lambda runtime?", ENTER),
        ("Which stages?", "dev, test, prod" + ENTER),
        ("Which accent color?", "#5b5bd6" + ENTER),
        ("Which corner radius?", "10px" + ENTER),
        ("Which AWS emulator", DOWN + ENTER),
        ("What should happen", ENTER),
    )

    child.expect_exact("Created video-share")
    assert ending(child) == 0
    text = spec_text(scaffold, "video-share")
    reader.parse(text)
    assert text == WHOLE


WHOLE = """\
# yaml-language-server: $schema=.scaffold/schema.json
scaffold: 1
app: video-share
title: Video Share
description: Upload, process and share videos
region: eu-west-1

auth: {sign_up: invite, groups: [admins, editors]}

models:
  channel:
    fields: {name: {type: string, max: 60, unique: true}}
    access: {read: public}
  video:
    fields:
      title: string
      status: {enum: [uploaded, ready, failed], default: uploaded}
      size: {type: integer, min: 0, optional: true}
      tags: optional list(string)
      channel: ref(channel)
      file: optional file(videos)
    access: {read: public, delete: [signed-in, owner]}
    index: [status, channel, {sort: title}]
    path: films

buckets:
  videos: {accept: [video/*], max_size: 5 GiB, expire: 365 days, access: {read: signed-in}}

functions:
  probe-video:
    trigger: [{http: POST /probe, access: admins}, {upload: videos, suffix: .mp4}]
    uses: {models: {video: write}, buckets: [videos]}
    memory: 1024
    timeout: 20 seconds
    env: {LOG_DETAIL: low}

stages: [dev, test, prod]
theme: {color: "#5b5bd6", radius: 10px}
local: {engine: ministack}
"""


def test_nobody_signs_in(scaffold: Program, conversation: Start) -> None:
    """Everything that anybody may do is written out."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:3]))
    answer(
        child,
        ("Who can sign in?", DOWN * 2 + ENTER),
        ("Add a bucket for uploads, such as", "photos" + ENTER),
        ("Which types of files", ENTER),
        ("How large", ENTER),
        ("After what time", ENTER),
        ("Add a bucket for uploads (Enter when done)", ENTER),
        ("What does the app store?", ENTER),
        ("Add a function, such as", "greet" + ENTER),
        ("What triggers greet?", ENTER),
        ("Which request triggers", ENTER),
        ("Which other request", "POST /greet" + ENTER),
        ("Which other request", ENTER),
        ("access?", ENTER),
        ("How much memory", ENTER),
        ("How long can", ENTER),
        ("Add an environment variable", ENTER),
        ("Add a function (Enter when done)", ENTER),
        ("color #4f46e5?", ENTER),
        ("What should happen", ENTER),
    )

    child.expect_exact("Created my-app")
    text = spec_text(scaffold, "my-app")
    assert "auth" not in text
    assert "    access: {create: public, update: public, delete: public}\n" in text
    assert "  photos: {access: {create: public, delete: public}}\n" in text
    assert (
        "    trigger: [{http: GET /greet, access: public}, {http: POST /greet, access: public}]\n"
        in text
    )


def test_a_wrong_answer_is_told_while_it_is_typed(conversation: Start) -> None:
    """In the words that the spec's own check uses; the question stays until it is right."""
    child = conversation("new", "--no-git")
    wrong(child, QUESTIONS[0], "My", "needs at least 3 characters")
    wrong(child, "", CLEAR_LINE + "json", '"json" is the name of a Python module: choose another')
    wrong(child, "", ENTER, '"json" is the name of a Python module: choose another')
    child.send(CLEAR_LINE + "photo-shop" + ENTER)
    answer(child, *((question, ENTER) for question in QUESTIONS[1:4]))
    wrong(
        child, QUESTIONS[4], "owner", '"owner" is an access word: choose another name for the group'
    )
    child.send(CLEAR_LINE + ENTER)
    answer(child, (QUESTIONS[5], "photos" + ENTER))
    wrong(child, "Which types of files", "png", '"png" is not a media type: write video/*')
    child.send(CLEAR_LINE + ENTER)
    wrong(child, "How large", "5 gigabytes", "must be a size such as 500 KB, 20 MiB or 5 GiB")


def test_a_section_can_be_changed_at_the_end(scaffold: Program, conversation: Start) -> None:
    """Before anything is written; what else was answered stays."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:-1]))
    answer(
        child,
        (QUESTIONS[-1], DOWN + ENTER),
        (QUESTIONS[0], "diary" + ENTER),
        ("Which title", "Dear Diary" + ENTER),
        ("What does it do?", ENTER),
        (QUESTIONS[-1], DOWN * 4 + ENTER),
        ("Add a model (Enter when done)", "note" + ENTER),
        ("note already exists", ENTER),
        ("Add a field to note", "body" + ENTER),
        ("body already exists", DOWN + ENTER),
        ("Add a field to note", "day" + ENTER),
        ("What type is", DOWN * 5 + ENTER),
        ("Is day required", ENTER),
        ("Add a field to note", ENTER),
        ("Who can use note?", ENTER),
        ("Which fields can people filter", DOWN + SPACE + ENTER),
        ("Which fields can people sort", ENTER),
        ("Which URL path", ENTER),
        ("Add a model (Enter when done)", ENTER),
        (QUESTIONS[-1], ENTER),
    )

    child.expect_exact("Created diary")
    assert ending(child) == 0
    text = spec_text(scaffold, "diary")
    assert "title: Dear Diary\n" in text
    assert text.endswith(
        "  note:\n    fields:\n      title: {type: string, max: 120}\n      day: date\n"
        "    index: [day]\n"
    )


def test_taking_sign_in_away_opens_what_there_is(scaffold: Program, conversation: Start) -> None:
    """Rules that need people who sign in would make no sense."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:-1]))
    answer(child, (QUESTIONS[-1], DOWN * 2 + ENTER), ("Who can sign in?", DOWN * 2 + ENTER))
    answer(child, (QUESTIONS[-1], ENTER))

    child.expect_exact("Created my-app")
    assert "    access: {create: public, update: public, delete: public}\n" in spec_text(
        scaffold, "my-app"
    )


def test_cancelling_writes_nothing(scaffold: Program, conversation: Start) -> None:
    """The last choice of the last question."""
    child = conversation("new")
    answer(child, *((question, ENTER) for question in QUESTIONS[:-1]))
    answer(child, (QUESTIONS[-1], DOWN * 7 + ENTER))

    child.expect_exact("Canceled; nothing was written")
    assert ending(child) == 1
    assert scaffold.leftovers() == []


def test_ctrl_c_at_the_first_question_leaves_nothing(
    scaffold: Program, conversation: Start
) -> None:
    """There is no answer to keep."""
    child = conversation("new")
    answer(child, (QUESTIONS[0], CTRL_C))

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


@pytest.mark.parametrize("number", [1, 3, 9], ids=["a line", "a choice", "the last question"])
def test_ctrl_c_can_discard_the_answers(
    scaffold: Program, conversation: Start, number: int
) -> None:
    """At any question but the first."""
    child = conversation("new")
    answer(child, *((question, ENTER) for question in QUESTIONS[:number]))
    answer(child, (QUESTIONS[number], CTRL_C), ("Keep your answers?", DOWN + ENTER))

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


def test_ctrl_c_twice_discards_the_answers(scaffold: Program, conversation: Start) -> None:
    """Whoever is in a hurry is not asked twice."""
    child = conversation("new")
    answer(child, (QUESTIONS[0], ENTER), (QUESTIONS[1], CTRL_C), ("Keep your answers?", CTRL_C))

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


def test_ctrl_c_keeps_a_draft_that_the_next_run_continues(
    scaffold: Program, conversation: Start
) -> None:
    """All answers are defaults; the draft goes once there is a project."""
    child = conversation("new", "shop", "--no-git")
    answer(
        child,
        (QUESTIONS[0], "Recipe Box" + ENTER),
        *((question, ENTER) for question in QUESTIONS[1:5]),
        (QUESTIONS[5], "photos" + ENTER),
        ("Which types of files", ENTER),
        ("How large", "5 MiB" + ENTER),
        ("After what time", ENTER),
        ("Who can use photos?", ENTER),
        ("Add a bucket for uploads (Enter when done)", CTRL_C),
        ("Keep your answers?", ENTER),
    )
    child.expect_exact(
        "Saved your answers to scaffold.draft.yaml. Continue with: scaffold new shop"
    )
    assert ending(child) == 130
    assert scaffold.leftovers() == ["scaffold.draft.yaml"]

    child = conversation("new", "shop", "--no-git")
    answer(
        child,
        ("has answers of yours", ENTER),
        *((question, ENTER) for question in QUESTIONS[:5]),
        ("Add a bucket for uploads (Enter when done)", ENTER),
        *((question, ENTER) for question in QUESTIONS[6:]),
    )

    child.expect_exact("Created shop")
    assert scaffold.leftovers() == ["shop"]
    text = spec_text(scaffold, "shop")
    assert "app: recipe-box\ntitle: Recipe Box\n" in text
    assert "photos: {max_size: 5 MiB}" in text


def test_a_draft_is_a_spec(scaffold: Program, conversation: Start) -> None:
    """It can be passed by --spec, too."""
    child = conversation("new")
    answer(child, (QUESTIONS[0], "shop" + ENTER), (QUESTIONS[1], CTRL_C), ("Keep your", ENTER))
    assert ending(child) == 130

    done = scaffold.run("new", "--spec", "scaffold.draft.yaml", "--no-git")

    assert (done.code, done.err) == (0, "")
    assert (scaffold.folder / "shop" / "template.yaml").is_file()


def test_a_draft_can_be_deleted(scaffold: Program, conversation: Start) -> None:
    """Starting over begins with the defaults."""
    (scaffold.folder / "scaffold.draft.yaml").write_text("scaffold: 1\napp: shop\nauth:\n")
    child = conversation("new", "--no-git")
    answer(child, ("has answers of yours", DOWN + ENTER))
    answer(child, *((question, ENTER) for question in QUESTIONS))

    child.expect_exact("Created my-app")
    assert ending(child) == 0
    assert scaffold.leftovers() == ["my-app"]


def test_a_damaged_draft_is_an_error(scaffold: Program, conversation: Start) -> None:
    """With its place, and it stays."""
    (scaffold.folder / "scaffold.draft.yaml").write_text("app: [\n")
    child = conversation("new")
    answer(child, ("has answers of yours", ENTER))

    child.expect_exact("scaffold.draft.yaml:2:1:")
    assert ending(child) == 2
    assert scaffold.leftovers() == ["scaffold.draft.yaml"]


def test_escape_goes_back_and_keeps_every_answer(scaffold: Program, conversation: Start) -> None:
    """Across the sections, to the first question and forward again by Enter."""
    child = conversation("new", "--no-git")
    answer(
        child,
        (QUESTIONS[0], "diary" + ENTER),
        (QUESTIONS[1], "Dear Diary" + ENTER),
        (QUESTIONS[2], "What I did" + ENTER),
        (QUESTIONS[3], DOWN + ENTER),
        (QUESTIONS[4], "family" + ENTER),
        (QUESTIONS[5], "photos" + DOWN + ESCAPE),
        (QUESTIONS[4], ESCAPE),
        (QUESTIONS[3], ESCAPE),
        (QUESTIONS[2], ESCAPE),
        (QUESTIONS[1], ESCAPE),
        (QUESTIONS[0], ENTER),
        (QUESTIONS[1], CLEAR_LINE + "My Diary" + ENTER),
    )
    answer(child, *((question, ENTER) for question in QUESTIONS[2:6]))
    answer(child, *((question, ENTER) for question in ("Which types", "How large", "After what")))
    answer(child, ("Who can use photos?", ENTER), ("Type an existing name", ENTER))
    answer(child, *((question, ENTER) for question in QUESTIONS[6:]))

    child.expect_exact("Created diary")
    text = spec_text(scaffold, "diary")
    assert "app: diary\ntitle: My Diary\ndescription: What I did\n" in text
    assert "auth: {sign_up: invite, groups: [family]}\n" in text


def test_escape_leaves_the_options_of_a_field_for_its_type(
    scaffold: Program, conversation: Start
) -> None:
    """And its type for its name, and the fields for the name of the model."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:6]))
    answer(
        child,
        (QUESTIONS[6], DOWN + ENTER),
        ("Add a model, such as", "receipt" + ENTER),
        ("What is the first field of receipt", ESCAPE),
        ("Add a model, such as", CLEAR_LINE + "recipe" + ENTER),
        ("What is the first field of recipe", "servings" + ENTER),
        ("What type is", ENTER),
        ("Is servings required", ENTER),
        ("Which rules", ESCAPE),
        ("Is servings required", ESCAPE),
        ("What type is", DOWN * 2 + ENTER),
        ("Is servings required", ENTER),
        ("Which rules", ENTER),
        ("Add a field to recipe", ENTER),
        ("Who can use recipe?", ENTER),
        ("Which fields can people filter", ENTER),
        ("Which fields can people sort", ENTER),
        ("Which URL path", ENTER),
        ("Add a model (Enter when done)", ENTER),
        *((question, ENTER) for question in QUESTIONS[7:]),
    )

    child.expect_exact("Created my-app")
    assert spec_text(scaffold, "my-app").endswith("  recipe:\n    fields: {servings: integer}\n")


def test_escape_at_the_first_question_does_nothing(conversation: Start) -> None:
    """There is nowhere to go back to."""
    child = conversation("new", "--no-git")
    answer(child, (QUESTIONS[0], ESCAPE))
    child.expect(pexpect.TIMEOUT, timeout=0.3)
    child.send("diary" + ENTER)

    child.expect_exact("Which title")


def test_a_title_becomes_a_name_and_stays_the_title(scaffold: Program, conversation: Start) -> None:
    """People name an application as they would call it."""
    child = conversation("new", "--no-git")
    answer(
        child,
        (QUESTIONS[0], "My Recipe Box" + ENTER),
        ("Using the name my-recipe-box", ""),
        *((question, ENTER) for question in QUESTIONS[1:]),
    )

    child.expect_exact("Created my-recipe-box")
    assert "app: my-recipe-box\ntitle: My Recipe Box\n" in spec_text(scaffold, "my-recipe-box")


def test_names_become_identifiers(conversation: Start) -> None:
    """Kebab-case for buckets and functions, snake_case for models and fields, with a note."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:5]))
    answer(
        child,
        (QUESTIONS[5], "Recipe Photo" + ENTER),
        ("Using the name recipe-photo", ""),
        *((question, ENTER) for question in ("Which types", "How large", "After what time")),
        ("Who can use recipe-photo?", ENTER),
        ("Add a bucket for uploads (Enter when done)", ENTER),
        (QUESTIONS[6], DOWN + ENTER),
        ("Add a model, such as", "CookBook" + ENTER),
        ("Using the name cook_book", ""),
        ("What is the first field of cook_book", "Année parue" + ENTER),
        ("Using the name annee_parue", ""),
        ("What type is", CTRL_C),
    )


def test_the_only_field_is_changed_and_not_removed(conversation: Start) -> None:
    """And the prompt says so."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:6]))
    answer(
        child,
        (QUESTIONS[6], DOWN + ENTER),
        ("Add a model, such as", "recipe" + ENTER),
        ("What is the first field of recipe", ENTER),
        *((question, ENTER) for question in ("What type is", "Is title required", "Which rules")),
        ("Type an existing name to change or remove it (title)", "Title" + ENTER),
        ("Changing title, the only field of recipe", ""),
        ("What type is title?", CTRL_C),
    )


def test_the_end_of_input_is_an_interrupt(scaffold: Program, conversation: Start) -> None:
    """Ctrl-D on an empty line."""
    child = conversation("new")
    answer(child, (QUESTIONS[0], CTRL_D))

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


def test_a_request_to_end_gives_the_terminal_back(scaffold: Program, conversation: Start) -> None:
    """Killed in the middle of a question."""
    child = conversation("new")
    child.expect_exact(QUESTIONS[0])
    child.kill(signal.SIGTERM)

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


@pytest.mark.parametrize(
    ("folder", "name"), [("Photo Shop", "photo-shop"), ("shop", "shop"), ("json", "my-app")]
)
def test_the_folder_proposes_the_name(
    scaffold: Program, conversation: Start, folder: str, name: str
) -> None:
    """As near as the rules allow."""
    child = conversation("new", folder, "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS))

    child.expect_exact(f"Created {folder}")
    assert reader.parse(spec_text(scaffold, folder)).app == name


def wrong(child: pexpect.spawn[str], question: str, keys: str, message: str) -> None:
    """Type what is wrong, and wait for what is said about it; the screen is drawn anew for that."""
    child.expect_exact(question)
    child.send(keys)
    child.send(REDRAW)
    child.expect_exact(message)


def spec_text(scaffold: Program, root: str) -> str:
    """The spec of a project."""
    return (scaffold.folder / root / "scaffold.yaml").read_text(encoding="utf-8")


def test_escape_pressed_several_times_goes_back_once(conversation: Start) -> None:
    """What is typed in the same moment goes nowhere, above all not into the question before."""
    child = conversation("new", "--no-git")
    answer(
        child,
        (QUESTIONS[0], "diary" + ENTER),
        (QUESTIONS[1], "Dear Diary" + ENTER),
        (QUESTIONS[2], "What I did" + ENTER),
        (QUESTIONS[3], ESCAPE + ENTER),
        (QUESTIONS[2], ENTER),
        (QUESTIONS[3], ESCAPE * 3 + "garbage" + ENTER),
        (QUESTIONS[2], ESCAPE * 3 + "garbage" + ENTER),
        (QUESTIONS[1], ENTER),
        (QUESTIONS[2], ENTER),
    )

    child.expect_exact(QUESTIONS[3])
    assert "Traceback" not in str(child.before)


def test_typing_finds_a_type_by_its_name_and_by_its_explanation(
    scaffold: Program, conversation: Start
) -> None:
    """What finds nothing chooses nothing."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:6]))
    answer(
        child,
        (QUESTIONS[6], DOWN + ENTER),
        ("Add a model, such as", "item" + ENTER),
        ("What is the first field of item", "price" + ENTER),
        ("What type is", "decimal" + ENTER),
        ("Is price required", ENTER),
        ("Which rules", ENTER),
        ("Add a field to item", "weight" + ENTER),
        ("What type is", "number" + ENTER),
        ("Is weight required", ENTER),
        ("Which rules", "ai" + ENTER),
        ("Add a field to item", "code" + ENTER),
        ("What type is", "nothing" + ENTER + BACKSPACE * 7 + "url" + ENTER),
        ("Is code required", ENTER),
        ("Which rules", ENTER),
        ("Add a field to item", ENTER),
        ("Who can use item?", ENTER),
        ("Which fields can people filter", ENTER),
        ("Which fields can people sort", ENTER),
        ("Which URL path", ENTER),
        ("Add a model (Enter when done)", ENTER),
        *((question, ENTER) for question in QUESTIONS[7:]),
    )

    child.expect_exact("Created my-app")
    assert spec_text(scaffold, "my-app").endswith(
        "      price: number\n      weight: number\n      code: url\n"
    )
