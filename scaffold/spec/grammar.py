"""The words of the spec language: patterns, reserved names, and what is not built yet."""

from __future__ import annotations

import keyword
import sys
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEBAB_PATTERN: Final = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SNAKE_PATTERN: Final = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
HTTP_PATTERN: Final = (
    "^(GET|POST|PUT|PATCH|DELETE)"
    r" (/[A-Za-z0-9._~-]+|/\{[a-z][a-z0-9]*(_[a-z0-9]+)*\})+$"
)
EVENT_LIKE_SUFFIX: Final = r"^[a-z0-9._-]+$"

SCALAR_TYPES: Final = (
    "string",
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "email",
    "url",
)
FIELD_TYPE_PATTERN: Final = (
    rf"({'|'.join(SCALAR_TYPES)}|json|list\(({'|'.join(SCALAR_TYPES)})\)"
    r"|ref\([a-z][a-z0-9_]*\)|file\([a-z][a-z0-9-]*\))"
)

RUNTIMES: Final = ("python3.12", "python3.13", "python3.14")
REGIONS: Final = (
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "sa-east-1",
)

# An application has one of these at least; without any there is nothing to generate.
FEATURE_KEYS: Final = ("auth", "models", "buckets", "functions")

# Keys of the contract that this version refuses by name; a later one builds them.
UNBUILT_KEYS: Final[dict[tuple[str, ...], frozenset[str]]] = {
    (): frozenset({"events", "queues", "pipes", "containers", "hosting", "load", "traffic"}),
    ("auth",): frozenset({"mfa", "social", "email_from", "ui"}),
    ("models", "*", "fields", "*"): frozenset({"renamed_from"}),
    ("functions", "*"): frozenset({"emits", "secrets", "cold_start"}),
    ("functions", "*", "uses"): frozenset({"queues"}),
    ("functions", "*", "trigger"): frozenset(
        {"event", "when", "changes", "queue", "cron", "timezone", "every"}
    ),
}
UNBUILT_VALUES: Final[dict[tuple[str, ...], frozenset[str]]] = {
    ("auth", "sign_in"): frozenset({"username"}),
}

_TYPESCRIPT_KEYWORDS: Final = _words(
    """abstract any as asserts async await boolean break case catch class const constructor continue
    debugger declare default delete do else enum export extends false finally for from function
    get if implements import in infer instanceof interface is keyof let module namespace never
    new null number object of package private protected public readonly require return set
    static string super switch symbol this throw true try type typeof undefined unique unknown
    var void while with yield"""
)
# Words that are keywords in some places only, and good names for a field.
_CONTEXTUAL: Final = _words(
    """abstract any asserts async boolean constructor declare get infer keyof module namespace
    number of readonly require set string symbol type unique unknown"""
)
KEYWORDS: Final = frozenset(word.lower() for word in keyword.kwlist) | (
    _TYPESCRIPT_KEYWORDS - _CONTEXTUAL
)

SYSTEM_FIELDS: Final = ("id", "owner", "created_at", "updated_at", "version")
RESERVED_FIELDS: Final = frozenset(
    {*SYSTEM_FIELDS, "cursor", "limit", "sort"}
    | {"self", "cls", "str", "int", "float", "bool", "list", "dict", "set", "tuple", "object"}
    | {"constructor", "prototype", "files"}
)
# Their PascalCase is the name of something else in the generated code.
RESERVED_MODELS: Final = _words(
    """array blob boolean date error event field_error file file_link form function group groups
    health idempotency json link list map member member_page model multipart_upload number object
    object_detail object_page part_request part_urls partial post_upload problem promise record
    request response route router set stored_object string symbol symbols upload upload_request
    upload_status value element node window document text"""
)
RESERVED_PATHS: Final = frozenset({"admin", "buckets", "health"})
# Where the site itself has something else than a model's pages.
SITE_PATHS: Final = frozenset({"api", "assets", "sign-in"})
RESERVED_APPS: Final = (
    frozenset(sys.stdlib_module_names)
    | KEYWORDS
    | {"aws_lambda_powertools", "boto3", "botocore", "jmespath", "moto", "pytest", "tests"}
)

ACCESS_WORDS: Final = ("public", "signed-in", "owner")

# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
RESERVED_ENVIRONMENT: Final = _words(
    """_HANDLER _X_AMZN_TRACE_ID LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR TZ LANG PATH LD_LIBRARY_PATH
    PYTHONPATH STAGE IDEMPOTENCY_TABLE USER_POOL_ID"""
)
RESERVED_ENVIRONMENT_PREFIXES: Final = ("AWS_", "LAMBDA_", "POWERTOOLS_")
