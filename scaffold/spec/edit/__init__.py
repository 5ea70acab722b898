"""Edits of a spec's text that leave every byte outside of them as it was."""

from scaffold.spec.edit.edits import add, remove, rename
from scaffold.spec.edit.fields import rename_field
from scaffold.spec.edit.layout import SpecEditError, SpecText

__all__ = ["SpecEditError", "SpecText", "add", "remove", "rename", "rename_field"]
