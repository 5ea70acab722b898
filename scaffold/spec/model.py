"""The resolved spec: names, defaults and references settled. Templates read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scaffold.names import Identifier, Name
from scaffold.spec.access import roles
from scaffold.spec.functions import Function, HttpCall, HttpPath, HttpTrigger, method_order
from scaffold.spec.palette import Palette, palette
from scaffold.spec.units import format_size

if TYPE_CHECKING:
    from scaffold.spec.access import Access, Role
    from scaffold.spec.fields import Field


@dataclass(frozen=True, slots=True)
class Auth:
    """Amazon Cognito: how people sign in and which groups there are."""

    sign_up: Literal["open", "invite"]
    groups: tuple[Name, ...]

    @property
    def managed_groups(self) -> bool:
        """Whether a group named admins manages the members of all groups."""
        return "admins" in self.groups

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who there is in regard to a thing."""
        return roles(self.groups)


@dataclass(frozen=True, slots=True)
class Gsi:
    """A global secondary index; its sort key is always the item's id, a ULID."""

    name: Identifier
    pk: Identifier
    pk_type: Identifier


@dataclass(frozen=True, slots=True)
class Model:
    """A table, a REST resource, a typed client, pages."""

    name: Name
    path: Name
    fields: tuple[Field, ...]
    access: Access
    index: tuple[Name, ...]
    has_owner: bool
    renamed_from: Name | None

    @property
    def identity(self) -> Name:
        """The name that it has had from the start."""
        return self.renamed_from or self.name

    @property
    def table_id(self) -> Identifier:
        """The logical id of its table, which a renamed model keeps, and so its items."""
        return Identifier(f"{self.identity.pascal}Table")

    @property
    def plural(self) -> Name:
        """The name of many, for variables and labels."""
        return self.name.plural

    @property
    def collection(self) -> Identifier:
        """`Videos` in the name of an operation; `SheepList` where one and many are alike."""
        one, many = self.name.pascal, self.plural.pascal
        return many if many != one else Identifier(f"{many}List")

    @property
    def label(self) -> Identifier:
        """What a page calls one item."""
        return self.name.label

    @property
    def labels(self) -> Identifier:
        """What a page calls many items."""
        return self.plural.label

    @property
    def lists_all(self) -> bool:
        """Whether somebody besides the owner may read, so that all items can be listed."""
        return self.access.read.beyond_owner

    @property
    def indexed(self) -> tuple[Field, ...]:
        """The fields that items can be listed by."""
        return tuple(field for field in self.fields if field.name in self.index)

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields that a client must send when it creates an item."""
        return tuple(field for field in self.fields if field.required)

    @property
    def refs(self) -> tuple[Field, ...]:
        """The fields that hold another item's id."""
        return tuple(field for field in self.fields if field.type == "ref")

    @property
    def files(self) -> tuple[Field, ...]:
        """The fields that hold an object of a bucket."""
        return tuple(field for field in self.fields if field.type == "file")

    @property
    def ref_models(self) -> tuple[Name, ...]:
        """The models that it refers to, each once."""
        return tuple(dict.fromkeys(field.ref for field in self.refs if field.ref))

    @property
    def file_buckets(self) -> tuple[Name, ...]:
        """The buckets that its files are in, each once."""
        return tuple(dict.fromkeys(field.bucket for field in self.files if field.bucket))

    @property
    def has_sample(self) -> bool:
        """Whether an item can be made of made-up values."""
        return all(field.has_sample for field in self.fields if field.required)

    @property
    def form_can_be_filled(self) -> bool:
        """Whether a test can fill a form in without other items, files or a pattern to meet."""
        return all(
            field.pattern is None and field.type not in {"ref", "file"}
            for field in self.fields
            if not field.optional
        )

    @property
    def uniques(self) -> tuple[Field, ...]:
        """The fields whose value no other item may have."""
        return tuple(field for field in self.fields if field.unique)

    @property
    def gsis(self) -> tuple[Gsi, ...]:
        """An index for each access pattern."""
        indexes = (
            [Gsi(Identifier("all"), Identifier("_all"), Identifier("S"))] if self.lists_all else []
        )
        if self.has_owner:
            indexes.append(Gsi(Identifier("by_owner"), Identifier("owner"), Identifier("S")))
        for field in self.indexed:
            name = field.name
            if self.lists_all:
                indexes.append(Gsi(Identifier(f"by_{name}"), name, field.key_type))
            if self.has_owner:
                owned = Identifier(f"_owner_{name}")
                indexes.append(Gsi(Identifier(f"by_owner_{name}"), owned, Identifier("S")))
        return tuple(indexes)


@dataclass(frozen=True, slots=True)
class Bucket:
    """An S3 bucket that users upload to; `expire` counts days."""

    name: Name
    accept: tuple[Identifier, ...]
    max_size: int
    access: Access
    expire: int | None
    has_owner: bool
    renamed_from: Name | None

    @property
    def identity(self) -> Name:
        """The name that it has had from the start."""
        return self.renamed_from or self.name

    @property
    def bucket_id(self) -> Identifier:
        """The logical id of the S3 bucket, which a renamed one keeps, and so its objects."""
        return Identifier(f"{self.identity.pascal}Bucket")

    @property
    def label(self) -> Identifier:
        """What a page calls the bucket."""
        return self.name.label

    @property
    def sample_type(self) -> Identifier:
        """A media type that the bucket accepts."""
        first = self.accept[0] if self.accept else "application/octet-stream"
        return Identifier(first.replace("*", "plain" if first.startswith("text/") else "mp4"))

    @property
    def max_size_label(self) -> Identifier:
        """`5 GiB`."""
        return Identifier(format_size(self.max_size))


