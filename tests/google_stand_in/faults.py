"""What can be made to go wrong: `google.fail("youtube.comments.list", status(503), times=2)`."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.google_stand_in.answer import Answer, Question, Refusal

Handler: TypeAlias = Callable[[Question], Answer]
Fault: TypeAlias = Callable[[Question, Handler], Answer]
"""Answers a question otherwise than the handler that it is given would."""


@dataclass
class Planned:
    """A fault that waits for its question: the method's id, or "*"; so many are let through before, so many fail."""

    method: str
    fault: Fault
    times: int = 1
    after: int = 0

    def takes(self, method: str) -> bool:
        """Whether it is this question's turn to fail; counts it."""
        if self.method not in ("*", method) or self.times <= 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


def status(code: int, reason: str = "", *, retry_after: object = None, newer: bool = False) -> Fault:
    """An error of this status, with or without Retry-After."""

    def fault(_question: Question, _handler: Handler) -> Answer:
        answer = Refusal(code, reason or "backendError", "it does not work today").answer(newer=newer)
        if retry_after is not None:
            answer.headers["Retry-After"] = str(retry_after)
        return answer

    return fault


def web_page(code: int = 200) -> Fault:
    """A web page where JSON should be."""

    def fault(_question: Question, _handler: Handler) -> Answer:
        return Answer(code, b"<!doctype html><title>Sign in to the hotel</title>", {"Content-Type": "text/html"})

    return fault


def cut(*, says_so: bool = True) -> Fault:
    """Half of the answer; where it says so, its length is that of the whole."""

    def fault(question: Question, handler: Handler) -> Answer:
        answer = handler(question)
        if says_so:
            answer.headers["Content-Length"] = str(len(answer.body))
        answer.body = answer.body[: len(answer.body) // 2]
        return answer

    return fault


def hang() -> Fault:
    """No answer until the stand-in is closed."""

    def fault(_question: Question, _handler: Handler) -> Answer:
        return Answer(headers={"X-Stand-In": "hang"})

    return fault


def drop() -> Fault:
    """The connection ends without an answer."""

    def fault(_question: Question, _handler: Handler) -> Answer:
        return Answer(headers={"X-Stand-In": "drop"})

    return fault


def deaf_to(*names: str) -> Fault:
    """The answer as if these parameters had not been given: `deaf_to("pageToken")` repeats the first page for ever."""

    def fault(question: Question, handler: Handler) -> Answer:
        kept = {name: given for name, given in question.parameters.items() if name not in names}
        return handler(Question(question.method, kept, question.body, question.account, question.scopes))

    return fault


def changed(change: Callable[[Any], Any]) -> Fault:
    """The answer after `change(payload)`, which may change it in place or give another."""

    def fault(question: Question, handler: Handler) -> Answer:
        answer = handler(question)
        payload = json.loads(answer.body)
        result = change(payload)
        answer.body = json.dumps(payload if result is None else result).encode()
        return answer

    return fault


def first(planned: list[Planned], method: str) -> Iterator[Fault]:
    """The fault whose turn it is, if there is one."""
    for one in planned:
        if one.takes(method):
            yield one.fault
            return
