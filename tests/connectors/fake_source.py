"""Sources that need no network, and a short way to run them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from connectors import contract, sync
from connectors.contract import Connector, Page, Stream
from connectors.reading import RunReport
from warehouse import Home, Snapshot

NOON = datetime(2026, 3, 1, 12)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


class Settings(contract.Settings):
    token: SecretStr = SecretStr("hush-hush-token")


def message(number: int, **more: Any) -> dict[str, Any]:
    return {
        "platform": "fake",
        "native_id": str(number),
        "channel_id": "our-page",
        "author_id": f"person-{number % 3}",
        "published_at": at(number),
        "text": f"Is this question number {number}?",
        **more,
    }


def messages(*numbers: int, **more: Any) -> list[dict[str, Any]]:
    return [message(number, **more) for number in numbers]


def stream(pages: Callable[[Any, Any], Iterable[Page]], **more: Any) -> Stream:
    return Stream(**{"name": "comments", "table": "messages", "pages": pages, **more})


def always(*pages: Page) -> Callable[[Any, Any], Iterator[Page]]:
    return lambda _client, _since: iter(pages)


def source(
    *streams: Stream, name: str = "fake", connect: Callable[[Any], Any] = lambda settings: settings
) -> Connector:
    return Connector(name, name.title(), Settings, lambda settings, _meter: connect(settings), streams)


class Clock:
    """Stands still unless somebody sleeps."""

    def __init__(self) -> None:
        self.time = NOON
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


class Events(list[dict[str, Any]]):
    """A Progress that remembers."""

    def __call__(self, event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
        self.append({"event": event, "source": source, "rows": rows, **more})


def run(home: Home, *connectors: Connector, clock: Clock | None = None, **more: Any) -> list[RunReport]:
    clock = clock or Clock()
    more.setdefault("secrets_file", Path("no such file"))
    return sync.run(home, connectors, now=clock.now, sleep=clock.sleep, **more)


def published(home: Home, sql: str) -> list[tuple[Any, ...]]:
    return Snapshot(home).rows(sql)
