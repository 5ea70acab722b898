"""Which files a spec asks for."""

from pathlib import Path, PurePosixPath

import pytest

from scaffold.generate.catalog import Catalog, CatalogError, Template, read_catalog, templates_root
from scaffold.generate.plan import PathClashError, PlaceholderError, plan
from scaffold.spec import reader

SPEC = reader.parse(
    """\
scaffold: 1
app: video-share
auth:
models:
  video: {fields: {title: string}}
  sales_order: {fields: {title: string}}
buckets:
  raw-videos: {}
functions:
  probe-video: {}
"""
)


def catalog(*sources: str) -> Catalog:
    """A catalog of templates that need not exist."""
    return Catalog(Path(), tuple(Template(PurePosixPath(source)) for source in sources))


def targets(*sources: str) -> list[str]:
    """The paths that templates make of SPEC."""
    return [str(file.target) for file in plan(SPEC, catalog(*sources))]


def test_path_without_placeholder_makes_one_file() -> None:
    """The folder of the feature and the suffix are not part of the output path."""
    assert targets("base/Makefile.jinja", "base/logo.svg") == ["Makefile", "logo.svg"]


def test_placeholders_repeat_a_file_per_entity() -> None:
    """`{model}` is snake case, `{Model}` Pascal case, `{models}` the plural in kebab case."""
    assert targets("models/{package}/{model}.py.jinja") == [
        "video_share/sales_order.py",
        "video_share/video.py",
    ]
    assert targets("models/{models}/{Model}Page.tsx.jinja") == [
        "sales-orders/SalesOrderPage.tsx",
        "videos/VideoPage.tsx",
    ]
    assert targets("buckets/{bucket}.py.jinja") == ["raw_videos.py"]
    assert targets("functions/{function}.py.jinja") == ["probe_video.py"]


def test_absent_feature_makes_no_files() -> None:
    """Without groups there is no page to manage them."""
    assert targets("groups/page.tsx.jinja", "anonymous/main.tsx.jinja") == []


def test_path_clash() -> None:
    """Both are named, so that one can be renamed."""
    with pytest.raises(PathClashError) as caught:
        targets("base/README.md.jinja", "auth/README.md.jinja")
    assert str(caught.value) == (
        "README.md comes from both base/README.md.jinja and auth/README.md.jinja;"
        " rename one template."
    )


def test_unknown_placeholder() -> None:
    """Braces that name nothing would end up in a path."""
    with pytest.raises(PlaceholderError):
        targets("base/{module}.py.jinja")


def test_placeholders_of_two_kinds() -> None:
    """There is no file for each pair of a model and a bucket."""
    with pytest.raises(PlaceholderError):
        targets("models/{model}/{bucket}.py.jinja")


def test_file_id_names_template_and_entity() -> None:
    """It stays when the file moves."""
    [file] = plan(SPEC, catalog("functions/{function}.py.create-only.jinja"))
    assert file.id == "functions/{function}.py.create-only.jinja functions.probe-video"
    assert file.target == PurePosixPath("probe_video.py")
    assert file.template.file_class == "create-only"


def test_file_id_survives_a_rename() -> None:
    """A renamed entity's files are found by the name that it had at first."""
    spec = reader.parse(
        "scaffold: 1\napp: hello\nfunctions:\n  inspect: {renamed_from: probe-video}\n"
    )
    [file] = plan(spec, catalog("functions/{function}.py.create-only.jinja"))

    assert file.id == "functions/{function}.py.create-only.jinja functions.probe-video"
    assert file.target == PurePosixPath("inspect.py")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("base/frontend/src/generated/app.ts.jinja", "managed"),
        ("base/.scaffold/schema.json.jinja", "managed"),
        ("base/backend/uv.lock", "lockfile"),
        ("base/README.md.jinja", "merged"),
        ("functions/{function}.py.create-only.jinja", "create-only"),
    ],
)
def test_file_class_follows_from_the_path(source: str, expected: str) -> None:
    """Nothing else says how regenerating treats a file."""
    assert Template(PurePosixPath(source)).file_class == expected


def test_unknown_template_folder(tmp_path: Path) -> None:
    """A misspelt folder would be left out in silence."""
    (tmp_path / "modles").mkdir()
    (tmp_path / "modles" / "x.jinja").touch()
    with pytest.raises(CatalogError, match="templates/modles is not a feature"):
        read_catalog(tmp_path)


def test_partials_make_no_files() -> None:
    """What a `_` marks is included by others, and never an output."""
    sources = {str(template.source) for template in read_catalog(templates_root()).templates}
    assert sources
    assert not [source for source in sources if "/_template/" in source]


def test_dunder_files_are_not_partials(tmp_path: Path) -> None:
    """`__init__.py` is no partial."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "__init__.py").touch()
    assert [str(template.target) for template in read_catalog(tmp_path).templates] == [
        "__init__.py"
    ]
