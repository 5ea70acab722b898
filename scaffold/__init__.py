"""scaffold: one feature spec in, a complete AWS serverless application out."""

from typing import Final

__version__: Final = "0.1.0"
