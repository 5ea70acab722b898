"""Reading YAML; apart from `reading`, so that PyYAML is only loaded where YAML is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from scaffold.project.merge.trees import UnreadableError, distinct
from scaffold.yaml_events import TooDeepError, shallow_events

if TYPE_CHECKING:
    from scaffold.project.merge.trees import Tree

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD: Final = "tag:yaml.org"
# Deeper than anybody writes, and far from where the C parser overflows its stack.
_MOST_LEVELS: Final = 200
# Nodes once aliases are expanded: more than a file that people edit has.
_MOST_NODES: Final = 2**20


def read_yaml(text: str) -> Tree:
    """Return what a document says, tags included; raise UnreadableError if it cannot be read."""
    try:
        for _ in shallow_events(text, _LOADER, _MOST_LEVELS):
            pass
        node = yaml.compose(text, _LOADER)
        return ("", "") if node is None else _Expansion().tree(node)
    except (TooDeepError, yaml.YAMLError) as error:
        raise UnreadableError(str(error)) from error


class _Expansion:
    """Trees of nodes, whose aliases may not expand without bound."""

    def __init__(self) -> None:
        self._left = _MOST_NODES

    def tree(self, node: yaml.Node) -> Tree:
        """Return the tree of a node; raise UnreadableError if it has too many nodes."""
        self._left -= 1
        if self._left < 0:
            raise UnreadableError(f"aliases expand to more than {_MOST_NODES:,} nodes")
        found: Tree
        if isinstance(node, yaml.SequenceNode):
            found = [self.tree(each) for each in node.value]
        elif isinstance(node, yaml.MappingNode):
            found = distinct((self._key(key), self.tree(value)) for key, value in node.value)
        else:
            return (node.tag, node.value)
        return found if node.tag.startswith(_STANDARD) else {"!": (node.tag, ""), "of": found}

    def _key(self, node: yaml.Node) -> str:
        return node.value if isinstance(node, yaml.ScalarNode) else str(self.tree(node))
