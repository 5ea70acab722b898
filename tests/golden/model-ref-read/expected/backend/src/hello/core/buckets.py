"""The settings of a bucket: what can be uploaded, and who can access its objects."""

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .access import Access
from .models import Model


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """A bucket; `variable` names the environment variable that holds its name.

    `models` have a field for its objects, so that an upload may be for an item of them.
    """

    path: str
    variable: str
    max_size: int
    accept: tuple[str, ...] = ("*/*",)
    models: tuple[Model[Any, Any], ...] = ()
    access: Access

    @property
    def name(self) -> str:
        """The bucket's name in S3."""
        return os.environ[self.variable]

    def accepts(self, content_type: str) -> bool:
        """Return True if the bucket accepts the media type."""
        return any(fnmatchcase(content_type.lower(), pattern) for pattern in self.accept)
