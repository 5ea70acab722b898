"""The functions: code of the user's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.access import as_words, ask_words
from scaffold.cli.prompts.entries import Kind, collect

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft

    # Models or buckets, a name, and read or write.
    Reach: TypeAlias = tuple[str, str, str]


def ask_functions(draft: Draft) -> Draft:
    """Ask for the functions."""
    return collect(draft, FUNCTION_KIND)


def _ask_function(draft: Draft, name: str) -> Draft:
    path = ("functions", name)
    if draft.at(*path) is None:
        draft = draft.put({}, *path)
    draft = _ask_triggers(draft, path)
    draft = _ask_uses(draft, path)
    memory = questions.text(
        "Memory in MB",
        draft.rules(*path, "memory", read=_number),
        str(draft.at(*path, "memory", default=512)),
        hint="more memory, more CPU",
    )
    draft = draft.put_unless(512, _number(memory), *path, "memory")
    timeout = questions.text(
        "Timeout",
        draft.rules(*path, "timeout"),
        draft.at(*path, "timeout", default="10 seconds"),
    )
    draft = draft.put_unless("10 seconds", timeout, *path, "timeout")
    return _ask_environment(draft, path)


FUNCTION_KIND: Final = Kind(("functions",), "function of your own", {}, _ask_function)


def _ask_triggers(draft: Draft, path: tuple[str, str]) -> Draft:
    place = (*path, "trigger")
    given = draft.at(*place, default=[])
    old: list[Document] = given if isinstance(given, list) else [given]
    kinds = {"A request": ("http",), "Nothing: other code calls it": ()}
    if draft.names("buckets"):
        kinds["A file that was uploaded"] = ("upload",)
        kinds["A request and a file that was uploaded"] = ("http", "upload")
    had = tuple(kind for kind in ("http", "upload") if any(kind in one for one in old))
    chosen = questions.choose(f"What calls {path[1]}", kinds, had if old else ("http",))
    triggers: list[Document] = []
    if "http" in chosen:
        triggers = _ask_routes(draft, path, [one for one in old if "http" in one])
    if "upload" in chosen:
        triggers.append(_ask_upload(draft, place, triggers, old))
    return draft.put_unless([], triggers[0] if len(triggers) == 1 else triggers, *place)


def _ask_routes(draft: Draft, path: tuple[str, str], old: list[Document]) -> list[Document]:
    """Ask for a route, and for others until there is none."""
    place = (*path, "trigger")
    rule: Document = {} if draft.has_auth else {"access": "public"}
    routes: list[Document] = []
    while True:
        before = old[len(routes)] if len(routes) < len(old) else {}
        line = questions.text(
            "Another request" if routes else "Request",
            lambda line: draft.problem_with([*routes, {"http": line, **rule}], *place),
            before.get("http", "" if routes else f"GET /{path[1]}"),
            optional=bool(routes),
            hint="empty: none" if routes else "{name} in the path is a parameter",
        )
        if not line:
            return routes
        route = {"http": line, **rule}
        if draft.has_auth:
            route |= _ask_route_access(draft, place, routes, {**before, "http": line})
        routes.append(route)


def _ask_route_access(
    draft: Draft, place: tuple[str, ...], routes: list[Document], route: Document
) -> Document:
    rule = ask_words(
        "Who may call it",
        ["signed-in", "public", *draft.groups],
        as_words(route.get("access", "signed-in")),
        lambda rule: draft.problem_with([*routes, {**route, "access": rule}], *place),
    )
    return {} if rule == "signed-in" else {"access": rule}


def _ask_upload(
    draft: Draft, place: tuple[str, ...], routes: list[Document], old: list[Document]
) -> Document:
    before = next((one for one in old if "upload" in one), {})
    buckets = {name: name for name in draft.names("buckets")}
    trigger = {"upload": questions.choose("Uploaded to", buckets, before.get("upload"))}
    suffix = questions.text(
        "Only names that end with",
        lambda line: draft.problem_with([*routes, {**trigger, "suffix": line}], *place),
        before.get("suffix", ""),
        optional=True,
        hint="such as .mp4; empty: all",
    )
    return {**trigger, "suffix": suffix} if suffix else trigger


def _ask_uses(draft: Draft, path: tuple[str, str]) -> Draft:
    """Ask what the function may reach; what it may write it may read too."""
    place = (*path, "uses")
    options: dict[str, Reach] = {}
    for kind in ("models", "buckets"):
        for name in draft.names(kind):
            options[f"{name}: read"] = (kind, name, "read")
            options[f"{name}: read and write"] = (kind, name, "write")
    for name in draft.names("functions"):
        if name != path[1]:
            options[f"{name}: call"] = ("functions", name, "call")
    if not options:
        return draft.drop(*place)
    old = _reaches(draft.at(*place, default={}))
    chosen = questions.several("It may use", options, old)
    return draft.put_unless({}, _uses(chosen), *place)


def _reaches(uses: Document) -> list[Reach]:
    reaches: list[Reach] = [("functions", name, "call") for name in uses.get("functions", [])]
    for kind in ("models", "buckets"):
        given = uses.get(kind, {})
        levels = given if isinstance(given, dict) else dict.fromkeys(given, "read")
        reaches += [(kind, name, level) for name, level in levels.items()]
    return reaches


def _uses(chosen: list[Reach]) -> Document:
    uses: Document = {}
    for kind in ("models", "buckets"):
        levels = {name: level for where, name, level in chosen if where == kind}
        if levels:
            uses[kind] = levels if "write" in levels.values() else list(levels)
    if called := [name for where, name, _ in chosen if where == "functions"]:
        uses["functions"] = called
    return uses


def _ask_environment(draft: Draft, path: tuple[str, str]) -> Draft:
    place = (*path, "env")
    while True:
        known = draft.at(*place, default={})
        there = f"there: {', '.join(known)}; " if known else ""
        line = questions.text(
            "Environment variable",
            partial(_setting_problem, draft, place),
            optional=True,
            hint=f"NAME=value, or NAME= to take it out; {there}empty: none",
        )
        name, _, value = line.partition("=")
        if not name:
            return draft
        draft = draft.put(value, *place, name) if value else draft.drop(*place, name)
        draft = draft.put_unless({}, draft.at(*place, default={}), *place)


def _setting_problem(draft: Draft, place: tuple[str, ...], line: str) -> str | None:
    name, equals, value = line.partition("=")
    if not name or not equals:
        return "write NAME=value"
    return draft.problem_with(value, *place, name) if value else None


def _number(line: str) -> object:
    return int(line) if line.isascii() and line.isdecimal() else line
