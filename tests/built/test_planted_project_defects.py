"""Generated projects have tests worth having: a defect in a template makes one of them fail."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import goldens
import pytest
import toolchain

from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.generate.features import features
from scaffold.generate.plan import plan as plan_files
from scaffold.generate.render import render
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PACKAGE = "backend/src/{package}"


@dataclass(frozen=True, slots=True)
class ProjectDefect:
    """One change in a template, and the generated test of a golden case that must fail for it."""

    template: str
    right: str
    wrong: str
    case: str
    noticed_by: str


DEFECTS = [
    ProjectDefect(
        f"base/{PACKAGE}/core/rest.py",
        "if not _JSON_TYPE.fullmatch",
        "if _JSON_TYPE.fullmatch",
        "function-http",
        "backend/tests/core/test_rest.py",
    ),
    ProjectDefect(
        f"auth/{PACKAGE}/core/access.py",
        "self.id == owner",
        "self.id != owner",
        "model-access-words",
        "backend/tests/core/test_access.py",
    ),
    ProjectDefect(
        f"groups/{PACKAGE}/admin/groups.py.jinja",
        "client().admin_add_user_to_group",
        "client().admin_remove_user_from_group",
        "auth-groups-admins",
        "backend/tests/admin/test_groups.py",
    ),
    ProjectDefect(
        f"data/{PACKAGE}/core/pages.py",
        "!= _fingerprint(of_list)",
        "== _fingerprint(of_list)",
        "model",
        "backend/tests/core/test_pages.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/constraints.py",
        '"(attribute_not_exists(#unset) OR',
        '"(attribute_exists(#unset) OR',
        "model-unique",
        "backend/tests/api",
    ),
    ProjectDefect(
        f"migrations/{PACKAGE}/core/conversions.py",
        "    item.pop(into, None)\n",
        "",
        "model-migrated",
        "backend/tests/core/test_conversions.py",
    ),
    ProjectDefect(
        "models/deploy/migration.py.jinja",
        "after = {**item, **after}",
        "after = {**after}",
        "model",
        "backend/tests/deploy/test_migration.py",
    ),
    ProjectDefect(
        "models/deploy/guards.py.jinja",
        'changed = {**guard, "also": sharing | {item["id"]}}',
        "changed = guard",
        "model",
        "backend/tests/deploy/test_migration.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/tables.py.jinja",
        '            **self._migrated(item["id"]),\n',
        "",
        "model",
        "backend/tests/deploy/test_migration.py",
    ),
    ProjectDefect(
        "base/deploy/indexes.py",
        "key not in former[:1]",
        "key not in former",
        "base",
        "backend/tests/deploy/test_deployment.py",
    ),
    ProjectDefect(
        "base/deploy/stacks.py",
        "if name in indexes_of(wanted, table)",
        "if name not in indexes_of(wanted, table)",
        "model",
        "backend/tests/deploy/test_stacks.py",
    ),
    ProjectDefect(
        "buckets/deploy/destroy.py",
        '        and resource.get("DeletionPolicy") == "Delete"\n',
        "",
        "bucket",
        "backend/tests/deploy/test_destroy.py",
    ),
    ProjectDefect(
        "data/deploy/transfer.py.jinja",
        '"ConditionExpression": "attribute_not_exists(id)"',
        '"ConditionExpression": "attribute_exists(id)"',
        "model",
        "backend/tests/deploy/test_transfer.py",
    ),
    ProjectDefect(
        "data/deploy/transfer.py.jinja",
        "in filter(_is_item, _lines(file))",
        "in _lines(file)",
        "model",
        "backend/tests/deploy/test_transfer.py",
    ),
    ProjectDefect(
        "models/deploy/history.py.jinja",
        "if not self.is_current:",
        "if self.is_current:",
        "model",
        "backend/tests/deploy/test_migrate.py",
    ),
    ProjectDefect(
        f"files/{PACKAGE}/core/files.py.jinja",
        "object_id.owner not in {owner, storage.ANONYMOUS}",
        "object_id.owner in {storage.ANONYMOUS}",
        "model-file",
        "backend/tests/core/test_files.py",
    ),
    ProjectDefect(
        f"files/{PACKAGE}/core/files.py.jinja",
        "storage.find(name, object_id) if object_id else None",
        "storage.find(name, object_id) if not object_id else None",
        "model-file",
        "backend/tests/api",
    ),
    ProjectDefect(
        f"includes/{PACKAGE}/core/includes.py.jinja",
        'if caller.may(model.access.read, item["owner"])',
        'if caller.may(self._model.access.read, item["owner"]) or item["name"]',
        "model-ref",
        "backend/tests/core/test_included_items.py",
    ),
    ProjectDefect(
        f"includes/{PACKAGE}/core/includes.py.jinja",
        'item["id"]: model.shown(item, caller)',
        'item["id"]: self._model.shown(item, caller)',
        "model-ref-read",
        "backend/tests/api/test_book.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/queries.py.jinja",
        "[name for name in query.include if name in hidden]",
        "[name for name in query.include if name in query.common]",
        "model-ref-read",
        "backend/tests/api/test_book.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/models.py.jinja",
        "if isinstance(field, Ref | File) and field.read != FUNCTIONS",
        "if isinstance(field, Ref | File) and field.write != FUNCTIONS",
        "model-ref-read",
        "backend/tests/api/test_book.py",
    ),
    ProjectDefect(
        f"includes/{PACKAGE}/core/includes.py.jinja",
        "for each in ids[name] if each in there",
        "for each in there",
        "model-ref",
        "backend/tests/core/test_included_items.py",
    ),
    ProjectDefect(
        f"refs/{PACKAGE}/core/batches.py",
        'if table not in response["UnprocessedKeys"]:',
        'if table in response["Responses"]:',
        "model-ref",
        "backend/tests/core/test_batches.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/indexes.py",
        " or not value.startswith(self.beginning)",
        "",
        "model",
        "backend/tests/core/test_tables.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/indexes.py",
        "values[self.sort_key.name] = self.beginning",
        "values[self.sort_key.name] = self.beginning[:1]",
        "model",
        "backend/tests/core/test_tables.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/queries.py.jinja",
        "if not set(names) <= model.links.keys():",
        "if not set(names):",
        "model-ref",
        "backend/tests/api",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/uploads.py.jinja",
        "if request.size > bucket.max_size:",
        "if request.size < bucket.max_size:",
        "bucket-max-size",
        "backend/tests/buckets",
    ),
    ProjectDefect(
        "buckets/_openapi/paths.yaml.jinja",
        "<% if not rule.owner %>",
        "<% if rule.owner %>",
        "bucket-access",
        "backend/tests/test_contract.py",
    ),
    ProjectDefect(
        f"functions/{PACKAGE}/generated/functions/{{function}}.py.jinja",
        "return handle(event)",
        "return event",
        "function-no-trigger",
        "backend/tests/functions",
    ),
    ProjectDefect(
        f"functions/{PACKAGE}/functions/{{function}}.py.create-only.jinja",
        'logger.info("File uploaded", extra={"key": upload.key, "size": upload.size})',
        "pass",
        "function-upload",
        "backend/tests/functions",
    ),
    ProjectDefect(
        f"functions/{PACKAGE}/functions/{{function}}.py.create-only.jinja",
        'return {"received": sorted(event)}',
        "return None",
        "function-no-trigger",
        "backend/tests/functions",
    ),
    ProjectDefect(
        f"functions/{PACKAGE}/functions/{{function}}.py.create-only.jinja",
        'return {"route": request.route, "path": dict(request.path)}',
        "return None",
        "function-http",
        "backend/tests/functions",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/uploads.py.jinja",
        '"IfNoneMatch": "*",',
        "",
        "bucket",
        "backend/tests/core/test_uploads.py",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/uploads.py.jinja",
        "if received < declared:",
        "if received < 0:",
        "bucket",
        "backend/tests/core/test_uploads.py",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/uploads.py.jinja",
        "if received > declared:",
        "if received > 10**18:",
        "bucket",
        "backend/tests/core/test_uploads.py",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/uploads.py.jinja",
        '_GONE = "NoSuchUpload"',
        '_GONE = "NeverHeardOf"',
        "bucket",
        "backend/tests/core/test_uploads.py",
    ),
    ProjectDefect(
        f"buckets/{PACKAGE}/core/storage.py.jinja",
        '"<>|$]',
        '"<>|]',
        "bucket",
        "backend/tests/core/test_uploads.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/dynamodb.py",
        '{"TransactionConflict", "TransactionInProgress"}',
        '{"TransactionInProgress"}',
        "model",
        "backend/tests/core/test_tables.py",
    ),
    ProjectDefect(
        f"models/{PACKAGE}/core/tables.py.jinja",
        "with suppress(OutdatedError):",
        "with suppress(NotFound):",
        "model",
        "backend/tests/core/test_tables.py",
    ),
    ProjectDefect(
        f"uploads/{PACKAGE}/core/arrivals.py.jinja",
        'detail["object"]["key"]',
        'detail["bucket"]["name"]',
        "function-upload",
        "backend/tests/core/test_arrivals.py",
    ),
    ProjectDefect(
        f"endpoints/{PACKAGE}/core/endpoints.py.jinja",
        "access.require(rule, caller)",
        "access.caller(event)",
        "function-http",
        "backend/tests/core/test_endpoints.py",
    ),
    ProjectDefect(
        f"calls/{PACKAGE}/core/invoke.py",
        'if "FunctionError" in response',
        'if "FunctionError" not in response',
        "function-uses",
        "backend/tests/core/test_invoke.py",
    ),
    ProjectDefect(
        "base/frontend/src/components/PageHeader.tsx",
        "title === TITLE ?",
        "title !== TITLE ?",
        "base",
        "frontend/src/App.test.tsx",
    ),
    ProjectDefect(
        "base/frontend/src/pages/Pages.tsx.jinja",
        "!mayEnter(route.access, user)",
        "mayEnter(route.access, user)",
        "model",
        "frontend/src/App.test.tsx",
    ),
    ProjectDefect(
        "access/frontend/src/generated/access.ts.jinja",
        "words(model.access.update)",
        "words(model.access.read)",
        "model-access-words",
        "frontend/src/pages/comments/pages.test.tsx",
    ),
    ProjectDefect(
        "write_rules/frontend/src/components/WritableBy.tsx",
        "user?.id : item.owner",
        "undefined : item.owner",
        "model-field-write",
        "frontend/src/components/WritableBy.test.tsx",
    ),
    ProjectDefect(
        "auth/frontend/src/auth/access.ts",
        "owner === user.id",
        "owner !== user.id",
        "model",
        "frontend/src/auth/access.test.ts",
    ),
    ProjectDefect(
        "auth/frontend/src/auth/steps.ts.jinja",
        'reason.name === "NotAuthorizedException"',
        'reason.name === "UserNotFoundException"',
        "auth",
        "frontend/src/auth/SignInPage.test.tsx",
    ),
    ProjectDefect(
        "auth/frontend/src/auth/session.ts",
        "  for (const forget of endings) {\n    forget();\n  }\n",
        "",
        "model",
        "frontend/src/auth/session.test.ts",
    ),
    ProjectDefect(
        "auth/frontend/src/auth/session.ts",
        "  clearPersonalStorage(storedAccount());\n",
        "",
        "model",
        "frontend/src/auth/session.test.ts",
    ),
    ProjectDefect(
        "pages/frontend/src/api/query-client.ts.jinja",
        "  client = createClient();\n",
        "",
        "model",
        "frontend/src/auth/session.test.ts",
    ),
    ProjectDefect(
        "drafts/frontend/src/data/drafts.ts",
        "    kept = new Map();\n",
        "",
        "model",
        "frontend/src/components/FormPage.test.tsx",
    ),
    ProjectDefect(
        "models/frontend/src/data/form.ts.jinja",
        "draft?.edits ?? {}",
        "{}",
        "model",
        "frontend/src/components/FormPage.test.tsx",
    ),
    ProjectDefect(
        "models/frontend/src/data/form.ts.jinja",
        "setBase(latest);",
        "",
        "model",
        "frontend/src/components/FormPage.test.tsx",
    ),
    ProjectDefect(
        "models/frontend/src/data/list.ts.jinja",
        "...(missing.length === 0 ? filters : {}),",
        "...filters,",
        "model",
        "frontend/src/components/pages.test.tsx",
    ),
    ProjectDefect(
        "cards/frontend/src/components/Cards.tsx",
        "            {title}\n",
        "",
        "model-view",
        "frontend/src/pages/books/pages.test.tsx",
    ),
    ProjectDefect(
        "buckets/frontend/src/uploads/tasks.ts.jinja",
        "  works.clear();\n  tasks.set([]);\n",
        "",
        "bucket",
        "frontend/src/uploads/BucketPage.test.tsx",
    ),
    ProjectDefect(
        "refs/frontend/src/components/RefPicker.tsx",
        "onChange(chosen);",
        "setSearch(chosen);",
        "model-ref",
        "frontend/src/components/RefPicker.test.tsx",
    ),
    ProjectDefect(
        "pages/frontend/src/components/ConfirmDialog.tsx",
        "            onConfirm();\n",
        "",
        "bucket",
        "frontend/src/uploads/BucketPage.test.tsx",
    ),
    ProjectDefect(
        "get_endpoints/frontend/src/functions/FunctionCaller.tsx",
        "setAnswer(JSON.stringify",
        "setError(JSON.stringify",
        "base",
        "frontend/src/functions/FunctionCaller.test.tsx",
    ),
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the projects with a defect are made."""
    return tmp_path_factory.mktemp("defects")


