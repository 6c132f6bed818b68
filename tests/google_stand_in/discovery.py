"""The discovery documents that the client ships: which methods there are, and the shape of what they answer."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient

_DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
_SERVICES = {"youtube": "v3", "sheets": "v4", "drive": "v3"}


@dataclass(frozen=True)
class Method:
    """One method of a service: `id` as in `youtube.videos.list`, and its description in the document."""

    id: str
    http_method: str
    path: re.Pattern[str]
    description: Mapping[str, Any]
    document: Mapping[str, Any]

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of which a token needs one."""
        return frozenset(self.description.get("scopes", ()))

    def problems_of_question(self, parameters: Mapping[str, list[str]]) -> Iterator[str]:
        """What is wrong with the parameters of a question."""
        known = {**self.document["parameters"], **self.description.get("parameters", {})}
        for name, given in parameters.items():
            if name not in known:
                yield f"there is no parameter {name}"
                continue
            rule = known[name]
            if len(given) > 1 and not rule.get("repeated"):
                yield f"{name} is given more than once"
            for one in given:
                if "enum" in rule and one not in rule["enum"]:
                    yield f"{name} cannot be {one!r}"
                if rule.get("type") == "integer" and not _within(one, rule):
                    yield f"{name} is out of range: {one!r}"
        for name, rule in self.description.get("parameters", {}).items():
            if rule.get("required") and name not in parameters:
                yield f"{name} is required"

    def problems_of_answer(self, answer: Any) -> Iterator[str]:
        """What is wrong with the shape of an answer."""
        return problems(self.document["schemas"], self.description["response"], answer, self.id)

    def problems_of_body(self, body: Any) -> Iterator[str]:
        """What is wrong with the shape of what is sent."""
        if "request" in self.description:
            yield from problems(self.document["schemas"], self.description["request"], body, "body")


@cache
def methods() -> tuple[Method, ...]:
    """All methods of the services."""
    return tuple(method for name, version in _SERVICES.items() for method in _methods_of(_document(name, version)))


def _document(name: str, version: str) -> dict[str, Any]:
    return dict(json.loads((_DOCUMENTS / f"{name}.{version}.json").read_text(encoding="utf-8")))


def _methods_of(document: Mapping[str, Any], node: Mapping[str, Any] | None = None) -> Iterator[Method]:
    node = document if node is None else node
    for description in node.get("methods", {}).values():
        path = "/" + document["servicePath"] + description["path"]
        yield Method(description["id"], description["httpMethod"], _pattern(path), description, document)
    for inner in node.get("resources", {}).values():
        yield from _methods_of(document, inner)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{\+?(\w+)\}", path)
    return re.compile("".join(re.escape(p) if i % 2 == 0 else f"(?P<{p}>[^/:]+)" for i, p in enumerate(parts)) + "$")


def _within(text: str, rule: Mapping[str, Any]) -> bool:
    return text.isdigit() and int(rule.get("minimum", 0)) <= int(text) <= int(rule.get("maximum", 2**31))


_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}
_FORMATS = {
    "int64": r"-?\d+",
    "uint64": r"\d+",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
}


def problems(schemas: Mapping[str, Any], schema: Mapping[str, Any], value: Any, where: str) -> Iterator[str]:
    """Where a value is not of the shape that a schema describes; fields that it does not know are problems."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"]]
    kind = schema.get("type", "any")
    if kind == "any":
        return
    if not isinstance(value, _TYPES[kind]) or (kind in ("integer", "number") and isinstance(value, bool)):
        yield f"{where} is {type(value).__name__} where there should be {kind}"
    elif kind == "array":
        if schema["items"].get("type") == "array" and schema["items"]["items"] == {"type": "any"}:
            yield from (f"{where}[{i}] is no list" for i, one in enumerate(value) if not isinstance(one, list))
            return
        for number, one in enumerate(value):
            yield from problems(schemas, schema["items"], one, f"{where}[{number}]")
    elif kind == "object":
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, one in value.items():
            if name not in known and others is None:
                yield f"{where}.{name} is unknown"
            else:
                yield from problems(schemas, known.get(name, others), one, f"{where}.{name}")
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where} cannot be {value!r}"
    elif kind == "string" and schema.get("format") in _FORMATS and not re.fullmatch(_FORMATS[schema["format"]], value):
        yield f"{where} is no {schema['format']}: {value!r}"
