"""What templates may put out."""

from pathlib import Path

import pytest

from scaffold.generate.catalog import read_catalog
from scaffold.generate.plan import plan
from scaffold.generate.render import TemplateError, render
from scaffold.spec import reader

SPEC = reader.parse(
    """\
scaffold: 1
app: video-share
title: 'a "title" ${x} {{ y }} <% z %>'
functions: {hello: {}}
"""
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))


def rendered(folder: Path, template: str) -> str:
    """What a template makes of SPEC."""
    path = folder / "templates" / "base" / "out.txt.jinja"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template)
    catalog = read_catalog(folder / "templates")
    [file] = render(plan(SPEC, catalog), SPEC, catalog)
    return file.content.decode()


def test_identifiers_and_numbers_need_no_filter(tmp_path: Path) -> None:
    """They come from an allow-list of characters."""
    template = "<%= spec.app %> <%= spec.package %> <%= spec.functions[0].memory %>"
    assert rendered(tmp_path, template) == "video-share video_share 512"


def test_text_without_a_filter_is_refused(tmp_path: Path) -> None:
    """A forgotten quote fails here, and not in a user's application."""
    with pytest.raises(TemplateError) as caught:
        rendered(tmp_path, "\n<%= spec.title %>")
    assert str(caught.value).startswith('templates/base/out.txt.jinja:2: \'a "title"')
    assert str(caught.value).endswith("must go through a quoting filter")


@pytest.mark.parametrize(
    "template",
    [
        "<%= spec.title|upper %>",
        "<%= spec.auth %>",
        "<%= spec.auth is none %>",
        "<% for c in spec.title %><%= c %><% endfor %>",
    ],
)
def test_nothing_else_slips_through(tmp_path: Path, template: str) -> None:
    """What other filters give, None and booleans are plain values as well."""
    with pytest.raises(TemplateError):
        rendered(tmp_path, template)


def test_an_undefined_name_is_an_error(tmp_path: Path) -> None:
    """With the template and the line."""
    with pytest.raises(TemplateError, match=r"templates/base/out\.txt\.jinja:1: .*titel"):
        rendered(tmp_path, "<%= spec.titel|quote %>")


def test_a_syntax_error_names_template_and_line(tmp_path: Path) -> None:
    """For whoever writes templates."""
    with pytest.raises(TemplateError, match=r"^templates/base/out\.txt\.jinja:2: "):
        rendered(tmp_path, "x\n<% if %>")


def test_other_tools_braces_are_text(tmp_path: Path) -> None:
    """JSX, workflows, !Sub and f-strings stay readable."""
    template = "{{ a }} ${b} ${{ c }} {# d #} {% e %} <%# gone %>"
    assert rendered(tmp_path, template) == "{{ a }} ${b} ${{ c }} {# d #} {% e %} "


def test_macros_and_blocks_keep_what_they_quoted(tmp_path: Path) -> None:
    """Their output is quoted already, and nothing is quoted twice."""
    template = (
        "<% macro m() %><<%= spec.title|quote %>><% endmacro %>"
        "<% set s %><%= m() %>&<% endset %><%= s %>"
    )
    assert rendered(tmp_path, template) == '<"a \\u0022title\\u0022 ${x} {{ y }} <% z %>">&'


def test_fitting_tells_lines_that_formatters_would_break(tmp_path: Path) -> None:
    """A hundred columns fit, one more does not."""
    template = f"<% set a %>{'x' * 100}<% endset %><% if a is within_line_width %>yes<% endif %>"
    assert rendered(tmp_path, template) == "yes"
    assert rendered(tmp_path, template.replace("x", "xx", 1)) == ""


def test_a_changed_template_is_not_served_from_the_cache(tmp_path: Path) -> None:
    """The cache knows the size and the time of the source."""
    assert rendered(tmp_path, "one") == "one"
    assert rendered(tmp_path, "another") == "another"


def test_templates_use_no_way_around_the_guard() -> None:
    """`safe` and `~` would pass text that went through no filter."""
    import jinja2  # noqa: PLC0415 - only here

    from scaffold.generate.catalog import templates_root  # noqa: PLC0415 - the real one, only here
    from scaffold.generate.render import build_environment  # noqa: PLC0415 - only here

    environment = build_environment(jinja2.FileSystemLoader(templates_root()))
    found = []
    for path in sorted(templates_root().rglob("*.jinja")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        names = {each.name for each in tree.find_all(jinja2.nodes.Filter)}
        if list(tree.find_all(jinja2.nodes.Concat)) or names & {"safe", "forceescape", "xmlattr"}:
            found.append(path.name)
    assert found == []
