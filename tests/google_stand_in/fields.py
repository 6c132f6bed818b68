"""The `fields` parameter of Google's services: `sheets(properties(sheetId,title),merges),properties.timeZone`."""

import re
from typing import Any


def kept(payload: Any, mask: str) -> Any:
    """The part of an answer that a mask names; all of it without one."""
    return payload if not mask or mask == "*" else _chosen(payload, _tree(mask))


def _tree(mask: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    place, ahead, stack = tree, tree, []
    for word in re.findall(r"[^,()./]+|[,()./]", mask):
        if word == ",":
            place = ahead = stack[-1] if stack else tree
        elif word in "./":
            continue
        elif word == "(":
            stack.append(ahead)
            place = ahead
        elif word == ")":
            stack.pop()
        else:
            ahead = place = place.setdefault(word.strip(), {})
    return tree


def _chosen(payload: Any, tree: dict[str, Any]) -> Any:
    if not tree or "*" in tree:
        return payload
    if isinstance(payload, list):
        return [_chosen(one, tree) for one in payload]
    if not isinstance(payload, dict):
        return payload
    return {name: _chosen(payload[name], inner) for name, inner in tree.items() if name in payload}
