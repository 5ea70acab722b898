"""Names that would be generated twice: refused where they are written, whatever they are of."""

from __future__ import annotations

import pytest

from scaffold.errors import SpecError
from scaffold.generate import application

APP = "scaffold: 1\napp: hello\nauth: {groups: [admins]}\n"


def errors(spec: str) -> list[str]:
    """What is wrong with a spec, each with its place."""
    try:
        application.read_spec(APP + spec)
    except SpecError as error:
        return [f"{each.line}:{each.column} {each.message}" for each in error.diagnostics]
    return []


@pytest.mark.parametrize(
    ("spec", "error"),
    [
        (
            "models:\n  video: {fields: {x: string}}\n  video_input: {fields: {x: string}}\n",
            '6:3 the schema "VideoInput" is already that of the model video',
        ),
        (
            (
                "models:\n  note: {fields: {x: string}}\n"
                'functions:\n  list-notes: {trigger: {http: "GET /hello"}}\n'
            ),
            '7:3 the operation ID "listNotes" is already that of the model note',
        ),
        (
            "models:\n  probe_video: {fields: {x: string}}\nfunctions:\n  probe-video: {}\n",
            '7:3 the logical ID "ProbeVideoFunction" is already that of the model probe_video',
        ),
        (
            "buckets:\n  photos: {}\nfunctions:\n  photos-bucket: {}\n",
            '7:3 the logical ID "PhotosBucketFunction" is already that of the bucket photos',
        ),
        (
            "functions:\n  health-check: {}\n",
            '5:3 the logical ID "HealthCheckFunction" is already that of the application itself',
        ),
        (
            (
                "models:\n  idempotency: {fields: {x: string}}\nbuckets: {b: {}}\n"
                "functions: {f: {trigger: {upload: b}}}\n"
            ),
            '5:3 the logical ID "IdempotencyTable" is already that of the application itself',
        ),
        (
            (
                "models:\n  clip: {fields: {x: string}, renamed_from: idempotency}\n"
                "buckets: {b: {}}\nfunctions: {f: {trigger: {upload: b}}}\n"
            ),
            '5:3 the logical ID "IdempotencyTable" is already that of the application itself',
        ),
        (
            "models:\n  stored_object: {fields: {x: string}}\nbuckets: {b: {}}\n",
            '5:3 the schema "StoredObject" is already that of the application itself',
        ),
        (
            "models:\n  user_group: {fields: {x: string}}\n",
            '5:3 the label "User groups" is already that of the application itself',
        ),
    ],
)
def test_a_name_that_is_generated_twice_is_refused(spec: str, error: str) -> None:
    """At the entity that is written later, with the other one and what they share."""
    assert errors(spec) == [f"{error}: choose another name"]


@pytest.mark.parametrize(
    "names",
    [
        ("access", "rule", "model", "bucket"),
        ("event", "group", "member", "document", "warning"),
        ("upload", "object", "part", "problem", "arguments"),
        ("news", "sheep", "series"),
        ("film", "film_file", "film_upload"),
    ],
)
def test_what_is_generated_makes_room_for_everyday_nouns(names: tuple[str, ...]) -> None:
    """Nothing of the application itself, or of another model, has the name of one."""
    fields = "{status: string, owner_status: string, file: file(films)}"
    models = "".join(
        f"  {name}: {{path: my-{place}, fields: {fields}, index: [status, owner_status]}}\n"
        for place, name in enumerate(names)
    )

    assert errors(f"buckets: {{films: {{}}}}\nmodels:\n{models}") == []
