"""Which Python runs a function, and what it can import."""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import toolchain
from local.functions.harness import Harness, answer, call, run

from scaffold.local.functions.python_environment import PackagesError
from scaffold.local.functions.service import Functions

if TYPE_CHECKING:
    from pathlib import Path

IMPORTS = "import {0}\ndef handler(event, context): return {0}.__file__ + ' ' + {0}.__version__"


WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
PROJECT = """
[project]
name = "backend"
version = "1"
requires-python = ">=3.11"
dependencies = ["greeting"]

[dependency-groups]
dev = ["greeting-tests"]

[tool.uv]
package = false

[tool.uv.sources]
greeting = {path = "greeting-1.0-py3-none-any.whl"}
greeting-tests = {path = "greeting_tests-1.0-py3-none-any.whl"}
"""


def wheel(folder: Path, version: str, name: str = "greeting") -> Path:
    """A package of one module, as an index would give it."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", f"__version__ = '{version}'\n")
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", WHEEL)
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that these tests may fill."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def harness(tmp_path: Path, cache: Path) -> Harness:
    """A harness with that cache."""
    return Harness(tmp_path, cache=cache)


def test_boto3_is_importable(harness: Harness) -> None:
    """AWS's runtime brings it, so a function needs to name it nowhere."""
    harness.write("app", IMPORTS.format("boto3"))

    async def scenario() -> None:
        async with harness.running(harness.function("app.handler")) as functions:
            assert "/lambda/runtime-" in answer(await call(functions, "app-handler"))

    run(scenario())


def test_a_function_has_its_requirements(harness: Harness) -> None:
    """requirements.txt beside the code is installed, and again once it has changed."""
    harness.write("app", IMPORTS.format("greeting"))
    requirements = harness.code / "requirements.txt"
    requirements.write_text(f"{wheel(harness.root, '1.0')}\n")

    async def scenario() -> None:
        async with harness.running(harness.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            requirements.write_text(f"{wheel(harness.root, '2.0')}\n")
            assert await functions.recycle([requirements]) == ("app-handler",)
            assert answer(await call(functions, "app-handler")).endswith(" 2.0")
        told = f"Installing the packages from {requirements}"
        assert harness.progress.count(told) == 2

    run(scenario())


def test_what_is_deployed_wins_over_the_lock(harness: Harness) -> None:
    """As for `sam build`: a requirements.txt beside the code counts, not the uv.lock above it."""
    harness.write("app", IMPORTS.format("greeting"))
    (harness.root / "pyproject.toml").write_text("[project]\nname = 'p'\nversion = '1'\n")
    (harness.root / "uv.lock").write_text("not a lock")
    (harness.code / "requirements.txt").write_text(f"{wheel(harness.root, '1.0')}\n")

    async def scenario() -> None:
        async with harness.running(harness.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")

    run(scenario())


def test_a_lock_above_the_code_is_installed(harness: Harness) -> None:
    """Without requirements.txt the project's uv.lock is; its development packages are not."""
    harness.write("app", IMPORTS.format("greeting"))
    wheel(harness.root, "1.0")
    wheel(harness.root, "1.0", "greeting_tests")
    (harness.root / "pyproject.toml").write_text(PROJECT)
    lock = [str(toolchain.beside("uv")), "lock", "--quiet", "--offline"]
    subprocess.run(lock, cwd=harness.root, check=True)
    harness.write("development", "import greeting_tests")
    (harness.root / ".python-version").write_text("3.99\n")

    async def scenario() -> None:
        development = harness.function("development.handler")
        async with harness.running(harness.function("app.handler"), development) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            outcome = await call(functions, "development-handler")
            assert outcome.error_type == "Runtime.ImportModuleError"
        assert harness.progress[0] == f"Installing the packages from {harness.root / 'uv.lock'}"
        assert not (harness.root / ".venv").exists()

    run(scenario())


def test_a_project_without_a_lock_is_installed(harness: Harness) -> None:
    """What pyproject.toml names is there, also where nobody has locked it."""
    harness.write("app", IMPORTS.format("greeting"))
    named = f"dependencies = ['greeting @ {wheel(harness.root, '1.0').as_uri()}']"
    (harness.root / "pyproject.toml").write_text(f"[project]\nname = 'p'\nversion = '1'\n{named}\n")

    async def scenario() -> None:
        async with harness.running(harness.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")

    run(scenario())


def test_python_environment_is_cached(harness: Harness) -> None:
    """The second start finds it, without running uv."""

    async def scenario() -> None:
        async with harness.running(harness.function()):
            pass
        harness.progress.clear()
        began = time.perf_counter()
        async with harness.running(harness.function()):
            assert time.perf_counter() - began < 1
        assert harness.progress == []

    run(scenario())


def test_python_version_mismatch_is_warned_once(harness: Harness) -> None:
    """Where the template's Python is not on the computer, another runs, and that is said."""
    if shutil.which("python3.99"):
        pytest.skip("python3.99 is on this computer")

    async def scenario() -> None:
        several = [
            harness.function(h, runtime="python3.99") for h in ("handlers.echo", "handlers.says")
        ]
        async with harness.running(*several) as functions:
            await functions.update(several)
            assert (await call(functions, "handlers-echo")).error_type is None
        (notice,) = harness.notices()
        assert notice.startswith("Using Python 3.")
        assert notice.endswith(" locally; the template specifies python3.99")

    run(scenario())


def test_install_error_quotes_uv(harness: Harness) -> None:
    """The error names the file and carries all that uv says; nothing is half made."""
    (harness.code / "requirements.txt").write_text("./missing-1.0-py3-none-any.whl\n")

    async def scenario() -> None:
        for _ in range(2):
            async with Functions(harness.context) as functions:
                with pytest.raises(PackagesError) as caught:
                    await functions.update([harness.function()])
                assert functions.all() == ()
            assert str(harness.code / "requirements.txt") in str(caught.value)
            assert "missing-1.0-py3-none-any.whl" in str(caught.value).partition(":\n")[2]

    run(scenario())


def test_missing_python_version_is_an_error(harness: Harness) -> None:
    """A project that asks for a Python which is not there says so, and what to do."""
    (harness.root / "pyproject.toml").write_text("[project]\nrequires-python = '>=3.99'\n")

    async def scenario() -> None:
        async with Functions(harness.context) as functions:
            with pytest.raises(PackagesError, match=r"Python >=3\.99 is required"):
                await functions.update([harness.function(runtime="python3.99")])

    run(scenario())


def test_two_folders_of_code_have_packages_of_their_own(harness: Harness) -> None:
    """Functions of one template may differ in what they import."""
    other = harness.root / "other"
    other.mkdir()
    harness.write("app", IMPORTS.format("greeting"))
    shutil.copy(harness.code / "app.py", other)
    (harness.code / "requirements.txt").write_text(f"{wheel(harness.root, '1.0')}\n")
    (other / "requirements.txt").write_text(f"{wheel(harness.root, '2.0')}\n")

    async def scenario() -> None:
        first = harness.function("app.handler")
        second = harness.function("app.handler", name="two", code=other)
        async with harness.running(first, second) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            assert answer(await call(functions, "two")).endswith(" 2.0")

    run(scenario())
