"""The spec language: text with places, documents, resolution, and edits."""

from __future__ import annotations

from typing import Final

SPEC_NAME: Final = "scaffold.yaml"

# The largest spec.
MAX_BYTES: Final = 2**20
