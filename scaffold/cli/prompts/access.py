"""Who can do what with a model or bucket: a preset, or a rule for each operation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from scaffold.spec.grammar import ACCESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter

MODEL_OPERATIONS: Final = ("read", "create", "update", "delete")
BUCKET_OPERATIONS: Final = ("read", "create", "delete")

_DEFAULTS: Final = {"read": "owner", "create": "signed-in", "update": "owner", "delete": "owner"}


def required_access(draft: Draft, operations: tuple[str, ...]) -> Document:
    """Return the access rules that a new entity must spell out: without sign-in, public ones."""
    if draft.has_auth:
        return {}
    return {"access": public_access(operations)}


def public_access(operations: tuple[str, ...]) -> Document:
    """Return rules that let everyone write."""
    return {operation: "public" for operation in operations if operation != "read"}


def ask_access(
    prompter: Prompter, draft: Draft, path: tuple[str, str], operations: tuple[str, ...]
) -> Draft:
    """Ask who can do what with the items of a model or the files of a bucket."""
    rules_path = (*path, "access")
    if not draft.has_auth:
        return draft.put(public_access(operations), *rules_path)
    presets = _presets(draft.groups, operations)
    separately: Document = {"preset": None}
    old = draft.at(*rules_path, default={})
    *first, last = operations
    options = {**presets, f"Set {', '.join(first)} and {last} separately": separately}
    default = old if old in presets.values() else separately
    chosen = prompter.choose(f"Who can use {path[1]}?", options, default)
    if chosen is separately:
        chosen = _ask_rules(prompter, draft, path, operations)
    return draft.put_unless_default({}, chosen, *rules_path)


def ask_rule(
    prompter: Prompter,
    message: str,
    words: list[str],
    old: list[str],
    check: Callable[[object], str | None],
) -> str | list[str]:
    """Ask who an access rule admits: one access word, or a list of them."""
    options = {word: word for word in words}
    return _rule(prompter.several(message, options, old, lambda words: check(_rule(words))))


def words_of(rule: str | list[str]) -> list[str]:
    """Return the access words of a rule."""
    return rule if isinstance(rule, list) else [rule]


def _presets(groups: list[str], operations: tuple[str, ...]) -> dict[str, Document]:
    changing = [operation for operation in operations if operation in {"update", "delete"}]
    writing = [operation for operation in operations if operation != "read"]
    presets: dict[str, Document] = {
        "Private: users see and change only their own": {},
        "Shared: signed-in users see all, and change only their own": {"read": "signed-in"},
        "Public: everyone sees all, and users change only their own": {"read": "public"},
        "Collaborative: signed-in users see and change all": dict.fromkeys(
            ["read", *changing], "signed-in"
        ),
    }
    for group in groups:
        rules = {"read": "public", **dict.fromkeys(writing, group)}
        presets[f"Managed by {group}: everyone sees all, and {group} change all"] = rules
    return presets


def _ask_rules(
    prompter: Prompter, draft: Draft, path: tuple[str, str], operations: tuple[str, ...]
) -> Document:
    chosen: Document = {}
    for operation in operations:
        rule_path = (*path, "access", operation)
        rule = ask_rule(
            prompter,
            f"Who can {operation} {path[1]}?",
            [*ACCESS_WORDS, *draft.groups],
            words_of(draft.at(*rule_path, default=_DEFAULTS[operation])),
            partial(_rule_problem, draft, rule_path),
        )
        if rule != _DEFAULTS[operation]:
            chosen[operation] = rule
    return chosen


def _rule_problem(draft: Draft, path: tuple[str, ...], rule: object) -> str | None:
    return draft.problem_with(rule, *path)


def _rule(words: list[str]) -> str | list[str]:
    return words[0] if len(words) == 1 else words
