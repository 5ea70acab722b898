"""The resolved spec: names, defaults and references resolved. Templates read nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from scaffold.names import Identifier, Name
from scaffold.spec.access import roles
from scaffold.spec.kinds.bucket import BUCKET
from scaffold.spec.kinds.function import FUNCTION
from scaffold.spec.kinds.function.entity import HttpCall, HttpPath, method_order
from scaffold.spec.kinds.kind import section
from scaffold.spec.kinds.model import MODEL
from scaffold.spec.palette import Palette, palette

if TYPE_CHECKING:
    from scaffold.spec.access import Role
    from scaffold.spec.kinds.bucket.entity import Bucket
    from scaffold.spec.kinds.function.entity import Function, HttpTrigger
    from scaffold.spec.kinds.kind import Kind
    from scaffold.spec.kinds.model.entity import Model
    from scaffold.spec.kinds.model.fields import Field
    from scaffold.spec.kinds.model.migrations import Migration


class Auth(NamedTuple):
    """Amazon Cognito: how people sign up, and the groups of users.

    A group is known by its first name, which the tokens of its members have. Those with another
    name by now are in `renamed_groups`, with that name.
    """

    sign_up: Literal["open", "invite"]
    groups: tuple[Name, ...]
    renamed_groups: tuple[tuple[Name, Name], ...] = ()

    @property
    def managed_groups(self) -> bool:
        """True if a group named admins manages the members of all groups."""
        return "admins" in self.groups

    @property
    def group_names(self) -> tuple[Name, ...]:
        """The present names of the groups."""
        present = dict(self.renamed_groups)
        return tuple(present.get(group, group) for group in self.groups)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that people can have toward an item."""
        return roles(self.groups)


class Theme(NamedTuple):
    """The brand's colour, `#rrggbb`, and the corner radius, `12px`."""

    color: Identifier
    radius: Identifier

    @property
    def palette(self) -> Palette:
        """Shades of the colour that people can read."""
        return palette(self.color)


