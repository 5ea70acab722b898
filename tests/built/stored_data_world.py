"""An application through its generations, beside a model in memory of what it stores."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from built.stored_data_specs import SAMPLES, Draw
from hypothesis import strategies as st

if TYPE_CHECKING:
    import jsonschema
    from built.stored_data_model import Field, Shape, Values

    from scaffold.spec.kinds.model.entity import Model

USERS: Final = ("ada", "ben")


class Server:
    """The generations of an application, in an environment of their backends."""

    def __init__(self, python: Path) -> None:
        """Start it."""
        program = Path(__file__).with_name("stored_data_server.py")
        self._process = subprocess.Popen(
            [python, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )

    def call(self, name: str, **arguments: object) -> Any:  # noqa: ANN401 - as the request
        """Return the answer to a request."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([name, arguments]), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["answer"]

    def stop(self) -> None:
        """End it."""
        self._process.communicate()


class App(NamedTuple):
    """A generation: its package, its generation of items, and the schema of its answers."""

    package: str
    generation: int
    schema: jsonschema.Draft202012Validator
    model: Model


class Question(NamedTuple):
    """A list: what its items have in common, what sorts them, and the values of filters."""

    by: tuple[str, ...]
    sort: str | None
    wanted: dict[str, Any]


@dataclass
class Stored:
    """An item: what it holds in the form of the generation that has written it last."""

    owner: str
    made: int
    at: int
    values: Values
    version: int = 1


def samples_of(field: Field) -> tuple[Any, ...]:
    """Return values of a field."""
    return tuple(field.words) if field.type == "enum" else SAMPLES[field.type]