@dataclass(frozen=True, slots=True)
class Theme:
    """The brand's colour, `#rrggbb`, and the corner radius, `12px`."""

    color: Identifier
    radius: Identifier

    @property
    def palette(self) -> Palette:
        """Shades of the colour that people can read."""
        return palette(self.color)


@dataclass(frozen=True, slots=True)
class Spec:
    """One application."""

    app: Name
    title: str
    description: str
    region: Identifier
    runtime: Identifier
    auth: Auth | None
    models: tuple[Model, ...]
    buckets: tuple[Bucket, ...]
    functions: tuple[Function, ...]
    stages: tuple[Name, ...]
    theme: Theme
    engine: Identifier

    @property
    def package(self) -> Identifier:
        """The backend's Python package."""
        return self.app.snake

    @property
    def protected_stage(self) -> Name:
        """The last stage: its data outlives mistakes."""
        return self.stages[-1]

    def model(self, name: str) -> Model:
        """The model of that name."""
        return next(model for model in self.models if model.name == name)

    def bucket(self, name: str) -> Bucket:
        """The bucket of that name."""
        return next(bucket for bucket in self.buckets if bucket.name == name)

    @property
    def browser_tested_models(self) -> tuple[Model, ...]:
        """The models that a browser test can make items of, by what is typed into forms."""
        tried: set[Name] = set()
        typed = [
            model for model in self.models if all(one.accepts_any_text for one in model.required)
        ]
        # A model comes after those that it must refer to; what refers in a circle never comes.
        while ready := [
            model.name
            for model in typed
            if model.name not in tried
            and {field.ref for field in model.required if field.ref} <= tried
        ]:
            tried.update(ready)
        return tuple(model for model in typed if model.name in tried)

    @property
    def uploads(self) -> bool:
        """Whether an upload calls some function."""
        return any(function.uploads for function in self.functions)

    @property
    def calls(self) -> bool:
        """Whether some function calls another."""
        return any(function.uses.functions for function in self.functions)

    @property
    def load_listed_models(self) -> tuple[Model, ...]:
        """The models that a visitor of no group may list."""
        return tuple(model for model in self.models if not model.access.read.needs_group)

    @property
    def load_tested_models(self) -> tuple[Model, ...]:
        """The models that a visitor of no group may make up items of."""
        return tuple(
            model
            for model in self.models
            if model.has_sample and not model.access.create.needs_group
        )

    @property
    def load_tested_buckets(self) -> tuple[Bucket, ...]:
        """The buckets that a visitor of no group may upload to."""
        return tuple(bucket for bucket in self.buckets if not bucket.access.create.needs_group)

    @property
    def pages(self) -> bool:
        """Whether the frontend has pages besides its start page."""
        managed_groups = self.auth is not None and self.auth.managed_groups
        return bool(self.models or self.buckets or managed_groups)

    @property
    def refs(self) -> bool:
        """Whether some model refers to another."""
        return any(model.refs for model in self.models)

    @property
    def get_endpoints(self) -> tuple[tuple[Function, HttpTrigger], ...]:
        """What can be called with GET."""
        return tuple(
            (function, trigger)
            for function in self.functions
            for trigger in function.http
            if trigger.method == "GET"
        )

    def bucket_label(self, bucket: Bucket) -> Identifier:
        """What the navigation calls a bucket; a model's page may have its name already."""
        taken = {model.labels for model in self.models}
        if bucket.label not in taken:
            return bucket.label
        return Identifier(f"Uploaded {bucket.name.phrase}")

    @property
    def http_paths(self) -> tuple[HttpPath, ...]:
        """The paths that functions answer; several functions may share one."""
        calls: dict[Identifier, list[HttpCall]] = {}
        for function in self.functions:
            for trigger, operation in zip(function.http, function.operations, strict=True):
                call = HttpCall(trigger, function.name, operation)
                calls.setdefault(trigger.path, []).append(call)
        return tuple(
            HttpPath(path, same[0].trigger.parameters, tuple(sorted(same, key=method_order)))
            for path, same in calls.items()
        )

    @property
    def models_with_files(self) -> tuple[Model, ...]:
        """The models that have a file field."""
        return tuple(model for model in self.models if model.files)

    @property
    def file_fields(self) -> tuple[Name, ...]:
        """The names that file fields have, each once."""
        names = (field.name for model in self.models for field in model.files)
        return tuple(dict.fromkeys(names))

    def models_with_files_in(self, bucket: str) -> tuple[Model, ...]:
        """The models that have a field for an object of the bucket."""
        return tuple(
            model for model in self.models if any(field.bucket == bucket for field in model.fields)
        )

    def condition_checked_models(self, function: Function) -> tuple[Name, ...]:
        """The models that a function's writes refer to, and that it may not write itself."""
        written = [self.model(grant.name) for grant in function.uses.models if grant.write]
        targets = dict.fromkeys(name for model in written for name in model.ref_models)
        return tuple(name for name in targets if name not in {model.name for model in written})

    def upload_functions(self, bucket: str) -> tuple[Function, ...]:
        """The functions that a file in the bucket calls."""
        return tuple(
            function
            for function in self.functions
            if any(trigger.bucket == bucket for trigger in function.uploads)
        )
