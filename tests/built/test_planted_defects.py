"""Golden files do not approve themselves: a defect in a template makes another test fail.

Each defect changes one thing in one template, and names the test that must notice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import goldens
import pytest

from scaffold.generate.catalog import templates_root
from scaffold.generate.features import features
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = "tests/built/test_generated_application.py::test_"
MODELS = "tests/built/test_generated_models.py::test_"
FUNCTIONS = "tests/built/test_generated_functions.py::test_"
TRAPS = "tests/built/test_traps.py::test_"
OPENAPI = "tests/built/test_openapi.py::test_"


@dataclass(frozen=True, slots=True)
class Defect:
    """One change in a template, and the test that must fail for it."""

    template: str
    right: str
    wrong: str
    noticed_by: str

    @property
    def feature(self) -> str:
        """The folder that the template is in."""
        return self.template.split("/")[0]


DEFECTS = [
    Defect(
        "base/_template/retain.yaml.jinja",
        "DeletionPolicy: !If [IsProtected, Retain, Delete]",
        "DeletionPolicy: !If [IsProtected, Delete, Retain]",
        f"{APPLICATION}the_last_stage_is_protected",
    ),
    Defect(
        "base/_template/lambda.yaml.jinja",
        "spec.auth and route.public",
        "spec.auth and not route.public",
        f"{MODELS}writing_needs_a_token_unless_it_is_public",
    ),
    Defect(
        "base/_openapi/access.yaml.jinja",
        "if rule.public",
        "if not rule.public",
        f"{OPENAPI}openapi_has_the_routes_of_the_application",
    ),
    Defect(
        "base/_template/lambda.yaml.jinja",
        "Action: [logs:CreateLogStream, logs:PutLogEvents]",
        "Action: logs:*",
        f"{TRAPS}no_role_may_do_everything_of_a_service",
    ),
    Defect(
        "models/_template/table.yaml.jinja",
        "  <%= model.table_id %>:",
        "  <%= model.name.pascal %>Table:",
        f"{APPLICATION}what_is_renamed_keeps_what_it_holds",
    ),
    Defect(
        "auth/_template/resources.yaml.jinja",
        'spec.auth.sign_up == "invite"',
        'spec.auth.sign_up == "open"',
        f"{APPLICATION}sign_up_by_invitation_is_for_administrators",
    ),
    Defect(
        "auth/_template/resources.yaml.jinja",
        "[ALLOW_USER_SRP_AUTH]",
        "[ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]",
        f"{TRAPS}rotating_refresh_tokens_exclude_the_lasting_ones",
    ),
    Defect(
        "groups/_template/resources.yaml.jinja",
        "                  - cognito-idp:AdminAddUserToGroup\n",
        "",
        f"{APPLICATION}groups_are_made_and_admins_manage_them",
    ),
    Defect(
        "groups/_openapi/paths.yaml.jinja",
        "operationId: addUserGroupMember",
        "operationId: removeUserGroupMember",
        f"{OPENAPI}openapi_has_the_routes_of_the_application",
    ),
    Defect(
        "models/_template/resources.yaml.jinja",
        "                  - dynamodb:PutItem\n",
        "",
        f"{MODELS}a_model_is_a_table_a_function_and_five_routes",
    ),
    Defect(
        "models/_template/resources.yaml.jinja",
        "Action: [dynamodb:BatchGetItem, dynamodb:ConditionCheckItem]",
        "Action: dynamodb:ConditionCheckItem",
        "tests/built/test_permissions.py::test_a_model_only_looks_up_in_the_tables_it_refers_to",
    ),
    Defect(
        "models/_openapi/paths.yaml.jinja",
        "explode: false",
        "explode: true",
        f"{MODELS}what_a_field_leads_to_can_be_included_in_a_list",
    ),
    Defect(
        "models/_template/table.yaml.jinja",
        "AttributeType: <%= key.type %>",
        "AttributeType: S",
        f"{MODELS}what_is_indexed_can_be_listed_by",
    ),
    Defect(
        "models/_openapi/schemas.yaml.jinja",
        "for field in model.output_fields if field.always_present and not field.read",
        "for field in model.output_fields if field.optional",
        f"{MODELS}only_an_optional_field_may_be_missing",
    ),
    Defect(
        "buckets/_template/resources.yaml.jinja",
        "                  - s3:PutObject\n",
        "",
        f"{FUNCTIONS}a_bucket_is_private_and_its_function_serves_it",
    ),
    Defect(
        "buckets/_openapi/paths.yaml.jinja",
        "rule = bucket.access.delete",
        "rule = bucket.access.read",
        f"{FUNCTIONS}a_word_opens_its_part_of_a_bucket",
    ),
    Defect(
        "data/local/resources.py.jinja",
        '"<%= key.name %>": "<%= key.type %>"',
        '"<%= key.name %>": "S"',
        f"{APPLICATION}the_emulator_has_the_tables_of_the_stack",
    ),
    Defect(
        "functions/_template/statements.yaml.jinja",
        "Resource: !Sub ${<%= spec.bucket(bucket).bucket_id %>.Arn}/derived/*",
        "Resource: !Sub ${<%= spec.bucket(bucket).bucket_id %>.Arn}/*",
        f"{FUNCTIONS}a_function_writes_to_derived_alone",
    ),
    Defect(
        "buckets/_template/resources.yaml.jinja",
        "Action: [s3:GetObject, s3:DeleteObject]",
        "Action: [s3:DeleteObject]",
        f"{FUNCTIONS}what_a_function_writes_is_served_as_uploads_are",
    ),
    Defect(
        "models/_template/resources.yaml.jinja",
        "Resource: !Sub ${<%= spec.bucket(bucket).bucket_id %>.Arn}/derived/*",
        "Resource: !Sub ${<%= spec.bucket(bucket).bucket_id %>.Arn}/uploads/*",
        f"{FUNCTIONS}what_a_function_writes_is_served_as_uploads_are",
    ),
    Defect(
        "functions/_template/statements.yaml.jinja",
        "Resource: !GetAtt <%= other.pascal %>Function.Arn",
        "Resource: !GetAtt <%= function.name.pascal %>Function.Arn",
        f"{FUNCTIONS}a_function_calls_the_functions_that_it_uses",
    ),
    Defect(
        "uploads/_template/upload_trigger.yaml.jinja",
        "wildcard: uploads/*<%= trigger.suffix %>",
        'wildcard: "*<%= trigger.suffix %>"',
        f"{FUNCTIONS}an_upload_calls_the_function_when_its_suffix_fits",
    ),
    Defect(
        "uploads/_template/upload_trigger.yaml.jinja",
        "Action: sqs:SendMessage",
        "Action: sqs:ReceiveMessage",
        f"{TRAPS}asynchronous_calls_are_retried_and_then_kept",
    ),
]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that no other run sees: what is generated has the defects."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.slow
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda each: f"{each.template}-{each.noticed_by}")
def test_a_planted_defect_is_noticed(defect: Defect, cache: Path) -> None:
    """The test that is named fails, and fails by what it asserts."""
    template = templates_root() / defect.template
    assert defect.right in template.read_text(encoding="utf-8"), "plant the defect anew"
    change = [defect.template, defect.right, defect.wrong]
    environment = os.environ | {
        "PLANTED_DEFECT": json.dumps(change),
        "PYTHONPATH": str(goldens.ROOT / "tests"),
        "SCAFFOLD_CACHE_DIR": str(cache),
    }
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-p", "planted_defect"]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, defect.noticed_by],
        cwd=goldens.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout
    assert "\nE   AssertionError" in done.stdout or "\nE   assert " in done.stdout, done.stdout


def test_every_feature_with_infrastructure_has_a_planted_defect() -> None:
    """A new folder with parts of template.yaml or openapi.yaml needs one too."""
    parts = ("_template", "_openapi", "local")
    with_parts = {
        name
        for name in features(LANGUAGE.kinds)
        if any((templates_root() / name / part).is_dir() for part in parts)
    }

    assert with_parts == {defect.feature for defect in DEFECTS}
