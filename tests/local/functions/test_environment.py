"""Which Python runs a function, and what it can import."""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import toolchain
from local.functions.laboratory import Laboratory, answer, call, run

from scaffold.local.functions.environment import PackagesError
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
def lab(tmp_path: Path, cache: Path) -> Laboratory:
    """A laboratory with that cache."""
    return Laboratory(tmp_path, cache=cache)


def test_boto3_is_always_there(lab: Laboratory) -> None:
    """AWS's runtime brings it, so a function needs to name it nowhere."""
    lab.write("app", IMPORTS.format("boto3"))

    async def scenario() -> None:
        async with lab.running(lab.function("app.handler")) as functions:
            assert "/lambda/runtime-" in answer(await call(functions, "app-handler"))

    run(scenario())


def test_a_function_has_its_requirements(lab: Laboratory) -> None:
    """requirements.txt beside the code is installed, and again once it has changed."""
    lab.write("app", IMPORTS.format("greeting"))
    requirements = lab.code / "requirements.txt"
    requirements.write_text(f"{wheel(lab.root, '1.0')}\n")

    async def scenario() -> None:
        async with lab.running(lab.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            requirements.write_text(f"{wheel(lab.root, '2.0')}\n")
            assert await functions.recycle([requirements]) == ("app-handler",)
            assert answer(await call(functions, "app-handler")).endswith(" 2.0")
        told = f"Installing the packages of {requirements}"
        assert lab.progress.count(told) == 2

    run(scenario())


def test_what_is_deployed_wins_over_the_lock(lab: Laboratory) -> None:
    """As for `sam build`: a requirements.txt beside the code counts, not the uv.lock above it."""
    lab.write("app", IMPORTS.format("greeting"))
    (lab.root / "pyproject.toml").write_text("[project]\nname = 'p'\nversion = '1'\n")
    (lab.root / "uv.lock").write_text("not a lock")
    (lab.code / "requirements.txt").write_text(f"{wheel(lab.root, '1.0')}\n")

    async def scenario() -> None:
        async with lab.running(lab.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")

    run(scenario())


def test_a_lock_above_the_code_is_installed(lab: Laboratory) -> None:
    """Without requirements.txt the project's uv.lock is; its development packages are not."""
    lab.write("app", IMPORTS.format("greeting"))
    wheel(lab.root, "1.0")
    wheel(lab.root, "1.0", "greeting_tests")
    (lab.root / "pyproject.toml").write_text(PROJECT)
    lock = [str(toolchain.beside("uv")), "lock", "--quiet", "--offline"]
    subprocess.run(lock, cwd=lab.root, check=True)
    lab.write("development", "import greeting_tests")
    (lab.root / ".python-version").write_text("3.99\n")

    async def scenario() -> None:
        development = lab.function("development.handler")
        async with lab.running(lab.function("app.handler"), development) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            outcome = await call(functions, "development-handler")
            assert outcome.error_type == "Runtime.ImportModuleError"
        assert lab.progress[0] == f"Installing the packages of {lab.root / 'uv.lock'}"
        assert not (lab.root / ".venv").exists()

    run(scenario())


def test_a_project_without_a_lock_is_installed(lab: Laboratory) -> None:
    """What pyproject.toml names is there, also where nobody has locked it."""
    lab.write("app", IMPORTS.format("greeting"))
    named = f"dependencies = ['greeting @ {wheel(lab.root, '1.0').as_uri()}']"
    (lab.root / "pyproject.toml").write_text(f"[project]\nname = 'p'\nversion = '1'\n{named}\n")

    async def scenario() -> None:
        async with lab.running(lab.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")

    run(scenario())


def test_an_environment_is_made_once(lab: Laboratory) -> None:
    """The second start finds it, without running uv."""

    async def scenario() -> None:
        async with lab.running(lab.function()):
            pass
        lab.progress.clear()
        began = time.perf_counter()
        async with lab.running(lab.function()):
            assert time.perf_counter() - began < 1
        assert lab.progress == []

    run(scenario())


def test_another_python_than_the_clouds_is_said_once(lab: Laboratory) -> None:
    """Where the template's Python is not on the computer, another runs, and that is said."""
    if shutil.which("python3.99"):
        pytest.skip("python3.99 is on this computer")

    async def scenario() -> None:
        several = [
            lab.function(h, runtime="python3.99") for h in ("handlers.echo", "handlers.says")
        ]
        async with lab.running(*several) as functions:
            await functions.update(several)
            assert (await call(functions, "handlers-echo")).error_type is None
        (notice,) = lab.notices()
        assert notice.startswith("Functions run with Python 3.")
        assert notice.endswith(" here, and with python3.99 in the cloud")

    run(scenario())


def test_what_cannot_be_installed_is_said_in_uvs_words(lab: Laboratory) -> None:
    """The error names the file and carries all that uv says; nothing is half made."""
    (lab.code / "requirements.txt").write_text("./missing-1.0-py3-none-any.whl\n")

    async def scenario() -> None:
        for _ in range(2):
            async with Functions(lab.surroundings) as functions:
                with pytest.raises(PackagesError) as caught:
                    await functions.update([lab.function()])
                assert functions.all() == ()
            assert str(lab.code / "requirements.txt") in str(caught.value)
            assert "missing-1.0-py3-none-any.whl" in str(caught.value).partition(":\n")[2]

    run(scenario())


def test_a_python_that_nobody_has_is_an_error(lab: Laboratory) -> None:
    """A project that asks for a Python which is not there says so, and what to do."""
    (lab.root / "pyproject.toml").write_text("[project]\nrequires-python = '>=3.99'\n")

    async def scenario() -> None:
        async with Functions(lab.surroundings) as functions:
            with pytest.raises(PackagesError, match=r"No Python >=3\.99 is on this computer"):
                await functions.update([lab.function(runtime="python3.99")])

    run(scenario())


def test_two_folders_of_code_have_packages_of_their_own(lab: Laboratory) -> None:
    """Functions of one template may differ in what they import."""
    other = lab.root / "other"
    other.mkdir()
    lab.write("app", IMPORTS.format("greeting"))
    shutil.copy(lab.code / "app.py", other)
    (lab.code / "requirements.txt").write_text(f"{wheel(lab.root, '1.0')}\n")
    (other / "requirements.txt").write_text(f"{wheel(lab.root, '2.0')}\n")

    async def scenario() -> None:
        one = lab.function("app.handler")
        two = lab.function("app.handler", name="two", code=other)
        async with lab.running(one, two) as functions:
            assert answer(await call(functions, "app-handler")).endswith(" 1.0")
            assert answer(await call(functions, "two")).endswith(" 2.0")

    run(scenario())
