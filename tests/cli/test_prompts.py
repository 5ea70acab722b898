"""The conversation of `scaffold new`, through a real terminal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from cli.program import CTRL_C, CTRL_D, DOWN, ENTER, SPACE, answer, ending

from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable

    import pexpect
    from cli.program import Program

    Start = Callable[..., pexpect.spawn[str]]

pytestmark = pytest.mark.slow

CLEAR_LINE = "\x15"
REDRAW = "\x0c"
# Each question of the short path, by words that stand nowhere else on the screen.
QUESTIONS = (
    "Name of the application",
    "Title",
    "Description",
    "Sign-in:",
    "Groups of users",
    "First bucket for uploads",
    "It keeps:",
    "First function of your own",
    "colour #4f46e5:",
    "This is the spec:",
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
        ("Name of the application", "video-share" + ENTER),
        ("Title", "Video Share" + ENTER),
        ("Description", "Upload, process and share videos" + ENTER),
        ("Sign-in:", DOWN + ENTER),
        ("Groups of users", "admins, editors" + ENTER),
    )
    child.expect_exact("sign-up invite; groups admins, editors")
    answer(
        child,
        ("First bucket for uploads", "videos" + ENTER),
        ("Types of files", "video/*" + ENTER),
        ("Largest file", "5 GiB" + ENTER),
        ("Deleted after", "365 days" + ENTER),
        ("Who may use videos:", DOWN + ENTER),
        ("Another bucket for uploads", ENTER),
    )
    child.expect_exact("videos: video/*, up to 5 GiB; read by signed-in")
    answer(child, ("It keeps:", DOWN + ENTER), ("First model", "channel" + ENTER))
    answer(
        child,
        ("First field of channel", "name" + ENTER),
        ("Type:", ENTER),
        ("name is:", ENTER),
        ("Limits:", SPACE + DOWN * 3 + SPACE + ENTER),
        ("At most (empty: no limit)", "60" + ENTER),
        ("Another field of channel", ENTER),
        ("Who may use channel:", DOWN * 2 + ENTER),
        ("Listed by:", ENTER),
        ("Path in addresses", ENTER),
        ("Another model", "video" + ENTER),
    )
    answer(
        child,
        ("First field of video", ENTER),
        ("Type:", ENTER),
        ("title is:", ENTER),
        ("Limits:", ENTER),
        ("Another field of video", "status" + ENTER),
        ("Type:", DOWN * 9 + ENTER),
        ("Values", "uploaded, ready, failed" + ENTER),
        ("status is:", DOWN * 2 + ENTER),
        ("Default:", ENTER),
        ("Another field of video", "size" + ENTER),
        ("Type:", DOWN * 2 + ENTER),
        ("size is:", DOWN + ENTER),
        ("Limits:", DOWN + SPACE + ENTER),
        ("At least (empty: no limit)", "0" + ENTER),
        ("Another field of video", "tags" + ENTER),
        ("Type:", DOWN * 10 + ENTER),
        ("A list of:", ENTER),
        ("tags is:", DOWN + ENTER),
        ("Limits:", ENTER),
        ("Another field of video", "channel" + ENTER),
        ("Type:", DOWN * 12 + ENTER),
        ("An item of:", ENTER),
        ("channel is:", ENTER),
        ("Another field of video", "file" + ENTER),
        ("Type:", DOWN * 13 + ENTER),
        ("An object of:", ENTER),
        ("file is:", DOWN + ENTER),
        ("Another field of video", ENTER),
    )
    answer(
        child,
        ("Who may use video:", DOWN * 6 + ENTER),
        ("Who may read:", SPACE + DOWN * 2 + SPACE + ENTER),
        ("Who may create:", ENTER),
        ("Who may update:", ENTER),
        ("Who may delete:", DOWN + SPACE + ENTER),
        ("Listed by:", DOWN + SPACE + DOWN * 2 + SPACE + ENTER),
        ("Path in addresses", "films" + ENTER),
        ("Another model", ENTER),
    )
    answer(
        child,
        ("First function of your own", "probe-video" + ENTER),
        ("What calls probe-video:", DOWN * 3 + ENTER),
        ("Request (", "POST /probe" + ENTER),
        ("Who may call it:", SPACE + DOWN * 2 + SPACE + ENTER),
        ("Another request", ENTER),
        ("Uploaded to:", ENTER),
        ("Only names that end with", ".mp4" + ENTER),
        ("It may use:", DOWN * 3 + SPACE + DOWN + SPACE + ENTER),
        ("Memory in MB", "1024" + ENTER),
        ("Timeout", "20 seconds" + ENTER),
        ("Environment variable", "LOG_DETAIL=low" + ENTER),
        ("there: LOG_DETAIL", ENTER),
        ("Another function of your own", ENTER),
    )
    child.expect_exact("probe-video: POST /probe, uploads to videos")
    answer(
        child,
        ("colour #4f46e5:", DOWN + ENTER),
        ("Region:", "eu-west-1" + ENTER),
        ("Runtime:", ENTER),
        ("Stages", "dev, test, prod" + ENTER),
        ("Colour", "#5b5bd6" + ENTER),
        ("Corner radius", "10px" + ENTER),
        ("AWS on this computer:", DOWN + ENTER),
        ("This is the spec:", ENTER),
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
    index: [status, channel]
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
        ("Sign-in:", DOWN * 2 + ENTER),
        ("First bucket for uploads", "photos" + ENTER),
        ("Types of files", ENTER),
        ("Largest file", ENTER),
        ("Deleted after", ENTER),
        ("Another bucket for uploads", ENTER),
        ("It keeps:", ENTER),
        ("First function of your own", "greet" + ENTER),
        ("What calls greet:", ENTER),
        ("Request (", ENTER),
        ("Another request", "POST /greet" + ENTER),
        ("Another request", ENTER),
        ("It may use:", ENTER),
        ("Memory in MB", ENTER),
        ("Timeout", ENTER),
        ("Environment variable", ENTER),
        ("Another function of your own", ENTER),
        ("colour #4f46e5:", ENTER),
        ("This is the spec:", ENTER),
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
    wrong(child, "", " App", '"My App" is not valid: use lowercase letters')
    wrong(child, "", CLEAR_LINE + "json", '"json" is the name of a Python module: choose another')
    wrong(child, "", ENTER, '"json" is the name of a Python module: choose another')
    child.send(CLEAR_LINE + "photo-shop" + ENTER)
    answer(child, *((question, ENTER) for question in QUESTIONS[1:4]))
    wrong(child, QUESTIONS[4], "owner", '"owner" is an access word: call the group something else')
    child.send(CLEAR_LINE + ENTER)
    answer(child, (QUESTIONS[5], "photos" + ENTER))
    wrong(child, "Types of files", "png", '"png" is not a media type: write video/*')
    child.send(CLEAR_LINE + ENTER)
    wrong(child, "Largest file", "5 gigabytes", "must be a size such as 500 KB, 20 MiB or 5 GiB")


def test_a_section_can_be_changed_at_the_end(scaffold: Program, conversation: Start) -> None:
    """Before anything is written; what else was answered stays."""
    child = conversation("new", "--no-git")
    answer(child, *((question, ENTER) for question in QUESTIONS[:-1]))
    answer(
        child,
        (QUESTIONS[-1], DOWN + ENTER),
        (QUESTIONS[0], "diary" + ENTER),
        ("Title", "Dear Diary" + ENTER),
        ("Description", ENTER),
        (QUESTIONS[-1], DOWN * 4 + ENTER),
        ("Another model", "note" + ENTER),
        ("note is there", ENTER),
        ("Another field of note", "body" + ENTER),
        ("body is there", DOWN + ENTER),
        ("Another field of note", "day" + ENTER),
        ("Type:", DOWN * 5 + ENTER),
        ("day is:", ENTER),
        ("Another field of note", ENTER),
        ("Who may use note:", ENTER),
        ("Listed by:", DOWN + SPACE + ENTER),
        ("Path in addresses", ENTER),
        ("Another model", ENTER),
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
    answer(child, (QUESTIONS[-1], DOWN * 2 + ENTER), ("Sign-in:", DOWN * 2 + ENTER))
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

    child.expect_exact("Cancelled; nothing was written")
    assert ending(child) == 1
    assert scaffold.leftovers() == []


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=QUESTIONS)
def test_ctrl_c_leaves_nothing(scaffold: Program, conversation: Start, number: int) -> None:
    """At whichever question."""
    child = conversation("new")
    answer(child, *((question, ENTER) for question in QUESTIONS[:number]))
    answer(child, (QUESTIONS[number], CTRL_C))

    child.expect_exact("Interrupted; nothing was written")
    assert ending(child) == 130
    assert scaffold.leftovers() == []


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
