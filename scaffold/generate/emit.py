"""`<% emit macro(...) %>`: put out a block of lines, without the line end of the tag itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import Extension

if TYPE_CHECKING:
    from jinja2.parser import Parser


class Emit(Extension):
    """The tag: `<%= %>` would add an empty line after a macro that ends its own last line."""

    tags = {"emit"}  # noqa: RUF012 - Jinja declares it so

    def parse(self, parser: Parser) -> nodes.Output:
        """Return an output of the expression after the tag's name."""
        line = next(parser.stream).lineno
        return nodes.Output([parser.parse_expression()], lineno=line)