@dataclass(frozen=True, slots=True)
class Spec:
    """One application. A field with `section(KIND)` is a row in the table of kinds.

    The data of the `protected` stages outlives mistakes.
    """

    app: Name
    title: str
    description: str
    region: Identifier
    runtime: Identifier
    auth: Auth | None
    models: tuple[Model, ...] = field(metadata=section(MODEL))
    buckets: tuple[Bucket, ...] = field(metadata=section(BUCKET))
    functions: tuple[Function, ...] = field(metadata=section(FUNCTION))
    stages: tuple[Name, ...]
    protected: tuple[Name, ...]
    theme: Theme
    engine: Identifier

    @property
    def package(self) -> Identifier:
        """The backend's Python package."""
        return self.app.snake

    def entities(self, kind: Kind) -> tuple[Any, ...]:
        """Return the entities of a kind."""
        entities: tuple[Any, ...] = getattr(self, kind.section)
        return entities

    def model(self, name: str) -> Model:
        """Return the model of that name."""
        return next(model for model in self.models if model.name == name)

    def bucket(self, name: str) -> Bucket:
        """Return the bucket of that name."""
        return next(bucket for bucket in self.buckets if bucket.name == name)

    @property
    def browser_tested_models(self) -> tuple[Model, ...]:
        """The models that a browser test can create items of, by filling in forms."""
        tried: set[Name] = set()
        typed = [
            model
            for model in self.models
            if all(field.accepts_any_text for field in model.required)
        ]
        # A model comes after those that it must refer to; models in a cycle never come.
        while ready := [
            model.name
            for model in typed
            if model.name not in tried
            and {field.ref for field in model.required if field.ref} <= tried
        ]:
            tried.update(ready)
        return tuple(model for model in typed if model.name in tried)

    @property
    def migrations(self) -> tuple[Migration, ...]:
        """The migrations of the items of all models."""
        return tuple(migration for model in self.models for migration in model.migrations)

    @property
    def cards(self) -> tuple[Model, ...]:
        """The models whose items pages show as cards."""
        return tuple(model for model in self.models if model.has_cards)

    @property
    def uploads(self) -> bool:
        """True if any function is triggered by an upload."""
        return any(function.uploads for function in self.functions)

    @property
    def derives(self) -> bool:
        """True if a function writes objects."""
        return any(self.derives_in(bucket.name) for bucket in self.buckets)

    def derives_in(self, bucket: str) -> bool:
        """Return True if a function writes objects beside those that are uploaded to the bucket."""
        return any(
            grant.write and grant.name == bucket
            for function in self.functions
            for grant in function.uses.buckets
        )

    @property
    def calls(self) -> bool:
        """True if any function calls another."""
        return any(function.uses.functions for function in self.functions)

    @property
    def load_listed_models(self) -> tuple[Model, ...]:
        """The models that a visitor of no group may list."""
        return tuple(model for model in self.models if not model.access.read.needs_group)

    @property
    def load_tested_models(self) -> tuple[Model, ...]:
        """The models that a visitor of no group may create sample items of."""
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
        """True if the frontend has pages besides its start page."""
        managed_groups = self.auth is not None and self.auth.managed_groups
        return bool(self.models or self.buckets or managed_groups)

    @property
    def has_public_pages(self) -> bool:
        """True if somebody who has not signed in finds anything on the start page."""
        if not self.pages:
            return any(trigger.access.public for _, trigger in self.get_endpoints)
        accesses = [*(each.access for each in self.models), *(each.access for each in self.buckets)]
        return any(access.read.public for access in accesses)

    @property
    def refs(self) -> bool:
        """True if any model refers to another."""
        return any(model.refs for model in self.models)

    @property
    def links(self) -> bool:
        """True if the items of any model lead clients to other items or to files."""
        return any(model.links for model in self.models)

    @property
    def shown_refs(self) -> bool:
        """True if the items of any model lead clients to other items."""
        return any(model.shown_refs for model in self.models)

    @property
    def shown_files(self) -> bool:
        """True if the items of any model lead clients to files."""
        return any(model.shown_files for model in self.models)

    @property
    def get_endpoints(self) -> tuple[tuple[Function, HttpTrigger], ...]:
        """The functions that a GET request calls, with the trigger of each."""
        return tuple(
            (function, trigger)
            for function in self.functions
            for trigger in function.http
            if trigger.method == "GET"
        )

    def bucket_label(self, bucket: Bucket) -> Identifier:
        """Return a bucket's name in the navigation, distinct from those of the models."""
        taken = {model.labels for model in self.models}
        if bucket.label not in taken:
            return bucket.label
        return Identifier(f"Uploaded {bucket.name.phrase}")

    @property
    def http_paths(self) -> tuple[HttpPath, ...]:
        """The paths that call functions; several functions may share one."""
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
    def limits_writes(self) -> bool:
        """True if any model has a field that not everybody may set who may write its items."""
        return any(model.limits_writes for model in self.models)

    @property
    def limits_reads(self) -> bool:
        """True if any model has a field that not everybody may see who may read its items."""
        return any(model.limits_reads for model in self.models)

    @property
    def limits_fields(self) -> bool:
        """True if any field has a rule of its own about who may see or set it."""
        return self.limits_reads or self.limits_writes

    @property
    def limits_lists(self) -> bool:
        """True if any model's lists have what not everybody may ask for who may list its items."""
        return any(model.limits_lists for model in self.models)

    @property
    def patterned_fields(self) -> tuple[Field, ...]:
        """The fields that have a pattern, each pattern once."""
        fields = (field for model in self.models for field in model.fields if field.pattern)
        return tuple({field.pattern: field for field in fields}.values())

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
        """Return the models that have a field for an object of the bucket."""
        return tuple(
            model for model in self.models if any(field.bucket == bucket for field in model.fields)
        )

    def related_to(self, model: Model) -> tuple[tuple[Model, Field], ...]:
        """Return what lists the items that refer to one of the model: a model, and its field."""
        return tuple(
            (other, field)
            for other in self.models
            for field in other.refs
            if field.ref == model.name and not field.read and other.lists_by(field)
        )

    def condition_checked_models(self, function: Function) -> tuple[Name, ...]:
        """Return the models that a function's writes refer to, and that it may not write itself."""
        written = [self.model(grant.name) for grant in function.uses.models if grant.write]
        targets = dict.fromkeys(name for model in written for name in model.ref_models)
        return tuple(name for name in targets if name not in {model.name for model in written})

    def upload_functions(self, bucket: str) -> tuple[Function, ...]:
        """Return the functions that an upload to the bucket triggers."""
        return tuple(
            function
            for function in self.functions
            if any(trigger.bucket == bucket for trigger in function.uploads)
        )
