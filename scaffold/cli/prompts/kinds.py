"""The kinds of entities that prompts can build, in the order in which the wizard asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts.bucket import BUCKETS
from scaffold.cli.prompts.function import FUNCTIONS
from scaffold.cli.prompts.model import MODELS

if TYPE_CHECKING:
    from scaffold.cli.prompts.collection import Collection

# Buckets before models: a field may hold an object of a bucket.
COLLECTIONS: Final[dict[str, Collection]] = {
    "bucket": BUCKETS,
    "model": MODELS,
    "function": FUNCTIONS,
}
