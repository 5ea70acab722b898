"""The spec language: text with places, documents, resolution, and edits."""

from __future__ import annotations

from typing import Final

SPEC_NAME: Final = "scaffold.yaml"
