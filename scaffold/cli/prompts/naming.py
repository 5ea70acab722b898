"""Names from what people type: a title becomes an identifier."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_CAMEL_CASE: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def to_name(text: str, separator: str) -> str:
    """Return `recipe-photo` for `Recipe Photo`, `RecipePhoto` or `recipe_photo`.

    Text without any letter or digit of ASCII is returned as it is.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    if " " not in ascii_text.strip():
        ascii_text = _CAMEL_CASE.sub(" ", ascii_text)
    return separator.join(_WORD.findall(ascii_text.lower())) or text