@dataclass
class World:
    """An application through its generations, and what is known of its items."""

    server: Server
    draw: Draw
    shapes: list[Shape]
    apps: list[App]
    items: dict[str, Stored] = field(default_factory=dict)
    # Whose values are all reserved: a cell, and whether its values are compared as addresses.
    secured: set[tuple[int, bool]] = field(default_factory=set)
    # Which items have had a unique value.
    reserved: dict[tuple[tuple[int, bool], str], set[str]] = field(default_factory=dict)
    # The generations to which a migration before their deployment has begun.
    begun: set[int] = field(default_factory=set)

    def values(self, item_id: str, at: int) -> Values:
        """Return what an item holds in the form of a generation."""
        values = self.items[item_id].values
        for shape in self.shapes[self.items[item_id].at + 1 : at + 1]:
            values = shape.step(values)
        return values

    def holders(self, each: Field, identity: str, at: int) -> list[str]:
        """Return the items that have a unique value."""
        every = {item_id: self.values(item_id, at).get(each.cell) for item_id in self.items}
        return [i for i, v in every.items() if v is not None and each.identity(v) == identity]

    def request(
        self,
        at: int,
        route: str,
        user: str | None,
        body: object = None,
        query: dict[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - of any form
        """Send a request to a generation, and return the status and the body of its answer."""
        method, path = route.split()
        claims = {"authorizer": {"jwt": {"claims": {"sub": user}}}} if user else {}
        event = {
            "version": "2.0",
            "rawPath": path,
            "headers": {"content-type": "application/json"},
            "queryStringParameters": query or {},
            "body": json.dumps(body),
            "isBase64Encoded": False,
            "requestContext": {
                "http": {"method": method, "path": path},
                "stage": "$default",
                **claims,
            },
        }
        return self.server.call("request", package=self.apps[at].package, event=event)

    def write(self, at: int) -> None:
        """Create, update or delete an item with a generation's code."""
        item_id = self.draw(
            st.none() | st.sampled_from(sorted(self.items)) if self.items else st.none()
        )
        if item_id and self.draw(st.integers(0, 4)) == 0:
            self.delete(at, item_id)
            return
        shape = self.shapes[at]
        user = self.items[item_id].owner if item_id else self.draw(st.sampled_from(USERS))
        old = self.values(item_id, at) if item_id else {}
        body = self.body(shape, new=item_id is None)
        changes = {
            shape.fields[name].cell: None if value is None else shape.fields[name].dump(value)
            for name, value in body.items()
        }
        must, may = self.clashes(at, old, changes)
        must = must or self.is_newer(item_id, at)
        route = f"PATCH /notes/{item_id}" if item_id else "POST /notes"
        status, answer = self.request(at, route, user, body)
        if must or (may and status == HTTPStatus.CONFLICT):
            assert status == HTTPStatus.CONFLICT, (body, answer)
            return
        assert status in {HTTPStatus.OK, HTTPStatus.CREATED}, (body, answer)
        self.secured &= shape.secures
        former = {cell: None for name in body for cell in shape.fields[name].sources}
        held = (old | former | changes).items()
        values = {cell: value for cell, value in held if value is not None}
        version = self.items[item_id].version + 1 if item_id else 1
        self.reserve(answer["id"], at, values)
        made = self.items[item_id].made if item_id else at
        self.items[answer["id"]] = Stored(user, made, at, values, version)
        self.check(answer["id"], at, answer)

    def reserve(self, item_id: str, at: int, values: Values) -> None:
        """Note which unique values an item has in the form of a generation."""
        for each in self.shapes[at].uniques:
            identity = each.identity(values[each.cell]) if each.cell in values else None
            if identity is not None:
                self.reserved.setdefault((each.guard, identity), set()).add(item_id)

    def delete(self, at: int, item_id: str) -> None:
        """Delete an item with a generation's code."""
        status, answer = self.request(at, f"DELETE /notes/{item_id}", self.items[item_id].owner)
        if self.is_newer(item_id, at):
            assert status == HTTPStatus.CONFLICT, answer
            return
        assert status == HTTPStatus.NO_CONTENT, answer
        del self.items[item_id]

    def is_newer(self, item_id: str | None, at: int) -> bool:
        """Return True if an item is of a generation that a former one may not write."""
        generations = [app.generation for app in self.apps]
        return item_id is not None and generations[self.items[item_id].at] > generations[at]

    def body(self, shape: Shape, *, new: bool) -> dict[str, Any]:
        """Draw the body of a request; a new one has its defaults."""
        body = {}
        for name, each in shape.fields.items():
            if (new and not each.optional) or self.draw(st.booleans()):
                value = st.sampled_from(samples_of(each))
                nothing = each.optional and not new
                body[name] = self.draw(st.none() | value if nothing else value)
        return body

    def clashes(self, at: int, old: Values, changes: Values) -> tuple[bool, bool]:
        """Return whether a write must be refused for a value that is taken, and whether it may."""
        must = may = False
        for each in self.shapes[at].uniques:
            new, was = changes.get(each.cell), old.get(each.cell)
            identity = None if new is None else each.identity(new)
            if identity is None or (was is not None and identity == each.identity(was)):
                continue
            if self.holders(each, identity, at):
                may = True
                must = must or each.guard in self.secured
            # What newer code has written, older code cannot tell to be free again.
            former = self.reserved.get((each.guard, identity), set()) & self.items.keys()
            may = may or any(self.is_newer(item_id, at) for item_id in former)
        return must, may

    def check(self, item_id: str, at: int, answer: dict[str, Any]) -> None:
        """An answer is what the model in memory says, and fits openapi.yaml."""
        system = {"id", "owner", "created_at", "updated_at", "version"}
        found = {name: value for name, value in answer.items() if name not in system}
        item = self.items[item_id]
        expected = self.shapes[at].answer(self.values(item_id, at))
        early = {name: value for name, value in found.items() if name not in expected}
        assert found == expected | early, f"{found} instead of {expected}"
        assert early.items() <= self.early(item_id, at).items(), f"{early} is not there yet"
        assert (answer["owner"], answer["version"]) == (item.owner, item.version)
        self.apps[at].schema.validate(self.removed_later(item_id, at) | answer)

    def removed_later(self, item_id: str, at: int) -> dict[str, Any]:
        """Return samples of fields that an item lacks since newer code has created it."""
        fields = self.shapes[at].fields.items() if self.items[item_id].made > at else ()
        return {name: samples_of(field)[0] for name, field in fields}

    def early(self, item_id: str, at: int) -> dict[str, Any]:
        """Return what a migration before the next deployment may have added."""
        if at + 1 not in self.begun:
            return {}
        values = self.values(item_id, at)
        after = self.shapes[at + 1].step(values).items()
        return self.shapes[at].answer({cell: each for cell, each in after if cell not in values})

    def check_all(self, at: int, *, settled: bool) -> None:
        """Everything that is stored is answered to those who may read it; all lists have it."""
        shape = self.shapes[at]
        for item_id, item in self.items.items():
            for user in (*USERS,):
                status, answer = self.request(at, f"GET /notes/{item_id}", user)
                if shape.public or user == item.owner:
                    assert status == HTTPStatus.OK, answer
                    self.check(item_id, at, answer)
                else:
                    assert status == HTTPStatus.NOT_FOUND, answer
        user = self.draw(st.sampled_from(USERS))
        every = {
            i: self.values(i, at) for i in self.items if shape.public or self.items[i].owner == user
        }
        # A list is asked for with the values of each item, and each question once.
        for by, sort in [((), None), (("owner",), None), *shape.index]:
            fields = {name: shape.fields[name] for name in by if name != "owner"}
            filters = [self.filters(fields, values) for values in every.values()]
            for samples in {str(values): values for values in filters}.values():
                if not any(value is None or "\n" in str(value) for value in samples):
                    wanted = dict(zip(fields, samples, strict=True))
                    self.check_list(at, user, Question(by, sort, wanted), every, settled=settled)

    def filters(self, fields: dict[str, Field], values: Values) -> list[Any]:
        """Return the values of an item by which a list of it can be narrowed."""
        return [f.load(values[f.cell]) if f.cell in values else None for f in fields.values()]

    def check_list(
        self,
        at: int,
        user: str,
        asked: Question,
        every: dict[str, Values],
        *,
        settled: bool,
    ) -> None:
        """A list has each item that it must have once, in order, and no other."""
        fields, (by, sort, wanted) = self.shapes[at].fields, asked
        query = {name: v if isinstance(v, str) else json.dumps(v) for name, v in wanted.items()}
        query |= {"sort": sort} if sort else {}
        query |= {"owner": user} if "owner" in by else {}
        expected = [
            item_id
            for item_id, values in every.items()
            if all(values.get(fields[n].cell) == fields[n].dump(v) for n, v in wanted.items())
            and (sort is None or fields[sort].cell in values)
            and ("owner" not in by or self.items[item_id].owner == user)
        ]
        expected.sort(reverse=sort is None)
        if sort:
            cell = fields[sort].cell
            expected.sort(key=lambda item_id: sort_key(every[item_id][cell]))
        found = self.listed(at, user, query)
        assert len(set(found)) == len(found)
        assert set(found) <= set(every)
        if settled:
            assert found == expected

    def listed(self, at: int, user: str, query: dict[str, str]) -> list[str]:
        """Return the ids of all pages of a list, each with its answer checked."""
        found: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            status, page = self.request(
                at, "GET /notes", user, query={**query, **cursor, "limit": "3"}
            )
            assert status == HTTPStatus.OK, page
            for answer in page["items"]:
                self.check(answer["id"], at, answer)
                found.append(answer["id"])
            if page["cursor"] is None:
                return found
            cursor = {"cursor": page["cursor"]}

    def migrate(self, at: int, phase: str, writers: list[int]) -> None:
        """Migrate, killed and gone on with; generations write in between."""
        page, kill = self.draw(st.integers(1, 3)), self.draw(st.none() | st.integers(0, 40))
        arguments = {"package": self.apps[at].package, "phase": phase, "page": page}
        answers, writes = self.draw(st.booleans()), self.draw(st.integers(0, 2))
        if phase == "before":
            self.begun.add(at)
        report = self.server.call("migrate", **arguments, kill=kill, answers=answers)
        broken = report is None
        for item_id in self.items:
            self.reserve(item_id, at, self.values(item_id, at))
        if report is None:
            self.check_all(at, settled=False)
            for _ in range(writes):
                self.write(self.draw(st.sampled_from(writers)))
            report = self.server.call("migrate", **arguments, kill=None, answers=True)
        if phase == "after":
            for item_id, item in self.items.items():
                self.items[item_id] = replace(item, at=at, values=self.values(item_id, at))
        if not broken:
            self.check_report(at, report)
        if not broken or writers == [at]:
            self.secured |= self.shapes[at].secures

    def check_report(self, at: int, report: dict[str, Any]) -> None:
        """A report names what does not fit, and what is taken twice."""
        shape = self.shapes[at]
        unfit = {item_id: shape.unfit(self.values(item_id, at)) for item_id in self.items}
        unfit = {item_id: names for item_id, names in unfit.items() if names}
        assert report["unfit"] == unfit, (report, unfit)
        found = Counter(name for names in report["taken"].values() for name in names)
        expected: Counter[str] = Counter()
        for name, each in shape.fields.items():
            stored = [self.values(item_id, at).get(each.cell) for item_id in self.items]
            ids = [each.identity(value) for value in stored if value is not None]
            identities = Counter(each for each in ids if each is not None)
            if each.unique and (count := sum(n - 1 for n in identities.values())):
                expected[name] = count
        assert found == expected
        assert (report["seen"], report["busy"]) == (len(self.items), [])


def sort_key(value: Any) -> Any:  # noqa: ANN401 - text or a number
    """The place of a value in DynamoDB's order."""
    return value.encode() if isinstance(value, str) else value
