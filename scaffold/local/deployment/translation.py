"""From a SAM template to CloudFormation, by the service's own translator."""

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
from scaffold.local.deployment.template import SAM, Template, TemplateError, load_part
from scaffold.local.deployment.values import Object, a_list, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.application import Json

_TRANSLATOR: Final = Path(__file__).with_name("translator.py")
_FUNCTIONS: Final = frozenset({"AWS::Serverless::Function", "AWS::Lambda::Function"})
# The translator accepts code in a bucket only; the folder is remembered beside it.
_PACKAGED: Final = "s3://code/package.zip"
_UPLOADED: Final = frozenset({"ContentUri", "DefinitionUri", "Location", "SchemaUri"})
_CAUSE: Final = re.compile(
    r"^Resource with id \[(?P<id>[^\]]+)\] is invalid\. (?P<text>.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Code:
    """What a function's code is: a folder, or the text of its module."""

    folder: Path | None = None
    inline: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A CloudFormation template, and where the code of its functions is."""

    body: Object
    code: Mapping[str, Code] = field(default_factory=dict)


def translate(template: Template, body: Object, parameters: Mapping[str, Json]) -> Translation:
    """The template as CloudFormation deploys it; `body` is it with its loops unrolled."""
    body = copy.deepcopy(body)
    code = _take_code(template.path.parent, body)
    if SAM not in a_list(body.get("Transform")):
        return Translation(body, code)
    kept = _kept(body, parameters)
    if kept.is_file():
        return Translation(cast("Object", json.loads(kept.read_text(encoding="utf-8"))), code)
    translated = _transform(template, body, parameters)
    store(kept, json.dumps(translated).encode())
    return Translation(translated, code)


def _transform(template: Template, body: Object, parameters: Mapping[str, Json]) -> Object:
    done = subprocess.run(  # noqa: S603 - our own program, by its path
        [sys.executable, "-I", str(_TRANSLATOR)],
        input=json.dumps({"template": body, "parameters": dict(parameters)}),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 0:
        last = done.stderr.strip().rpartition("\n")[2]
        raise TemplateError(f"{template.path.name}: AWS's translator of SAM templates: {last}")
    answer = cast("Object", json.loads(done.stdout))
    if causes := a_list(answer.get("causes")):
        raise TemplateError(_explained(template, [a_text(cause) for cause in causes]))
    return an_object(answer["translated"])


def _kept(body: Object, parameters: Mapping[str, Json]) -> Path:
    """Where the same translation lies, if it was made before: it takes a second otherwise."""
    version = importlib.metadata.version("aws-sam-translator")
    text = json.dumps([version, body, dict(parameters)])
    return cache_root() / "translations" / f"{hashlib.sha256(text.encode()).hexdigest()}.json"


def _explained(template: Template, causes: Iterable[str]) -> str:
    lines = []
    for cause in causes:
        if found := _CAUSE.match(cause):
            place = template.place(found["id"])
            lines.append(f"{place}: {found['id']}: {found['text']}")
        else:
            lines.append(f"{template.path.name}: {cause}")
    return "\n".join(sorted(lines))


def _take_code(root: Path, body: Object) -> dict[str, Code]:
    """The code of each function; local paths in the template become one in a bucket."""
    shared = an_object(an_object(body.get("Globals")).get("Function"))
    default = shared.pop("CodeUri", None)
    code: dict[str, Code] = {}
    for logical_id, each in an_object(body.get("Resources")).items():
        resource = an_object(each)
        properties = an_object(resource.get("Properties"))
        kind = resource.get("Type")
        if kind in _FUNCTIONS:
            key = "CodeUri" if kind == "AWS::Serverless::Function" else "Code"
            code[logical_id] = _code_of(root, properties, key, default)
            if code[logical_id].inline is None and properties.get("PackageType") != "Image":
                properties[key] = _PACKAGED if key == "CodeUri" else {"ZipFile": ""}
                resource["Properties"] = properties
        elif kind == "AWS::Serverless::HttpApi" and _is_local(properties.get("DefinitionUri", {})):
            path = a_text(properties.pop("DefinitionUri"))
            properties["DefinitionBody"] = load_part(root / path)
        else:
            local = [key for key in _UPLOADED & properties.keys() if _is_local(properties[key])]
            properties.update(dict.fromkeys(local, _PACKAGED))
    return code


def _code_of(root: Path, properties: Object, key: str, default: Json) -> Code:
    inline = properties.get("InlineCode") or an_object(properties.get("Code")).get("ZipFile")
    if isinstance(inline, str) and inline:
        return Code(inline=inline)
    path = properties.get(key, default)
    return Code(folder=root / a_text(path, ".")) if _is_local(path) else Code()


def _is_local(path: Json) -> bool:
    return path is None or (isinstance(path, str) and not path.startswith(("s3://", "https://")))
