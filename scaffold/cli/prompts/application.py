"""The application as a whole: its name, who signs in, where it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.access import BUCKET_OPERATIONS, MODEL_OPERATIONS, opened
from scaffold.names import Name
from scaffold.spec.application import LocalDocument, SpecDocument, ThemeDocument
from scaffold.spec.grammar import REGIONS, RUNTIMES

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft

FALLBACK_NAME: Final = "my-app"

_SIGN_IN: Final = {
    "By e-mail; anybody may sign up": "open",
    "By e-mail; people are invited": "invite",
    "Nobody signs in: everything is public": "none",
}


def proposed_name(folder: str) -> str:
    """The application's name, from that of its folder."""
    words = re.findall(r"[a-z0-9]+", folder.lower())
    return "-".join(words) or FALLBACK_NAME


def ask_name(draft: Draft) -> Draft:
    """Ask how the application is called, and what it is."""
    app = questions.text(
        "Name of the application",
        draft.rules("app"),
        draft.at("app"),
        hint="lower-case, with hyphens",
    )
    draft = draft.put(app, "app")
    title = questions.text(
        "Title",
        draft.rules("title"),
        draft.at("title", default=str(Name(app).label)),
    )
    draft = draft.put(title, "title")
    description = questions.text(
        "Description",
        draft.rules("description"),
        draft.at("description", default=""),
        optional=True,
        hint="empty: none",
    )
    return draft.put_unless("", description, "description")


def ask_sign_in(draft: Draft) -> Draft:
    """Ask who signs in; access rules that this makes meaningless go back to their defaults."""
    had = draft.has_auth
    old = draft.at("auth", "sign_up", default="open") if had else "none"
    chosen = questions.choose("Sign-in", _SIGN_IN, old)
    if chosen == "none":
        draft = draft.drop("auth")
    else:
        auth: Document = draft.at("auth", default={})
        draft = draft.put({**auth, "sign_up": chosen}, "auth")
        draft = draft.put_unless("open", chosen, "auth", "sign_up")
        draft = _ask_groups(draft)
    return draft if draft.has_auth == had else _with_default_access(draft)


def _ask_groups(draft: Draft) -> Draft:
    line = questions.text(
        "Groups of users",
        draft.rules("auth", "groups", read=questions.words),
        ", ".join(draft.groups),
        optional=True,
        hint="with commas; one named admins manages them all; empty: none",
    )
    return draft.put_unless([], questions.words(line), "auth", "groups")


def _with_default_access(draft: Draft) -> Draft:
    for kind, operations in (("models", MODEL_OPERATIONS), ("buckets", BUCKET_OPERATIONS)):
        for name in draft.names(kind):
            rules = {} if draft.has_auth else opened(operations)
            draft = draft.put_unless({}, rules, kind, name, "access")
    for name in draft.names("functions"):
        place = ("functions", name, "trigger")
        given = draft.at(*place)
        if isinstance(given, list):
            draft = draft.put([_open(draft, trigger) for trigger in given], *place)
        elif given:
            draft = draft.put(_open(draft, given), *place)
    return draft


def _open(draft: Draft, trigger: Document) -> Document:
    if "http" not in trigger:
        return trigger
    rule = {} if draft.has_auth else {"access": "public"}
    return {"http": trigger["http"], **rule}


def ask_details(draft: Draft) -> Draft:
    """Ask for the region, stages and theme, unless they are to stay."""
    fields = SpecDocument.model_fields
    region = draft.at("region", default=fields["region"].default)
    stages = draft.at("stages", default=fields["stages"].default)
    color = draft.at("theme", "color", default=ThemeDocument().color)
    shown = f"{region}, stages {' and '.join(stages)}, colour {color}"
    if questions.choose(shown, {"Keep": True, "Change": False}):
        return draft
    region = questions.search("Region", REGIONS, region)
    draft = draft.put_unless(fields["region"].default, region, "region")
    runtime = fields["runtime"].default
    chosen = questions.choose(
        "Runtime", {name: name for name in RUNTIMES}, draft.at("runtime", default=runtime)
    )
    draft = draft.put_unless(runtime, chosen, "runtime")
    line = questions.text(
        "Stages",
        draft.rules("stages", read=questions.words),
        ", ".join(stages),
        hint="with commas; the last one is protected",
    )
    draft = draft.put_unless(fields["stages"].default, questions.words(line), "stages")
    return _ask_engine(_ask_theme(draft))


def _ask_theme(draft: Draft) -> Draft:
    for key, message in (("color", "Colour"), ("radius", "Corner radius")):
        default = getattr(ThemeDocument(), key)
        chosen = questions.text(
            message,
            draft.rules("theme", key),
            draft.at("theme", key, default=default),
        )
        draft = draft.put_unless(default, chosen, "theme", key)
    return draft


def _ask_engine(draft: Draft) -> Draft:
    default = LocalDocument().engine
    engines = {"LocalStack": "localstack", "MiniStack": "ministack"}
    old = draft.at("local", "engine", default=default)
    chosen = questions.choose("AWS on this computer", engines, old)
    return draft.put_unless(default, chosen, "local", "engine")
