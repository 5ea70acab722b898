"""Every key of the spec, written wrongly: one message, at the place, that says what to do."""

from __future__ import annotations

import pytest

from scaffold.errors import SpecError
from scaffold.spec import reader

HEAD = "scaffold: 1\napp: hello\n"
AUTH = f"{HEAD}auth:\n"
NOTE = f"{AUTH}models:\n  note:\n    fields: {{it: string}}\n"
PHOTOS = f"{AUTH}buckets:\n  photos: {{}}\n"
HELLO = f"{HEAD}functions:\n  hello: "


def wrong(key: str, spec: str, where: str, message: str) -> object:
    """A case: the key that it covers, a spec, and the path and message of its error."""
    marks = pytest.mark.covers(key, "error")
    return pytest.param(spec, where, message, id=f"{key}-{message[:24]}", marks=marks)


def field(options: str) -> str:
    """A spec with one field."""
    return f"{AUTH}models:\n  note:\n    fields: {{it: {options}}}\n"


@pytest.mark.parametrize(
    ("spec", "where", "message"),
    [
        wrong("scaffold", "scaffold: 2\napp: hello\nauth:\n", "scaffold", "must be 1"),
        wrong("app", "scaffold: 1\napp: Hello World\nauth:\n", "app", "use lowercase letters"),
        wrong("app", "scaffold: 1\napp: json\nauth:\n", "app", "the name of a Python module"),
        wrong("title", f"{AUTH}title: ''\n", "title", "needs at least 1"),
        wrong("description", f"{AUTH}description: [a]\n", "description", "must be text"),
        wrong("region", f"{AUTH}region: us-east-9\n", "region", 'did you mean "us-east-2"?'),
        wrong("runtime", f"{AUTH}runtime: python3.11\n", "runtime", "is not one of python3.12"),
        wrong("auth", f"{HEAD}auth: cognito\n", "auth", "must be a mapping"),
        wrong(
            "auth.sign_in",
            f"{HEAD}auth: {{sign_in: username}}\n",
            "auth.sign_in",
            "is not built yet",
        ),
        wrong(
            "auth.sign_up",
            f"{HEAD}auth: {{sign_up: closed}}\n",
            "auth.sign_up",
            "is not one of open, invite",
        ),
        wrong(
            "auth.groups",
            f"{HEAD}auth: {{groups: [owner]}}\n",
            "auth.groups[0]",
            "is an access word",
        ),
        wrong(
            "auth.groups.name",
            f"{HEAD}auth: {{groups: [{{name: Bosses}}]}}\n",
            "auth.groups[0].name",
            "use lowercase letters",
        ),
        wrong(
            "auth.groups.renamed_from",
            f"{HEAD}auth: {{groups: [{{name: bosses, renamed_from: admins}}, admins]}}\n",
            "auth.groups[0].renamed_from",
            "is in use",
        ),
        wrong(
            "auth.groups.renamed_from",
            f"{HEAD}auth: {{groups: [{{name: a, renamed_from: b-1}}, b1]}}\n",
            "auth.groups[1]",
            'would have the name of that of "a"',
        ),
        wrong(
            "models.*.fields.*.renamed_from",
            field("{type: string, renamed_from: it}"),
            "models.note.fields.it.renamed_from",
            "is its current name",
        ),
        wrong(
            "models.*.fields.*.renamed_from",
            field("{type: string, renamed_from: owner}"),
            "models.note.fields.it.renamed_from",
            "is reserved",
        ),
        wrong(
            "models.*.fields.*.renamed_from",
            field("{type: string, renamed_from: a}, that: {type: string, renamed_from: a}"),
            "models.note.fields.that.renamed_from",
            '"it" was "a" before',
        ),
        wrong(
            "models.*.fields.*.enum.value",
            field("{enum: [{value: ''}]}"),
            "models.note.fields.it.enum[0]",
            "1 to 100 characters",
        ),
        wrong(
            "models.*.fields.*.enum.renamed_from",
            field("{enum: [{value: a, renamed_from: a}]}"),
            "models.note.fields.it.enum[0].renamed_from",
            "is its current name",
        ),
        wrong("protect", f"{AUTH}protect: [live]\n", "protect[0]", 'no stage "live"'),
        wrong("protect", f"{AUTH}protect: [prod, prod]\n", "protect[1]", "is listed twice"),
        wrong("protect", f"{AUTH}protect: []\n", "protect", "needs at least 1"),
        wrong("models", f"{AUTH}models: [note]\n", "models", "must be a mapping"),
        wrong(
            "models.*.path",
            f"{AUTH}models:\n  note: {{path: admin, fields: {{it: string}}}}\n",
            "models.note.path",
            "is reserved for the application itself",
        ),
        wrong(
            "models.*.view",
            f"{AUTH}models:\n  note: {{fields: {{it: string}}, view: card}}\n",
            "models.note.view",
            'did you mean "cards"?',
        ),
        wrong(
            "models.*.fields",
            f"{AUTH}models:\n  note: {{fields: {{}}}}\n",
            "models.note.fields",
            "needs at least 1",
        ),
        wrong(
            "models.*.fields",
            f"{AUTH}models:\n  note: {{fields: {{owner: string}}}}\n",
            "models.note.fields.owner",
            'every item already has "owner"',
        ),
        wrong(
            "models.*.fields.*.type",
            field("strnig"),
            "models.note.fields.it",
            'did you mean "string"?',
        ),
        wrong("models.*.fields.*.type", field("list"), "models.note.fields.it", '"list(string)"?'),
        wrong("models.*.fields.*.type", field("decimal"), "models.note.fields.it", '"number"?'),
        wrong("models.*.fields.*.type", field("String"), "models.note.fields.it", '"string"?'),
        wrong(
            "models.*.fields.*.type", field("reference"), "models.note.fields.it", '"ref(model)"?'
        ),
        wrong(
            "models.*.fields.*.enum",
            field("{enum: [a, a]}"),
            "models.note.fields.it.enum[1]",
            "listed twice",
        ),
        wrong(
            "models.*.fields.*.optional",
            field("{type: string, optional: maybe}"),
            "models.note.fields.it.optional",
            "must be true or false",
        ),
        wrong(
            "models.*.fields.*.max",
            field("{type: boolean, max: 3}"),
            "models.note.fields.it.max",
            "max does not go with boolean",
        ),
        wrong(
            "models.*.fields.*.min",
            field("{type: string, min: -1}"),
            "models.note.fields.it.min",
            "must be between 0 and",
        ),
        wrong(
            "models.*.fields.*.pattern",
            field('{type: string, pattern: "["}'),
            "models.note.fields.it.pattern",
            "not a valid regular expression",
        ),
        wrong(
            "models.*.fields.*.default",
            field("{type: integer, default: many}"),
            "models.note.fields.it.default",
            "must be an integer",
        ),
        wrong(
            "models.*.fields.*.unique",
            field("{type: json, unique: true}"),
            "models.note.fields.it.unique",
            "unique does not go with json",
        ),
        wrong(
            "models.*.fields.*.unique",
            field("{type: string, unique: true, max: 501}"),
            "models.note.fields.it.max",
            "at most 500 characters",
        ),
        *(
            wrong(
                "models.*.fields.*.write",
                field(f"{{type: {given}}}"),
                "models.note.fields.it.write",
                message,
            )
            for given, message in (
                ("string, optional: true, write: function", 'did you mean "functions"?'),
                ("string, optional: true, write: []", "needs at least 1"),
                ("string, optional: true, write: true", "write functions, public"),
                ("string, optional: true, write: [owner, owner]", "the same word twice"),
                (
                    "string, write: functions",
                    "refuses it to signed-in: make it optional or give it a default",
                ),
                ("email, write: functions", "refuses it to signed-in: make it optional"),
            )
        ),
        wrong(
            "models.*.fields.*.write",
            f"{HEAD}models:\n  note: {{fields: {{it: {{type: json, write: owner}}}}, "
            "access: {create: public, update: public, delete: public}}\n",
            "models.note.fields.it.write",
            '"owner" needs sign-in: add auth, or write functions or public',
        ),
        wrong(
            "models.*.fields.*.write",
            f"{HEAD}auth: {{groups: [a, b]}}\nmodels:\n  note: "
            "{fields: {it: {type: string, write: a}}, access: {create: [a, b]}}\n",
            "models.note.fields.it.write",
            "write refuses it to b",
        ),
        wrong(
            "models.*.fields.*.read",
            field("{type: string, read: [owner, admins]}"),
            "models.note.fields.it.read",
            'no access word or group "admins"',
        ),
        wrong(
            "models.*.path",
            f"{AUTH}models:\n  note: {{path: me, fields: {{it: string}}}}\n",
            "models.note.path",
            "/me is reserved",
        ),
        wrong(
            "auth.groups",
            f"{HEAD}auth: {{groups: [functions]}}\n",
            "auth.groups[0]",
            "is an access word",
        ),
        wrong(
            "models.*.access",
            f"{NOTE}    access: public\n",
            "models.note.access",
            "must be a mapping",
        ),
        wrong(
            "models.*.access.read",
            f"{NOTE}    access: {{read: everybody}}\n",
            "models.note.access.read",
            'no access word or group "everybody"',
        ),
        wrong(
            "models.*.access.create",
            f"{HEAD}models:\n  note: {{fields: {{it: string}}, "
            "access: {update: public, delete: public}}\n",
            "models.note",
            "write out access.create",
        ),
        wrong(
            "models.*.access.update",
            f"{HEAD}models:\n  note: {{fields: {{it: string}}, "
            "access: {create: public, update: owner, delete: public}}\n",
            "models.note.access.update",
            "needs sign-in",
        ),
        wrong(
            "models.*.access.delete",
            f"{NOTE}    access: {{delete: [owner, owner]}}\n",
            "models.note.access.delete",
            "the same word twice",
        ),
        wrong(
            "models.*.index", f"{NOTE}    index: [at]\n", "models.note.index[0]", 'no field "at"'
        ),
        wrong(
            "models.*.index",
            f"{AUTH}models:\n  note: {{fields: {{it: boolean}}, index: [it]}}\n",
            "models.note.index[0]",
            "DynamoDB cannot index one",
        ),
        wrong(
            "models.*.index",
            f"{NOTE}    index: [it, [owner, it]]\n",
            "models.note.index[1]",
            "lists the same as index[0]: only owners read",
        ),
        wrong(
            "models.*.index",
            f"{AUTH}models:\n  note:\n    fields: {{a: string, b: string, c: string, d: string}}\n"
            "    index: [[a, b, c, d]]\n",
            "models.note.index[0]",
            "needs 5 partition keys, the owner included; an index has 4",
        ),
        wrong("models.*.index", f"{NOTE}    index: [owner]\n", "models.note.index[0]", "remove it"),
        wrong(
            "models.*.index",
            f"{NOTE}    index: [{{}}]\n",
            "models.note.index[0]",
            "needs by or sort: write {by: status, sort: rank}",
        ),
        wrong(
            "models.*.index.by",
            f"{NOTE}    index: [{{by: [it, at]}}]\n",
            "models.note.index[0].by[1]",
            'no field "at"',
        ),
        wrong(
            "models.*.index.by",
            f"{NOTE}    index: [[it, it]]\n",
            "models.note.index[0][1]",
            '"it" is listed twice',
        ),
        wrong(
            "models.*.index.sort",
            f"{NOTE}    index: [{{by: it, sort: it}}]\n",
            "models.note.index[0].sort",
            "is the same in all items of the list",
        ),
        wrong(
            "models.*.index.sort",
            f"{AUTH}models:\n  note: {{fields: {{newest: string}}, index: [{{sort: newest}}]}}\n",
            "models.note.index[0].sort",
            "is by creation in every list",
        ),
        wrong(
            "models.*.index.sort",
            f"{NOTE}    index: [{{sort: owner}}]\n",
            "models.note.index[0].sort",
            "lists cannot be sorted by owner",
        ),
        wrong(
            "models.*.index",
            f"{NOTE}    index: [created_at]\n",
            "models.note.index[0]",
            "already sorted by created_at, newest first",
        ),
        wrong(
            "buckets",
            f"{AUTH}buckets: {{Photos: {{}}}}\n",
            "buckets.Photos",
            "use lowercase letters",
        ),
        wrong(
            "buckets.*.accept",
            f"{AUTH}buckets:\n  photos: {{accept: [pictures]}}\n",
            "buckets.photos.accept[0]",
            "is not a media type",
        ),
        wrong(
            "buckets.*.max_size",
            f"{AUTH}buckets:\n  photos: {{max_size: 6 TiB}}\n",
            "buckets.photos.max_size",
            "up to 5 TiB",
        ),
        wrong(
            "buckets.*.access",
            f"{AUTH}buckets:\n  photos: {{access: {{update: owner}}}}\n",
            "buckets.photos.access.update",
            "unknown key",
        ),
        wrong(
            "buckets.*.access.read",
            f"{AUTH}buckets:\n  photos: {{access: {{read: everybody}}}}\n",
            "buckets.photos.access.read",
            'no access word or group "everybody"',
        ),
        wrong(
            "buckets.*.access.create",
            f"{HEAD}buckets:\n  photos: {{access: {{delete: public}}}}\n",
            "buckets.photos",
            "write out access.create",
        ),
        wrong(
            "buckets.*.access.delete",
            f"{HEAD}buckets:\n  photos: {{access: {{create: public, delete: signed-in}}}}\n",
            "buckets.photos.access.delete",
            "needs sign-in",
        ),
        wrong(
            "buckets.*.expire",
            f"{AUTH}buckets:\n  photos: {{expire: 36 hours}}\n",
            "buckets.photos.expire",
            "S3 counts whole days",
        ),
        wrong(
            "functions",
            f"{HEAD}functions: {{class: }}\n",
            "functions.class",
            "is a keyword of Python or TypeScript",
        ),
        wrong(
            "functions.*.trigger",
            f"{HELLO}{{trigger: {{}}}}\n",
            "functions.hello.trigger",
            "needs either http or upload",
        ),
        wrong(
            "functions.*.trigger.http",
            f'{HELLO}{{trigger: {{http: "FETCH /hello", access: public}}}}\n',
            "functions.hello.trigger.http",
            "write a method and a path",
        ),
        wrong(
            "functions.*.trigger.http",
            f'{HELLO}{{trigger: {{http: "GET /{"x" * 76}", access: public}}}}\n',
            "functions.hello.trigger.http",
            "at most 80 are allowed",
        ),
        wrong(
            "functions.*.trigger.access",
            f'{HELLO}{{trigger: {{http: "POST /hello"}}}}\n',
            "functions.hello.trigger.http",
            "write out who may call it",
        ),
        wrong(
            "functions.*.trigger.upload",
            f"{HELLO}{{trigger: {{upload: photos}}}}\n",
            "functions.hello.trigger.upload",
            'no bucket "photos"',
        ),
        wrong(
            "functions.*.trigger.suffix",
            f'{PHOTOS}functions:\n  hello: {{trigger: {{upload: photos, suffix: "*.png"}}}}\n',
            "functions.hello.trigger.suffix",
            "write the end of a file name",
        ),
        wrong(
            "functions.*.uses",
            f"{HELLO}{{uses: {{queues: [orders]}}}}\n",
            "functions.hello.uses.queues",
            "is not built yet",
        ),
        wrong(
            "functions.*.uses.models",
            f"{NOTE}functions:\n  hello: {{uses: {{models: [notes]}}}}\n",
            "functions.hello.uses.models[0]",
            'did you mean "note"?',
        ),
        wrong(
            "functions.*.uses.models",
            f"{HELLO}{{uses: {{models: note}}}}\n",
            "functions.hello.uses.models",
            "write {video: write} or",
        ),
        wrong(
            "functions.*.uses.buckets",
            f"{PHOTOS}functions:\n  hello: {{uses: {{buckets: {{photos: admin}}}}}}\n",
            "functions.hello.uses.buckets.photos",
            "is not one of read, write",
        ),
        wrong(
            "functions.*.uses.functions",
            f"{HELLO}{{uses: {{functions: [helo]}}}}\n",
            "functions.hello.uses.functions[0]",
            'did you mean "hello"?',
        ),
        wrong(
            "functions.*.env",
            f"{HELLO}{{env: {{AWS_REGION: here}}}}\n",
            "functions.hello.env.AWS_REGION",
            "are reserved",
        ),
        wrong(
            "functions.*.memory",
            f"{HELLO}{{memory: 64}}\n",
            "functions.hello.memory",
            "must be 128 or more",
        ),
        wrong(
            "functions.*.timeout",
            f"{HELLO}{{timeout: 20 minutes}}\n",
            "functions.hello.timeout",
            "Lambda's limit is 900 seconds",
        ),
        wrong(
            "models.*.renamed_from",
            f"{NOTE}    renamed_from: Memo\n",
            "models.note.renamed_from",
            "use lowercase letters",
        ),
        wrong(
            "buckets.*.renamed_from",
            f"{AUTH}buckets:\n  photos: {{renamed_from: photos}}\n",
            "buckets.photos.renamed_from",
            "is its current name",
        ),
        wrong(
            "functions.*.renamed_from",
            f"{HELLO}{{renamed_from: hallo}}\n  hallo: {{}}\n",
            "functions.hello.renamed_from",
            '"hallo" still exists',
        ),
        wrong("stages", f"{AUTH}stages: [dev, dev]\n", "stages[1]", "is listed twice"),
        wrong("theme", f"{AUTH}theme: dark\n", "theme", "must be a mapping"),
        wrong(
            "theme.color",
            f"{AUTH}theme: {{color: red}}\n",
            "theme.color",
            "write a color in quotes",
        ),
        wrong("theme.radius", f"{AUTH}theme: {{radius: 1em}}\n", "theme.radius", "such as 10px"),
        wrong("local", f"{AUTH}local: docker\n", "local", "must be a mapping"),
        wrong(
            "local.engine",
            f"{AUTH}local: {{engine: moto}}\n",
            "local.engine",
            "is not one of localstack, ministack",
        ),
        wrong(
            "functions.*.trigger.http",
            f'{NOTE}functions:\n  hello: {{trigger: {{http: "PUT /notes/{{id}}"}}}}\n',
            "functions.hello.trigger.http",
            "is a path of a model or bucket",
        ),
        wrong(
            "functions.*.trigger.http",
            f"{HEAD}functions:\n"
            '  one: {trigger: {http: "GET /x/{a}", access: public}}\n'
            '  two: {trigger: {http: "POST /x/{b}", access: public}}\n',
            "functions.two.trigger.http",
            "the same path has other parameter names: write /x/{a}",
        ),
    ],
)
def test_wrong_key_is_one_error_at_its_place(spec: str, where: str, message: str) -> None:
    """A person is told once, with the line, the path and what would be right."""
    with pytest.raises(SpecError) as caught:
        reader.parse(spec)

    assert [error.path for error in caught.value.diagnostics] == [where]
    assert message in caught.value.diagnostics[0].message
