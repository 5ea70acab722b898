"""Document -> Spec: references checked, defaults filled in, every problem collected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scaffold.errors import Problem
from scaffold.names import Identifier, Name, suggestion
from scaffold.spec import limits, naming
from scaffold.spec.access import Access, Rule
from scaffold.spec.functions import Function, Grant, HttpTrigger, UploadTrigger, Uses
from scaffold.spec.grammar import ACCESS_WORDS, FEATURE_KEYS
from scaffold.spec.model import Auth, Bucket, Model, Spec, Theme
from scaffold.spec.resolve_fields import resolve_field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scaffold.spec.document import (
        BucketDocument,
        FunctionDocument,
        ModelDocument,
        SpecDocument,
        TriggerDocument,
        UsesDocument,
    )

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Resolution:
    """A document on its way to a spec, and the problems met so far."""

    document: SpecDocument
    problems: list[Problem] = field(default_factory=list)

    @property
    def groups(self) -> list[str]:
        """The groups of the user pool."""
        return self.document.auth.groups if self.document.auth else []

    def refuse(self, path: Path, message: str, *, on_key: bool = False) -> None:
        """Note a problem and go on, so that the user sees all of them at once."""
        self.problems.append(Problem(path, message, on_key))

    def check_reference(self, path: Path, kind: str, name: str, known: Collection[str]) -> None:
        """Note an unknown name of an entity, with the nearest one that exists."""
        if name not in known:
            self.refuse(path, f'no {kind} "{name}"{suggestion(name, known)}')


def resolve(document: SpecDocument) -> tuple[Spec | None, list[Problem]]:
    """The spec, or nothing and what is wrong with the document."""
    work = Resolution(document)
    _check_features(work)
    naming.check(work)
    spec = Spec(
        app=Name(document.app),
        title=document.title or Name(document.app).label,
        description=document.description or "",
        region=Identifier(document.region),
        runtime=Identifier(document.runtime),
        auth=_auth(work),
        models=tuple(_model(work, name, one) for name, one in document.models.items()),
        buckets=tuple(_bucket(work, name, one) for name, one in document.buckets.items()),
        functions=tuple(_function(work, name, one) for name, one in document.functions.items()),
        stages=tuple(map(Name, document.stages)),
        theme=Theme(Identifier(document.theme.color), Identifier(document.theme.radius)),
        engine=Identifier(document.local.engine),
    )
    limits.check(spec, work.refuse)
    return (None if work.problems else spec), work.problems


def _check_features(work: Resolution) -> None:
    if not any(getattr(work.document, key) for key in FEATURE_KEYS):
        *first, last = FEATURE_KEYS
        work.refuse((), f"describes nothing to generate: add {', '.join(first)} or {last}")


def _auth(work: Resolution) -> Auth | None:
    auth = work.document.auth
    return Auth(auth.sign_up, tuple(map(Name, auth.groups))) if auth else None


def _rule(work: Resolution, path: Path, words: list[str] | None, default: str) -> Rule:
    """The rule as written or, with sign-in, its default; without, only reading has one."""
    if words is None:
        return Rule((Identifier(default),))
    known = [*ACCESS_WORDS, *work.groups]
    for word in words:
        if work.document.auth is None and word != "public":
            work.refuse(path, f'"{word}" needs people who sign in: add auth, or write public')
        elif word not in known:
            work.refuse(path, f'no access word or group "{word}"{suggestion(word, known)}')
    if len(set(words)) < len(words):
        work.refuse(path, "names the same word twice")
    return Rule(tuple(map(Identifier, words)))


def _write_rule(work: Resolution, path: Path, words: list[str] | None, default: str) -> Rule:
    """Without sign-in nobody gets an anonymous write by leaving a line out."""
    if words is None and work.document.auth is None:
        entity, operation = path[:-2], path[-1]
        message = f"without auth, access.{operation} must be written out: {operation}: public"
        work.refuse(entity, message, on_key=True)
    return _rule(work, path, words, default)


def _create_rule(work: Resolution, path: Path, words: list[str] | None) -> Rule:
    """Whoever makes something owns it: to make things as an owner takes no more than a sign-in."""
    rule = _write_rule(work, path, words, "signed-in")
    return Rule(
        tuple(
            dict.fromkeys(
                Identifier("signed-in") if word == "owner" else word for word in rule.words
            )
        )
    )


def _read_rule(work: Resolution, path: Path, words: list[str] | None) -> Rule:
    return _rule(work, path, words, "owner" if work.document.auth else "public")


def _model(work: Resolution, name: str, document: ModelDocument) -> Model:
    path: Path = ("models", name)
    access = document.access
    fields = tuple(
        resolve_field(work, (*path, "fields", key), key, one)
        for key, one in document.fields.items()
    )
    _check_index(work, path, document)
    return Model(
        name=Name(name),
        path=Name(document.path or Name(name).plural.kebab),
        fields=fields,
        access=Access(
            read=_read_rule(work, (*path, "access", "read"), access.read),
            create=_create_rule(work, (*path, "access", "create"), access.create),
            update=_write_rule(work, (*path, "access", "update"), access.update, "owner"),
            delete=_write_rule(work, (*path, "access", "delete"), access.delete, "owner"),
        ),
        index=tuple(map(Name, document.index)),
        has_owner=work.document.auth is not None,
        renamed_from=_former(document.renamed_from),
    )


def _former(name: str | None) -> Name | None:
    return Name(name) if name else None


def _check_index(work: Resolution, path: Path, document: ModelDocument) -> None:
    for position, key in enumerate(document.index):
        place: Path = (*path, "index", position)
        if key not in document.fields:
            hint = suggestion(key, document.fields)
            work.refuse(place, f'no field "{key}"{hint}')
            continue
        if key in document.index[:position]:
            work.refuse(place, f'"{key}" is named twice')
        kind = (document.fields[key].type or "enum").partition("(")[0]
        if kind in {"boolean", "list", "json", "text", "file"}:
            work.refuse(place, f'"{key}" is a {kind}, and DynamoDB cannot index one')


def _bucket(work: Resolution, name: str, document: BucketDocument) -> Bucket:
    path: Path = ("buckets", name)
    access = document.access
    read = _read_rule(work, (*path, "access", "read"), access.read)
    create = _create_rule(work, (*path, "access", "create"), access.create)
    delete = _write_rule(work, (*path, "access", "delete"), access.delete, "owner")
    limits.check_bucket(path, document, work.refuse)
    return Bucket(
        name=Name(name),
        accept=tuple(map(Identifier, document.accept or ())),
        max_size=document.max_size,
        access=Access(read=read, create=create, update=create, delete=delete),
        expire=document.expire // 86_400 if document.expire else None,
        has_owner=work.document.auth is not None,
        renamed_from=_former(document.renamed_from),
    )


def _function(work: Resolution, name: str, document: FunctionDocument) -> Function:
    path: Path = ("functions", name)
    triggers = document.trigger or []
    one = len(triggers) == 1
    places = [
        ((*path, "trigger") if one else (*path, "trigger", position), trigger)
        for position, trigger in enumerate(triggers)
    ]
    limits.check_function(path, document, work.refuse)
    return Function(
        name=Name(name),
        triggers=tuple(_trigger(work, place, trigger) for place, trigger in places),
        uses=_uses(work, (*path, "uses"), document.uses),
        env=tuple((Identifier(key), value) for key, value in document.env.items()),
        memory=document.memory,
        timeout=document.timeout,
        renamed_from=_former(document.renamed_from),
    )


def _trigger(work: Resolution, path: Path, trigger: TriggerDocument) -> HttpTrigger | UploadTrigger:
    return _http(work, path, trigger) if trigger.http else _upload(work, path, trigger)


def _http(work: Resolution, path: Path, trigger: TriggerDocument) -> HttpTrigger:
    method, _, route = (trigger.http or "").partition(" ")
    if trigger.access is None and work.document.auth is None and method != "GET":
        work.refuse((*path, "http"), "without auth, access must be written out: access: public")
    default = "signed-in" if work.document.auth else "public"
    access = _rule(work, (*path, "access"), trigger.access, default)
    if "owner" in access.words:
        work.refuse((*path, "access"), '"owner" needs an item: use signed-in or a group')
    http = HttpTrigger(Identifier(method), Identifier(route), access)
    if len(set(http.parameters)) < len(http.parameters):
        work.refuse((*path, "http"), "names the same path parameter twice")
    return http


def _upload(work: Resolution, path: Path, trigger: TriggerDocument) -> UploadTrigger:
    bucket = trigger.upload or ""
    work.check_reference((*path, "upload"), "bucket", bucket, work.document.buckets)
    return UploadTrigger(Name(bucket), Identifier(trigger.suffix) if trigger.suffix else None)


def _uses(work: Resolution, path: Path, uses: UsesDocument) -> Uses:
    document = work.document
    for kind, names, known in (
        ("model", uses.models, document.models),
        ("bucket", uses.buckets, document.buckets),
    ):
        for name in names:
            work.check_reference((*path, f"{kind}s", name), kind, name, known)
    for position, name in enumerate(uses.functions):
        place = (*path, "functions", position)
        work.check_reference(place, "function", name, document.functions)
    return Uses(
        models=_grants(uses.models),
        buckets=_grants(uses.buckets),
        functions=tuple(map(Name, uses.functions)),
    )


def _grants(permissions: Mapping[str, str]) -> tuple[Grant, ...]:
    return tuple(Grant(Name(name), level == "write") for name, level in permissions.items())
