"""The layout of rendered TypeScript: what Biome would do where it depends on names."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from scaffold.generate.typescript_layout import typescript_layout

LONG = "a" * 60

CASES = {
    "imports are in order, each module once": (
        """\
import { b, type C } from "../models/video";
import { Day } from "../../components/values";
import { a } from "../models/video";
import { it } from "vitest";
import { Badge } from "../../components/values";
""",
        """\
import { it } from "vitest";
import { Badge, Day } from "../../components/values";
import { a, b, type C } from "../models/video";
""",
    ),
    "capitals come before small letters": (
        'import { videoModel, type Video, useVideo, VIDEO_STATUS } from "./video";\n',
        'import { useVideo, VIDEO_STATUS, type Video, videoModel } from "./video";\n',
    ),
    "an import of types alone says so": (
        'import { type B } from "./b";\nimport type { A } from "./b";\n',
        'import type { A, B } from "./b";\n',
    ),
    "a default import keeps its form": (
        'import Page from "./Page";\nimport { it } from "vitest";\n',
        'import { it } from "vitest";\nimport Page from "./Page";\n',
    ),
    "imports of two blocks stay apart": (
        'import { b } from "b";\n\nimport { a } from "a";\n',
        'import { b } from "b";\n\nimport { a } from "a";\n',
    ),
    "a long import has a name a line": (
        f'import {{ {LONG}, {LONG}2 }} from "m";\n',
        f'import {{\n  {LONG},\n  {LONG}2,\n}} from "m";\n',
    ),
    "a long import of one name stays": (
        f'import {{ {LONG}{LONG} }} from "m";\n',
        f'import {{ {LONG}{LONG} }} from "m";\n',
    ),
    "a long element has an attribute a line": (
        f'  <Field name="two words" of={{{{ a: 1, b: 2 }}}} label="{LONG}" required />\n',
        f"""\
  <Field
    name="two words"
    of={{{{ a: 1, b: 2 }}}}
    label="{LONG}"
    required
  />
""",
    ),
    "a long opening tag ends with its bracket": (
        f'  <List title="{LONG}" empty="No videos yet, at all.">\n',
        f'  <List\n    title="{LONG}"\n    empty="No videos yet, at all."\n  >\n',
    ),
    "a value goes below a long tag": (
        f'  <Detail label="{LONG}">{{video.{"b" * 30}}}</Detail>\n',
        f'  <Detail label="{LONG}">\n    {{video.{"b" * 30}}}\n  </Detail>\n',
    ),
    "a long object has an entry a line": (
        f'  {{ path: "/{LONG}", page: VideoListPage, access: ["public"] }},\n',
        f"""\
  {{
    path: "/{LONG}",
    page: VideoListPage,
    access: ["public"],
  }},
""",
    ),
    "a long type has an argument a line": (
        f"export type {LONG} = List<Video, VideoQueryOfSomeLength>;\n",
        f"export type {LONG} = List<\n  Video,\n  VideoQueryOfSomeLength\n>;\n",
    ),
    "a long call has its argument below": (
        f'const {LONG} = lazy(() => import("./videos/VideoListPage"));\n',
        f'const {LONG} = lazy(\n  () => import("./videos/VideoListPage"),\n);\n',
    ),
    "other lines stay, however long": (f"// {LONG} {LONG}\n", f"// {LONG} {LONG}\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_typescript_layout(name: str) -> None:
    """Lines within the width stay; tests of generated projects ask Biome itself."""
    rendered, expected = CASES[name]

    assert str(typescript_layout(Markup(rendered))) == expected  # noqa: S704 - of this file
