"""Prompts for a function: a Lambda function with code of the user's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from scaffold.cli.prompts.access import ask_rule, words_of
from scaffold.cli.prompts.collection import Collection

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter

    # A section of the spec, a name in it, and read, write or call.
    Permission: TypeAlias = tuple[str, str, str]

_DEFAULT_MEMORY: Final = 512
_DEFAULT_TIMEOUT: Final = "10 seconds"


def _ask_function(prompter: Prompter, draft: Draft, name: str) -> Draft:
    path = ("functions", name)
    if draft.at(*path) is None:
        draft = draft.put({}, *path)
    draft = _ask_triggers(prompter, draft, path)
    draft = _ask_uses(prompter, draft, path)
    memory = prompter.text(
        f"How much memory does {name} need, in MB?",
        draft.check_at(*path, "memory", read=_integer),
        str(draft.at(*path, "memory", default=_DEFAULT_MEMORY)),
        hint="more memory also means more CPU",
    )
    draft = draft.put_unless_default(_DEFAULT_MEMORY, _integer(memory), *path, "memory")
    timeout = prompter.text(
        f"How long can {name} run?",
        draft.check_at(*path, "timeout"),
        draft.at(*path, "timeout", default=_DEFAULT_TIMEOUT),
    )
    draft = draft.put_unless_default(_DEFAULT_TIMEOUT, timeout, *path, "timeout")
    return _ask_environment(prompter, draft, path)


def _minimal(_draft: Draft) -> Document:
    return {}


PROMPTS: Final = Collection(
    step=3,
    path=("functions",),
    noun="function",
    example="resize-photo",
    separator="-",
    minimal=_minimal,
    ask=_ask_function,
)


def _ask_triggers(prompter: Prompter, draft: Draft, path: tuple[str, str]) -> Draft:
    trigger_path = (*path, "trigger")
    value = draft.at(*trigger_path, default=[])
    old: list[Document] = value if isinstance(value, list) else [value]
    options = {"An HTTP request": ("http",), "Nothing: other code calls it": ()}
    if draft.names("buckets"):
        options["An uploaded file"] = ("upload",)
        options["An HTTP request or an uploaded file"] = ("http", "upload")
    default = tuple(kind for kind in ("http", "upload") if any(kind in trigger for trigger in old))
    chosen = prompter.choose(f"What triggers {path[1]}?", options, default if old else ("http",))
    triggers: list[Document] = []
    if "http" in chosen:
        triggers = _ask_routes(prompter, draft, path, [route for route in old if "http" in route])
    if "upload" in chosen:
        previous = next((trigger for trigger in old if "upload" in trigger), {})
        triggers.append(_ask_upload(prompter, draft, path, triggers, previous))
    return draft.put_unless_default(
        [], triggers[0] if len(triggers) == 1 else triggers, *trigger_path
    )


def _ask_routes(
    prompter: Prompter, draft: Draft, path: tuple[str, str], old: list[Document]
) -> list[Document]:
    """Ask for HTTP requests until Enter; the first one is required."""
    trigger_path = (*path, "trigger")
    access: Document = {} if draft.has_auth else {"access": "public"}
    routes: list[Document] = []
    while True:
        previous = old[len(routes)] if len(routes) < len(old) else {}
        known = ", ".join(route["http"] for route in routes)
        line = prompter.text(
            f"Which other request triggers {path[1]}, besides {known}?"
            if routes
            else f"Which request triggers {path[1]}?",
            lambda line: draft.problem_with([*routes, {"http": line, **access}], *trigger_path),
            previous.get("http", "" if routes else f"GET /{path[1]}"),
            optional=bool(routes),
            hint="Enter when done" if routes else "method and path, such as GET /greetings/{name}",
        )
        if not line:
            return routes
        route = {"http": line, **access}
        if draft.has_auth:
            rule = ask_rule(
                prompter,
                f"Who can call {line}?",
                ["signed-in", "public", *draft.groups],
                words_of(previous.get("access", "signed-in")),
                partial(_route_problem, draft, trigger_path, routes, line),
            )
            route |= {} if rule == "signed-in" else {"access": rule}
        routes.append(route)


def _route_problem(
    draft: Draft, path: tuple[str, ...], routes: list[Document], line: str, rule: object
) -> str | None:
    return draft.problem_with([*routes, {"http": line, "access": rule}], *path)


def _ask_upload(
    prompter: Prompter,
    draft: Draft,
    path: tuple[str, str],
    routes: list[Document],
    previous: Document,
) -> Document:
    buckets = {name: name for name in draft.names("buckets")}
    bucket = prompter.choose(
        f"Uploads to which bucket trigger {path[1]}?", buckets, previous.get("upload")
    )
    trigger = {"upload": bucket}
    suffix = prompter.text(
        f"Which file name suffix triggers {path[1]}?",
        lambda line: draft.problem_with([*routes, {**trigger, "suffix": line}], *path, "trigger"),
        previous.get("suffix", ""),
        optional=True,
        hint="such as .mp4; Enter for all files",
    )
    return {**trigger, "suffix": suffix} if suffix else trigger


def _ask_uses(prompter: Prompter, draft: Draft, path: tuple[str, str]) -> Draft:
    """Ask what the function can access; write access includes read access."""
    uses_path = (*path, "uses")
    options: dict[str, Permission] = {}
    for section in ("models", "buckets"):
        for name in draft.names(section):
            options[f"{name}: read"] = (section, name, "read")
            options[f"{name}: read and write"] = (section, name, "write")
    for name in draft.names("functions"):
        if name != path[1]:
            options[f"{name}: call"] = ("functions", name, "call")
    if not options:
        return draft.drop(*uses_path)
    old = _permissions(draft.at(*uses_path, default={}))
    chosen = prompter.several(f"What can {path[1]} access?", options, old)
    return draft.put_unless_default({}, _uses(chosen), *uses_path)


def _permissions(uses: Document) -> list[Permission]:
    permissions: list[Permission] = [
        ("functions", name, "call") for name in uses.get("functions", [])
    ]
    for section in ("models", "buckets"):
        value = uses.get(section, {})
        levels = value if isinstance(value, dict) else dict.fromkeys(value, "read")
        permissions += [(section, name, level) for name, level in levels.items()]
    return permissions


def _uses(permissions: list[Permission]) -> Document:
    uses: Document = {}
    for section in ("models", "buckets"):
        levels = {name: level for where, name, level in permissions if where == section}
        if levels:
            uses[section] = levels if "write" in levels.values() else list(levels)
    if called := [name for where, name, _ in permissions if where == "functions"]:
        uses["functions"] = called
    return uses


def _ask_environment(prompter: Prompter, draft: Draft, path: tuple[str, str]) -> Draft:
    """Ask for environment variables until Enter; an empty value removes a variable."""
    env_path = (*path, "env")
    while True:
        known = draft.at(*env_path, default={})
        removal = f"; NAME= removes one of {', '.join(known)}" if known else ""
        line = prompter.text(
            f"Add an environment variable to {path[1]}, as NAME=value",
            partial(_variable_problem, draft, env_path),
            optional=True,
            hint=f"Enter when done{removal}",
        )
        name, _, value = line.partition("=")
        if not name:
            return draft
        draft = draft.put(value, *env_path, name) if value else draft.drop(*env_path, name)
        draft = draft.put_unless_default({}, draft.at(*env_path, default={}), *env_path)


def _variable_problem(draft: Draft, path: tuple[str, ...], line: str) -> str | None:
    name, equals, value = line.partition("=")
    if not name or not equals:
        return "write NAME=value"
    return draft.problem_with(value, *path, name) if value else None


def _integer(line: str) -> object:
    return int(line) if line.isascii() and line.isdecimal() else line