# The defects of a case share the run of its tests without a defect.
each_defect = pytest.mark.parametrize(
    "defect",
    [
        pytest.param(each, id=each.template, marks=pytest.mark.xdist_group(f"defects {each.case}"))
        for each in DEFECTS
    ],
)


@pytest.fixture(scope="session")
def passes(folder: Path) -> Callable[[str], str]:
    """Gives what the named tests of a case print without a defect, unless they all pass."""

    @cache
    def found(case: str) -> str:
        of_case = [each for each in DEFECTS if each.case == case]
        project = _generate(case, folder / "right" / case)
        tests = sorted({each.noticed_by for each in of_case})
        parts = ("backend", "frontend")
        runs = [
            _run(project, part, named)
            for part in parts
            if (named := [test for test in tests if test.startswith(part)])
        ]
        return "".join(run.stdout for run in runs if run.returncode)

    return found


@pytest.mark.slow
@each_defect
def test_a_planted_defect_fails_a_generated_test(
    defect: ProjectDefect, folder: Path, passes: Callable[[str], str]
) -> None:
    """The generated test that is named passes without the defect and fails with it."""
    digest = hashlib.sha256(repr(defect).encode()).hexdigest()[:8]
    project = _generate(defect.case, folder / "wrong" / digest, defect)

    run = _run(project, defect.noticed_by.partition("/")[0], [defect.noticed_by])

    assert passes(defect.case) == ""
    assert run.returncode == 1, run.stdout


