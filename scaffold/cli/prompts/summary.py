"""A summary of the application, shown after every section of the wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from scaffold.generate import application
from scaffold.spec.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.cli.prompts.draft import Draft
    from scaffold.spec.access import Access
    from scaffold.spec.kinds.bucket.entity import Bucket
    from scaffold.spec.kinds.function.entity import Function
    from scaffold.spec.resolved import Spec


def summary(draft: Draft) -> Panel:
    """Return a panel with the application so far, or with the answers that contradict others."""
    spec = draft.spec
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    if spec is None:
        for problem in draft.problems:
            grid.add_row(Text("change", style="bold red"), Text(problem))
        return Panel(grid, title=Text(str(draft.at("app"))), title_align="left", box=box.ROUNDED)
    for label, text in _rows(spec):
        grid.add_row(Text(label), Text(text))
    return Panel(grid, title=Text(spec.title), title_align="left", box=box.ROUNDED)


def _rows(spec: Spec) -> Iterator[tuple[str, str]]:
    yield "sign-in", _sign_in(spec)
    for bucket in spec.buckets:
        yield "bucket", f"{bucket.name}: {_bucket(bucket)}"
    for model in spec.models:
        fields = ", ".join(field.name for field in model.fields)
        yield "model", f"{model.name}: {fields}; {_access(model.access)}"
    for function in spec.functions:
        yield "function", f"{function.name}: {_triggers(function)}"
    yield "runs in", f"{spec.region}, stages {', '.join(spec.stages)}"
    yield "creates", _size(spec)


def _sign_in(spec: Spec) -> str:
    if spec.auth is None:
        return "none: everything is public"
    groups = f"; groups {', '.join(spec.auth.group_names)}" if spec.auth.groups else ""
    return f"by email, sign-up {spec.auth.sign_up}{groups}"


def _size(spec: Spec) -> str:
    count = len(routes(spec))
    plural = "" if count == 1 else "s"
    template = application.generate(spec, application.TEMPLATE_PATH)
    resources = application.count_resources(template)
    return f"{count} API route{plural}, {resources} AWS resources per stage"


def _bucket(bucket: Bucket) -> str:
    types = ", ".join(bucket.accept) or "all types"
    return f"{types}, up to {bucket.max_size_label}; {_access(bucket.access)}"


def _access(access: Access) -> str:
    return f"read by {' or '.join(access.read.words)}"


def _triggers(function: Function) -> str:
    triggers = [f"{trigger.method} {trigger.path}" for trigger in function.http]
    triggers += [f"uploads to {trigger.bucket}" for trigger in function.uploads]
    return ", ".join(triggers) or "called by code"
