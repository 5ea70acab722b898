"""Signatures of what scaffold leaves in a project for itself, with a key of this computer.

A repository can bring files in scaffold's own folders. Those without a valid signature were written
elsewhere and are not obeyed.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from functools import cache
from pathlib import Path
from typing import Final

from scaffold.files import open_private, read_file

_SIZE: Final = 32
_NAME: Final = "key"


def sign(purpose: str, content: bytes) -> str:
    """Return the signature of a content, valid for one purpose."""
    return hmac.new(_key(), f"{purpose}\0".encode() + content, hashlib.sha256).hexdigest()


def is_signed(purpose: str, content: bytes, signature: object) -> bool:
    """Return True if this computer signed a content for a purpose."""
    if not (isinstance(signature, str) and signature.isascii()):
        return False
    return hmac.compare_digest(sign(purpose, content), signature)


def state_root() -> Path:
    """Return the user's folder for what scaffold must remember, or `SCAFFOLD_STATE_DIR`."""
    if override := os.environ.get("SCAFFOLD_STATE_DIR"):
        return Path(override)
    from platformdirs import user_state_path  # noqa: PLC0415 - start-up time

    return user_state_path("scaffold")


@cache
def _key() -> bytes:
    """Return the key, created at its first use; one of this process if it cannot be stored."""
    place = state_root() / _NAME
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(2):
            with contextlib.suppress(FileNotFoundError):
                if len(key := read_file(place, _SIZE, follow=False)) == _SIZE:
                    return key
                place.unlink()
            _create(place)
    return os.urandom(_SIZE)


def _create(place: Path) -> None:
    """Write a new key, complete or not at all, unless another process was faster."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with open(open_private(draft, os.O_WRONLY | os.O_TRUNC), "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(os.urandom(_SIZE))
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, place)
    finally:
        draft.unlink()
