"""Translation from SAM to CloudFormation, by AWS's own translator."""

from __future__ import annotations

import copy
import hashlib
import importlib.metadata
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from scaffold.cache import cache_root, store
from scaffold.cloudformation.template import Template, TemplateError, load_fragment
from scaffold.cloudformation.values import JsonObject, as_list, as_object, as_text
from scaffold.local.isolation import minimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.cloudformation.values import Json

SAM: Final = "AWS::Serverless-2016-10-31"

_TRANSLATOR: Final = Path(__file__).with_name("translator.py")
_FUNCTIONS: Final = frozenset({"AWS::Serverless::Function", "AWS::Lambda::Function"})
# The translator accepts code in a bucket only.
_PACKAGED: Final = "s3://code/package.zip"
_UPLOADED: Final = frozenset({"ContentUri", "DefinitionUri", "SchemaUri"})
_NESTED: Final = "AWS::Serverless::Application"
_CAUSE: Final = re.compile(
    r"^Resource with id \[(?P<id>[^\]]+)\] is invalid\. (?P<text>.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Code:
    """A function's code: a folder, the text of its module, or neither if it isn't local."""

    folder: Path | None = None
    inline: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A CloudFormation template, and the code of its functions by logical ID."""

    body: JsonObject
    code: Mapping[str, Code] = field(default_factory=dict)


def translate(template: Template, body: JsonObject, parameters: Mapping[str, Json]) -> Translation:
    """Translate a template, whose `body` has its loops expanded; raises TemplateError."""
    body = copy.deepcopy(body)
    code = _extract_code(template.path.parent, body)
    if SAM not in as_list(body.get("Transform")):
        return Translation(body, code)
    cached = _cache_path(body, parameters)
    if cached.is_file():
        return Translation(cast("JsonObject", json.loads(cached.read_text(encoding="utf-8"))), code)
    translated = _transform(template, body, parameters)
    store(cached, json.dumps(translated).encode())
    return Translation(translated, code)


def _transform(template: Template, body: JsonObject, parameters: Mapping[str, Json]) -> JsonObject:
    process = subprocess.run(  # noqa: S603 - our own program, by its path
        [sys.executable, "-I", str(_TRANSLATOR)],
        env=minimal("us-east-1"),
        input=json.dumps({"template": body, "parameters": dict(parameters)}),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if process.returncode != 0:
        last = process.stderr.strip().rpartition("\n")[2]
        raise TemplateError(f"{template.path.name}: AWS's SAM translator failed: {last}")
    response = cast("JsonObject", json.loads(process.stdout))
    if causes := as_list(response.get("causes")):
        raise TemplateError(_with_locations(template, [as_text(cause) for cause in causes]))
    return as_object(response["translated"])


def _cache_path(body: JsonObject, parameters: Mapping[str, Json]) -> Path:
    """Return where this translation is cached; translating takes a second."""
    version = importlib.metadata.version("aws-sam-translator")
    text = json.dumps([version, body, dict(parameters)])
    return cache_root() / "translations" / f"{hashlib.sha256(text.encode()).hexdigest()}.json"


def _with_locations(template: Template, causes: Iterable[str]) -> str:
    lines = []
    for cause in causes:
        if match := _CAUSE.match(cause):
            location = template.location(match["id"])
            lines.append(f"{location}: {match['id']}: {match['text']}")
        else:
            lines.append(f"{template.path.name}: {cause}")
    return "\n".join(sorted(lines))


def _extract_code(root: Path, body: JsonObject) -> dict[str, Code]:
    """Return the code of each function, and replace local paths in the body by S3 URIs."""
    shared = as_object(as_object(body.get("Globals")).get("Function"))
    default = shared.pop("CodeUri", None)
    code: dict[str, Code] = {}
    for logical_id, declaration in as_object(body.get("Resources")).items():
        resource = as_object(declaration)
        properties = as_object(resource.get("Properties"))
        resource_type = resource.get("Type")
        if resource_type in _FUNCTIONS:
            key = "CodeUri" if resource_type == "AWS::Serverless::Function" else "Code"
            code[logical_id] = _code_of(root, properties, key, default)
            if code[logical_id].inline is None and properties.get("PackageType") != "Image":
                properties[key] = _PACKAGED if key == "CodeUri" else {"ZipFile": ""}
                resource["Properties"] = properties
        elif resource_type == "AWS::Serverless::HttpApi" and _is_local(
            properties.get("DefinitionUri", {})
        ):
            path = as_text(properties.pop("DefinitionUri"))
            properties["DefinitionBody"] = load_fragment(root / path)
        elif resource_type == _NESTED:
            # The translator would look up an application of the repository at AWS.
            properties["Location"] = _PACKAGED
        else:
            local = [key for key in _UPLOADED & properties.keys() if _is_local(properties[key])]
            properties.update(dict.fromkeys(local, _PACKAGED))
    return code


def _code_of(root: Path, properties: JsonObject, key: str, default: Json) -> Code:
    inline = properties.get("InlineCode") or as_object(properties.get("Code")).get("ZipFile")
    if isinstance(inline, str) and inline:
        return Code(inline=inline)
    path = properties.get(key, default)
    return Code(folder=root / as_text(path, ".")) if _is_local(path) else Code()


def _is_local(path: Json) -> bool:
    return path is None or (isinstance(path, str) and not path.startswith(("s3://", "https://")))
