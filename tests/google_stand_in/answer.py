"""An answer on its way out, and the questions and refusals that handlers speak in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Question:
    """What is asked: the method's id, its parameters (those of the path too), the body, and who asks.

    `account` is the e-mail or channel of whoever signed in; None where there is only a key.
    """

    method: str
    parameters: dict[str, list[str]]
    body: Any = None
    account: str | None = None
    scopes: frozenset[str] = frozenset()

    def one(self, name: str, default: str = "") -> str:
        """A parameter that is given once."""
        return self.parameters.get(name, [default])[0]

    def number(self, name: str, default: int) -> int:
        """A parameter that is a number."""
        return int(self.one(name) or default)

    def listed(self, name: str) -> list[str]:
        """A parameter that holds several, parted by commas or given several times."""
        return [one for text in self.parameters.get(name, []) for one in text.split(",") if one]


@dataclass
class Answer:
    """A status, a body and headers, as they go over the wire."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json; charset=UTF-8"})

    @classmethod
    def of(cls, payload: Any, status: int = 200) -> "Answer":
        """An answer in JSON."""
        return cls(status, json.dumps(payload, ensure_ascii=False).encode())


class Refusal(Exception):
    """Ends a handler with an error body: of the older form with `reason`, of the newer with `status_name`."""

    def __init__(self, status: int, reason: str = "", message: str = "", status_name: str = "") -> None:
        super().__init__(message or reason)
        self.status, self.reason, self.status_name = status, reason, status_name
        self.message = message or reason

    def answer(self, *, newer: bool = False, details: Iterable[Mapping[str, Any]] = ()) -> Answer:
        """The answer, as one of the older services writes it, or a newer one."""
        error: dict[str, Any] = {"code": self.status, "message": self.message}
        if newer:
            error["status"] = self.status_name or _NAMES.get(self.status, "UNKNOWN")
            found = [*details, *([_info(self.reason)] if self.reason.isupper() else [])]
            error |= {"details": found} if found else {}
        else:
            error["errors"] = [{"message": self.message, "domain": _domain(self.reason), "reason": self.reason}]
        return Answer.of({"error": error}, self.status)


_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


def _info(reason: str) -> dict[str, Any]:
    return {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}


def _domain(reason: str) -> str:
    return {"quotaExceeded": "youtube.quota", "commentsDisabled": "youtube.commentThread"}.get(reason, "global")
