"""Edits of a spec's text that leave every byte outside of them as it was."""

from scaffold.spec.edit.edits import SECTIONS, add, remove, rename
from scaffold.spec.edit.layout import SpecEditError

__all__ = ["SECTIONS", "SpecEditError", "add", "remove", "rename"]
