"""The words of the spec language: patterns of names, keywords, regions, runtimes."""

from __future__ import annotations

import keyword
import sys
from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


KEBAB_PATTERN: Final = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SNAKE_PATTERN: Final = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"

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

_TYPESCRIPT_KEYWORDS: Final = words(
    """abstract any as asserts async await boolean break case catch class const constructor continue
    debugger declare default delete do else enum export extends false finally for from function
    get if implements import in infer instanceof interface is keyof let module namespace never
    new null number object of package private protected public readonly require return set
    static string super switch symbol this throw true try type typeof undefined unique unknown
    var void while with yield"""
)
# Words that are keywords in some places only, and good names for a field.
_CONTEXTUAL: Final = words(
    """abstract any asserts async boolean constructor declare get infer keyof module namespace
    number object of readonly require set string symbol type unique unknown"""
)
KEYWORDS: Final = frozenset(word.lower() for word in keyword.kwlist) | (
    _TYPESCRIPT_KEYWORDS - _CONTEXTUAL
)

# What the environment of a generated backend has installed, and its own tests; a test looks there.
_INSTALLED_MODULES: Final = words(
    """anyio ast_serialize aws_lambda_powertools boto3 botocore certifi cffi charset_normalizer
    click coverage cryptography dateutil deploy dist docker graphql harfile hypothesis
    hypothesis_graphql idna
    iniconfig jmespath joserfc jsonschema_rs librt markdown_it markupsafe mdurl moto mypy
    mypy_boto3_cognito_idp mypy_boto3_dynamodb mypy_boto3_lambda mypy_boto3_s3 mypy_extensions mypyc
    packaging pathspec pluggy py py_partiql_parser pycparser pygments pyrate_limiter pytest
    pytest_cov requests responses rich ruff s3transfer schemathesis six sortedcontainers tests
    typing_extensions urllib3 werkzeug xmltodict yaml"""
)
# Modules of Python that only later versions than the one that runs this have.
_LATER_MODULES: Final = words("annotationlib compression")
RESERVED_APPS: Final = (
    frozenset(sys.stdlib_module_names) | _LATER_MODULES | KEYWORDS | _INSTALLED_MODULES
)

ACCESS_WORDS: Final = ("public", "signed-in", "owner")
# Beside them in the rules of a field: nobody but the application's functions.
FUNCTIONS: Final = "functions"
