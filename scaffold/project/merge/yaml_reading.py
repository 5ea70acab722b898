"""Reading YAML; apart from `reading`, so that PyYAML is only loaded where YAML is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from scaffold.project.merge.trees import UnreadableError, distinct

if TYPE_CHECKING:
    from scaffold.project.merge.trees import Tree

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD: Final = "tag:yaml.org"


def read_yaml(text: str) -> Tree:
    """Return what a document says, tags included; raise UnreadableError if it cannot be read."""
    try:
        node = yaml.compose(text, _LOADER)
        return ("", "") if node is None else _tree(node)
    except yaml.YAMLError as error:
        raise UnreadableError(str(error)) from error


def _tree(node: yaml.Node) -> Tree:
    found: Tree
    if isinstance(node, yaml.SequenceNode):
        found = [_tree(each) for each in node.value]
    elif isinstance(node, yaml.MappingNode):
        found = distinct((_key(key), _tree(value)) for key, value in node.value)
    else:
        return (node.tag, node.value)
    return found if node.tag.startswith(_STANDARD) else {"!": (node.tag, ""), "of": found}


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else str(_tree(node))
