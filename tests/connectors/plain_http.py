"""A small source that does all that http_contract.py asks for, made of parts that can each be replaced by a bad one.

It reads the threads under one video and the replies that come with them, all of them each time, with the HTTP client of
the standard library.
"""

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from pydantic import SecretStr

from connectors import contract
from connectors.contract import (
    Connector,
    Meter,
    NotConfigured,
    Page,
    Refused,
    Row,
    SourceError,
    Stream,
    TryLater,
    UnexpectedPayload,
)

PATIENCE = timedelta(minutes=1)
TIMEOUT = 0.3


class Settings(contract.Settings):
    api_key: SecretStr | None = None
    endpoint: str


class DeadTokenError(Exception):
    """The page token is not known any more."""


@dataclass
class Plain:
    """Everything that can be asked of the platform, and how it is read."""

    settings: Settings
    meter: Meter
    attempts: int = 5
    known: set[str] = field(default_factory=set)

    @staticmethod
    def not_configured() -> NotConfigured:
        """What is said without a key."""
        return NotConfigured("Plain needs an api_key: write it under [plain].")

    def ask(self, path: str, **parameters: Any) -> Any:
        """One answer, after as many attempts as it takes."""
        problem: SourceError = TryLater("Plain cannot be reached.")
        for attempt in range(self.attempts):
            self.meter.allow()
            try:
                status, headers, body = self.fetch(path, parameters)
            except ConnectionRefusedError:
                continue
            except (OSError, http.client.HTTPException):
                self.count()
                problem = TryLater("Plain broke off.")
                self.pause(attempt, None)
                continue
            self.count()
            if status < 400 and not self.is_cut(body):
                return self.parsed(body)
            problem = self.refusal(status, headers, body) if status >= 400 else TryLater("Plain broke off.")
            if not isinstance(problem, TryLater) or (problem.after or timedelta()) > PATIENCE:
                raise problem
            self.pause(attempt, problem.after)
        raise problem

    def count(self) -> None:
        self.meter.spend()

    def pause(self, attempt: int, after: timedelta | None) -> None:
        self.meter.sleep(2**attempt if after is None else after.total_seconds())

    def fetch(self, path: str, parameters: Mapping[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        address = urlsplit(self.settings.endpoint)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT)
        given = {name: value for name, value in parameters.items() if value}
        try:
            connection.request("GET", f"/youtube/v3/{path}?{urlencode({**given, 'key': self.key})}")
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    @property
    def key(self) -> str:
        assert self.settings.api_key is not None
        return self.settings.api_key.get_secret_value()

    def is_cut(self, body: bytes) -> bool:
        return body.startswith(b"{") and not body.endswith(b"}")

    def parsed(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except ValueError:
            raise UnexpectedPayload("Plain gave a web page.") from None

    def refusal(self, status: int, headers: Mapping[str, str], body: bytes) -> SourceError:
        """The error of the contract that an answer stands for."""
        if status == 400 and b"processingFailure" in body:
            raise DeadTokenError
        if status == 429 or status >= 500:
            after = headers.get("Retry-After")
            return TryLater(f"Plain asks for patience ({status}).", timedelta(seconds=int(after)) if after else None)
        return Refused(f"Plain refuses ({status}): make a new key.")

    def channels(self, _since: object) -> Iterator[Page]:
        answer = self.ask("channels", part="snippet", id="UCours")
        yield Page.read(answer["items"], channel)

    def comments(self, _since: object) -> Iterator[Page]:
        token, restarts = "", 0
        while True:
            try:
                answer = self.page(token)
            except DeadTokenError:
                if restarts == 3:
                    raise UnexpectedPayload("Plain's pages die.") from None
                token, restarts = "", restarts + 1
                continue
            fresh = [item for item in answer["items"] if item.get("id") not in self.known]
            if answer["items"] and not fresh and not restarts:
                raise UnexpectedPayload("Plain gives the same page again and again.")
            self.known |= {item.get("id") for item in fresh}
            yield self.delivered(fresh)
            token = answer.get("nextPageToken", "")
            if not token:
                return

    def page(self, token: str) -> Any:
        return self.ask("commentThreads", part="snippet,replies", videoId="v1", maxResults=100, pageToken=token)

    def delivered(self, items: list[Any]) -> Page:
        """The rows of some threads: each with the replies that came with it."""
        records: dict[str, Any] = {}
        for item in items:
            records |= {reply["id"]: reply for reply in item.get("replies", {}).get("comments", [])}
            records[item.get("id")] = item
        return Page.read(records.values(), self.row)

    def row(self, item: Any) -> Row:
        return comment(item)


def channel(item: Any) -> Row:
    """A channel as a row."""
    return {"platform": "plain", "native_id": item["id"], "title": item["snippet"]["title"]}


def comment(item: Any) -> Row:
    """A thread's first comment, or a reply, as a row."""
    try:
        snippet = item["snippet"]
        inner = snippet.get("topLevelComment", item)["snippet"]
        return {
            "platform": "plain",
            "native_id": item["id"],
            "channel_id": "UCours",
            "author_id": inner["authorChannelId"]["value"],
            "is_ours": inner["authorChannelId"]["value"] == "UCours",
            "parent_id": inner.get("parentId"),
            "published_at": datetime.fromisoformat(inner["publishedAt"]),
            "text": inner["textDisplay"],
        }
    except (KeyError, TypeError, ValueError) as problem:
        raise UnexpectedPayload(f"it lacks {problem}") from None


def connector(kind: type[Plain] = Plain) -> Connector:
    """The source, made of this kind of parts."""

    def connect(settings: Settings, meter: Meter) -> Plain:
        if settings.api_key is None:
            raise kind.not_configured()
        return kind(settings, meter)

    return Connector(
        "plain",
        "Plain",
        Settings,
        connect,
        [
            Stream("channels", "channels", lambda client, since: client.channels(since)),
            Stream("comments", "messages", lambda client, since: client.comments(since), cursor="token"),
        ],
    )
