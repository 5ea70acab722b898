"""Two applications that use every key between them, each started once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from local.applications import install_frontend, run_application
from local.keys.projects import write
from local.people import Person, member

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from local.applications import Running

SHOP: Final = """
scaffold: 1
app: key-shop
title: Keys & "Locks"
description: Every key in a <row>
region: eu-west-1
runtime: python3.12
stages: [trial, prod]
protect: [prod]
theme: {color: "#b91c1c", radius: 3px}
auth: {sign_in: email, groups: [admins, editors]}
models:
  maker:
    path: people-who-make
    fields:
      name: string
      state: {enum: [new, checked], default: new, write: functions}
      grade: {type: integer, optional: true, write: [editors, functions]}
      phone: {type: string, optional: true, read: [owner, editors]}
      remark: {type: string, optional: true, read: functions}
    access: {read: public, update: [owner, editors]}
    index: [phone]
  note:
    fields: {title: string, state: {enum: [draft, sent]}}
    access: {read: signed-in, create: editors, update: owner, delete: [owner, admins]}
    index:
      - state
      - [owner, state]
      - {by: state, sort: title}
      - {sort: title}
  diary:
    fields: {body: json}
    view: cards
  sample:
    fields:
      string: {type: string, min: 2, max: 5, optional: true}
      text: {type: text, max: 20, optional: true}
      integer: {type: integer, min: -5, max: 10, optional: true}
      number: {type: number, min: 0.5, max: 1.5, optional: true}
      boolean: optional boolean
      date: optional date
      datetime: optional datetime
      email: optional email
      url: optional url
      choice: {enum: [low, high], optional: true}
      amounts: {type: list(integer), min: 1, max: 2, optional: true}
      ref: optional ref(maker)
      reviewer: {type: ref(maker), optional: true, read: editors}
      diary: optional ref(diary)
      file: optional file(photos)
      coded: {type: string, pattern: "[A-Z]{2}-[0-9]+", optional: true}
      named: {type: string, unique: true, optional: true}
      level: {enum: [one, two], default: two}
      needed: string
buckets:
  photos: {}
  gallery:
    accept: [image/*]
    max_size: 1 MiB
    expire: 30 days
    access: {read: public, create: editors, delete: admins}
functions:
  look:
    trigger: {http: "GET /look/{name}", access: public}
    uses: {functions: [lookup]}
    env: {GREETING: "hello, \\"you\\""}
    memory: 256
  lookup: {}
  wait:
    trigger: {http: "GET /wait", access: public}
    timeout: 1 second
  read:
    trigger: {http: "POST /read", access: editors}
    uses: {models: [maker], buckets: [photos]}
  change:
    trigger: {http: "POST /change", access: public}
    uses: {models: {maker: write}, buckets: {photos: write}}
  approve:
    trigger: {http: "POST /approve", access: signed-in}
    uses: {models: {maker: write}}
  shrink:
    trigger: {upload: photos, suffix: .png}
"""
LOOK: Final = '''
import os
import platform

from key_shop.core.invoke import invoke


def on_http(request):
    """What the function finds around it."""
    names = ("GREETING", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_REGION", "STAGE")
    return {
        "name": request.path["name"],
        "python": platform.python_version(),
        "answer": invoke("lookup", {"asked": True}),
        **{name: os.environ[name] for name in names},
    }
'''
WAIT: Final = """
import threading


def on_http(request):
    threading.Event().wait(30)
"""
# Tries everything that `uses` may grant, and says what came of it.
TRY: Final = '''
import os

import boto3
from botocore.exceptions import ClientError


def on_http(request):
    """The code of the refusal of each call, or nothing where it was allowed."""
    table = boto3.client("dynamodb"), {"TableName": os.environ["MAKER_TABLE"]}
    bucket = boto3.client("s3"), {"Bucket": os.environ["PHOTOS_BUCKET"]}
    key = {"id": {"S": "none"}}
    found = bucket[0].list_objects_v2(**bucket[1], MaxKeys=1)
    calls = {
        "get item": (*table, "get_item", {"Key": key}),
        "put item": (*table, "put_item", {"Item": key}),
        "scan": (*table, "scan", {}),
        "put derived": (*bucket, "put_object", {"Key": "derived/one", "Body": b""}),
        "put upload": (*bucket, "put_object", {"Key": "uploads/one", "Body": b""}),
        "call lookup": (
            boto3.client("lambda"),
            {"FunctionName": request.body["lookup"]},
            "invoke",
            {},
        ),
    }
    return {"listed": found["KeyCount"], **{name: attempt(*call) for name, call in calls.items()}}


def attempt(client, resource, operation, arguments):
    try:
        getattr(client, operation)(**resource, **arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None
'''
APPROVE: Final = """
from key_shop.core.tables import Table
from key_shop.generated.models import maker

makers = Table(maker.MODEL)


def on_http(request):
    item = makers.get(request.body["id"])
    return makers.update(item, {"state": "checked", "grade": 3})
"""
CLUB: Final = """
scaffold: 1
app: key-club
auth: {sign_up: invite}
functions:
  hello: {trigger: {http: "GET /hello"}}
"""


@pytest.fixture(scope="session")
def shop(
    event_loop_thread: asyncio.AbstractEventLoop,
    local_cache: None,  # noqa: ARG001 - used for its effect
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """An application with nearly every key."""
    bodies = {"look": LOOK, "wait": WAIT, "read": TRY, "change": TRY, "approve": APPROVE}
    root = install_frontend(write(SHOP, tmp_path_factory.mktemp("keys") / "shop", bodies))
    with run_application(event_loop_thread, root, frontend=True) as application:
        yield application


@pytest.fixture(scope="session")
def club(
    event_loop_thread: asyncio.AbstractEventLoop,
    local_cache: None,  # noqa: ARG001 - used for its effect
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """An application that people are invited to."""
    root = write(CLUB, tmp_path_factory.mktemp("keys") / "club", {})
    with run_application(event_loop_thread, root) as application:
        yield application


@pytest.fixture(scope="session")
def nobody(shop: Running) -> Person:
    """Somebody who has not signed in."""
    return Person(shop)


@pytest.fixture(scope="session")
def ada(shop: Running) -> Person:
    """Somebody in no group."""
    return member(shop, "ada@example.com")


@pytest.fixture(scope="session")
def editor(shop: Running) -> Person:
    """Somebody in the group editors."""
    return member(shop, "editor@example.com", "editors")


@pytest.fixture(scope="session")
def admin(shop: Running) -> Person:
    """Somebody in the group admins."""
    return member(shop, "admin@example.com", "admins")
