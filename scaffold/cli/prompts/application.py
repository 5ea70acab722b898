"""Prompts for the application as a whole: its name, who signs in, where it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts.access import BUCKET_OPERATIONS, MODEL_OPERATIONS, public_access
from scaffold.cli.prompts.naming import to_name
from scaffold.cli.prompts.prompter import words
from scaffold.names import Name
from scaffold.spec.application import LocalDocument, SpecDocument, ThemeDocument
from scaffold.spec.grammar import REGIONS, RUNTIMES

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter

_SIGN_IN: Final = {
    "Anyone, with an email address": "open",
    "People who are invited, by email": "invite",
    "Nobody: everything is public": "none",
}


def ask_name(prompter: Prompter, draft: Draft) -> Draft:
    """Ask for the name; a title such as `My Recipe Box` becomes a name, and stays the title."""
    typed = prompter.text(
        "What is the app called?",
        lambda typed: draft.problem_with(to_name(typed, "-"), "app"),
        draft.at("app"),
        hint="a title such as My Recipe Box, or a name such as recipe-box",
    )
    name = to_name(typed, "-")
    if name != typed:
        prompter.note(f"Using the name {name}, for the folder and for AWS")
        if draft.problem_with(typed, "title") is None:
            draft = draft.put(typed, "title")
    return draft.put(name, "app")


def ask_title(prompter: Prompter, draft: Draft) -> Draft:
    """Ask for the title that pages show."""
    title = prompter.text(
        "Which title do its pages show?",
        lambda line: draft.problem_with(line, "title"),
        draft.at("title", default=str(Name(draft.at("app")).label)),
    )
    return draft.put(title, "title")


def ask_description(prompter: Prompter, draft: Draft) -> Draft:
    """Ask for the description."""
    description = prompter.text(
        "What does it do?",
        draft.check_at("description"),
        draft.at("description", default=""),
        optional=True,
        hint="one sentence; Enter to skip",
    )
    return draft.put_unless_default("", description, "description")


def ask_sign_in(prompter: Prompter, draft: Draft) -> Draft:
    """Ask who signs in; access rules that no longer make sense return to their defaults."""
    had_auth = draft.has_auth
    old = draft.at("auth", "sign_up", default="open") if had_auth else "none"
    chosen = prompter.choose("Who can sign in?", _SIGN_IN, old)
    if chosen == "none":
        draft = draft.drop("auth")
    else:
        auth: Document = draft.at("auth", default={})
        draft = draft.put({**auth, "sign_up": chosen}, "auth")
        draft = draft.put_unless_default("open", chosen, "auth", "sign_up")
    return draft if draft.has_auth == had_auth else _with_default_access(draft)


def ask_groups(prompter: Prompter, draft: Draft) -> Draft:
    """Ask for the groups of users, if people sign in."""
    if not draft.has_auth:
        return draft
    line = prompter.text(
        "Which groups of users are there?",
        draft.check_at("auth", "groups", read=words),
        ", ".join(draft.groups),
        optional=True,
        hint="comma-separated; admins manage all groups; Enter for none",
    )
    return draft.put_unless_default([], words(line), "auth", "groups")


def _with_default_access(draft: Draft) -> Draft:
    for section, operations in (("models", MODEL_OPERATIONS), ("buckets", BUCKET_OPERATIONS)):
        for name in draft.names(section):
            rules = {} if draft.has_auth else public_access(operations)
            draft = draft.put_unless_default({}, rules, section, name, "access")
    for name in draft.names("functions"):
        path = ("functions", name, "trigger")
        trigger = draft.at(*path)
        if isinstance(trigger, list):
            draft = draft.put([_with_trigger_access(draft, each) for each in trigger], *path)
        elif trigger:
            draft = draft.put(_with_trigger_access(draft, trigger), *path)
    return draft


def _with_trigger_access(draft: Draft, trigger: Document) -> Document:
    if "http" not in trigger:
        return trigger
    access = {} if draft.has_auth else {"access": "public"}
    return {"http": trigger["http"], **access}


def ask_settings(prompter: Prompter, draft: Draft) -> Draft:
    """Ask for the region, runtime, stages, theme and emulator, unless the person keeps them."""
    fields = SpecDocument.model_fields
    region = draft.at("region", default=fields["region"].default)
    stages = draft.at("stages", default=fields["stages"].default)
    color = draft.at("theme", "color", default=ThemeDocument().color)
    shown = f"region {region}, stages {' and '.join(stages)}, color {color}"
    if prompter.choose(f"Keep {shown}?", {"Keep them": True, "Change them": False}):
        return draft
    region = prompter.choose("Which AWS region?", {name: name for name in REGIONS}, region)
    draft = draft.put_unless_default(fields["region"].default, region, "region")
    runtime = fields["runtime"].default
    chosen = prompter.choose(
        "Which Lambda runtime?",
        {name: name for name in RUNTIMES},
        draft.at("runtime", default=runtime),
    )
    draft = draft.put_unless_default(runtime, chosen, "runtime")
    line = prompter.text(
        "Which stages?",
        draft.check_at("stages", read=words),
        ", ".join(stages),
        hint="comma-separated; the last one is protected from data loss",
    )
    draft = draft.put_unless_default(fields["stages"].default, words(line), "stages")
    return _ask_engine(prompter, _ask_theme(prompter, draft))


def _ask_theme(prompter: Prompter, draft: Draft) -> Draft:
    for key, message in (("color", "Which accent color?"), ("radius", "Which corner radius?")):
        default = getattr(ThemeDocument(), key)
        old = draft.at("theme", key, default=default)
        chosen = prompter.text(message, draft.check_at("theme", key), old)
        draft = draft.put_unless_default(default, chosen, "theme", key)
    return draft


def _ask_engine(prompter: Prompter, draft: Draft) -> Draft:
    default = LocalDocument().engine
    chosen = prompter.choose(
        "Which AWS emulator does docker compose start?",
        {"LocalStack": "localstack", "MiniStack": "ministack"},
        draft.at("local", "engine", default=default),
    )
    return draft.put_unless_default(default, chosen, "local", "engine")
