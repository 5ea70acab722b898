"""What the keys of the application as a whole do in the local cloud."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from local.keys.projects import covers

if TYPE_CHECKING:
    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow


@covers("scaffold", "app")
def test_app_name_in_stack_and_resources(shop: Running) -> None:
    """Two applications at one emulator would not meet."""
    assert shop.cloud.application.stack == "key-shop-trial"
    assert shop.function("look").name.startswith("key-shop-trial-")
    assert shop.function("look").handler.startswith("key_shop.")


@covers("stages")
def test_the_first_stage_runs(nobody: Person) -> None:
    """Whatever it is called, by samconfig.toml."""
    assert nobody.request("GET", "/look/around").json()["STAGE"] == "trial"


@covers("protect")
def test_stage_that_is_not_protected_runs(shop: Running) -> None:
    """Its tables may be deleted, and it has the client for load tests."""
    table = shop.client("dynamodb").describe_table(TableName=shop.output("NoteTableName"))

    assert not table["Table"].get("DeletionProtectionEnabled", False)
    assert shop.output("LoadClientId")


@covers("region")
def test_region_of_all_resources(shop: Running, nobody: Person) -> None:
    """The emulator's resources, and what a function's clients ask for."""
    assert shop.cloud.application.region == "eu-west-1"
    assert shop.output("UserPoolId").startswith("eu-west-1_")
    assert nobody.request("GET", "/look/around").json()["AWS_REGION"] == "eu-west-1"


@covers("runtime")
def test_functions_run_with_the_runtime_or_a_warning_says_so(shop: Running, nobody: Person) -> None:
    """The runtime's own Python need not be on this computer."""
    version = nobody.request("GET", "/look/around").json()["python"]
    wanted = f"Using Python {version} locally; the template specifies python3.12"
    assert (wanted in shop.notices()) == (not version.startswith("3.12."))


@covers("title", "description")
def test_vite_serves_title_and_description(shop: Running) -> None:
    """The page that a browser gets first has both."""
    page = html.unescape(shop.page("/", "text/html"))
    assert '<title>Keys & "Locks"</title>' in page
    assert 'content="Every key in a <row>"' in page


@covers("theme", "theme.color", "theme.radius")
def test_vite_serves_the_theme(shop: Running) -> None:
    """Its tokens are in the style sheet that the page imports."""
    sheet = shop.page("/src/generated/theme.css", "text/css")
    assert "--fill: light-dark(#b91c1c," in sheet
    assert "--radius: 3px;" in sheet