def test_planted_project_defects_have_a_place() -> None:
    """A template that has changed can need its defect anew."""
    texts = {
        each: (templates_root() / each.template).read_text(encoding="utf-8") for each in DEFECTS
    }

    assert [each for each, text in texts.items() if each.right not in text] == []


def test_every_feature_with_code_has_a_planted_project_defect() -> None:
    """A new folder with code of the application needs one too."""
    with_code = {
        template.feature
        for template in read_catalog(templates_root()).templates
        if template.target.parts[0] in {"backend", "frontend"}
        and "src" in template.target.parts
        and ".test." not in template.target.name
        and template.target.suffix in {".py", ".ts", ".tsx"}
        and template.target.name != "__init__.py"
    }

    assert with_code <= features(LANGUAGE.kinds).keys()
    assert with_code == {defect.template.split("/")[0] for defect in DEFECTS}


def _generate(case: str, root: Path, defect: ProjectDefect | None = None) -> Path:
    """The project of a case, from templates with a defect, if one is given."""
    templates = root / "templates"
    shutil.copytree(templates_root(), templates)
    if defect:
        template = templates / defect.template
        text = template.read_text(encoding="utf-8")
        assert defect.right in text, "plant the defect anew"
        template.write_text(text.replace(defect.right, defect.wrong), encoding="utf-8")
    catalog = read_catalog(templates)
    spec = goldens.golden_case(case).spec
    files = render(plan_files(spec, catalog), spec, catalog)
    project = root / case
    goldens.write_tree(project, {each.plan.target: each.content for each in files})
    return project


def _run(project: Path, part: str, tests: list[str]) -> subprocess.CompletedProcess[str]:
    """Run tests of a project's backend or frontend."""
    command = _pytest(project) if part == "backend" else _vitest(project)
    return subprocess.run(
        [*command, *(test.removeprefix(f"{part}/") for test in tests)],
        cwd=project / part,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _pytest(project: Path) -> list[str | Path]:
    python = toolchain.python_project(project / "backend") / "bin" / "python"
    return [python, "-m", "pytest", "-q", "-x", "--tb=short", "-p", "no:cacheprovider"]


def _vitest(project: Path) -> list[str | Path]:
    installed = toolchain.link_node_modules(project / "frontend")
    return [installed / ".bin" / "vitest", "run", "--bail=1"]
