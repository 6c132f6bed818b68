"""A source under test, the server that stands in for its platform, and runs of it on warehouses of their own."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from fake_source import Clock, Events

from connectors.contract import Connector
from connectors.reading import Reading, RunReport
from connectors.settings import Secrets
from warehouse import Home, open_writer

#: No reading of the few records of a case asks as often as this, however much goes wrong.
FAR_TOO_OFTEN = 2000


class Server(Protocol):
    """A platform on loopback."""

    calls: list[Any]

    def fail(self, method: str, fault: Any, *, times: int = 1, after: int = 0) -> None:
        """Let a method fail so many times, after so many calls that do not; "*" is every method."""

    def mend(self) -> None:
        """Let nothing fail any more."""


@dataclass
class Case:
    """A source under test. `facts` is SQL: all that it brings, in an order; at least two pages of it where it is paged.

    `lists` are the methods whose answers hold records, the one that brings most of them first, and `items` where they
    lie in an answer, changed in place; `spoil` makes one record unreadable, and `spoiled` is in what is then refused.
    `add` lets something happen on the platform. What is not read again at once is so after `read_again`.
    """

    connector: Connector
    server: Server
    settings: dict[str, str]
    secrets: Sequence[str]
    facts: str
    lists: Sequence[str]
    items: Callable[[Any], list[Any]]
    spoil: Callable[[Any], None]
    spoiled: str
    add: Callable[[], None]
    read_again: timedelta = timedelta()
    has_channels: bool = True
    children: int = 0
    """How many of its records name a parent; there are none where it has no channels."""
    page_token: str | None = "pageToken"  # noqa: S105 - a name
    has_ids: bool = True
    """Its records are told apart by ids of the platform's own."""
    needs: str = "api_key"
    """A setting without which there is no signing in."""
    open: ExitStack = field(default_factory=ExitStack)
    """What is closed at the end of a law."""


Opens: TypeAlias = Callable[[], AbstractContextManager[Case]]


class Pulled(BaseException):
    """The plug is pulled."""


@dataclass
class Trial:
    """Runs of a case, on a warehouse of its own."""

    case: Case
    folder: Path
    clock: Clock = field(default_factory=Clock)
    events: Events = field(default_factory=Events)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.writer = self.case.open.enter_context(open_writer(Home(self.folder / "data"), ()))

    def run(
        self,
        *,
        later: timedelta = timedelta(),
        without: str = "",
        pull: Callable[[str, int], bool] = lambda _event, _number: False,
        between: Callable[[Any], None] = lambda _writer: None,
    ) -> RunReport:
        """One run, so long after the last; `pull(event, its number)` says when the plug is pulled."""
        self.clock.sleep(later.total_seconds())
        self.clock.slept.clear()
        self.case.server.calls.clear()
        self.events.clear()
        file = self.folder / "secrets.toml"
        given = [f"{name} = {json.dumps(value)}" for name, value in self.case.settings.items() if name != without]
        file.write_text("\n".join([f"[{self.case.connector.name}]", *given]), encoding="utf-8")

        def progress(event: str, /, source: str | None = None, rows: int | None = None, **more: Any) -> None:
            self.events(event, source, rows, **more)
            if pull(event, len(self.events)):
                raise Pulled

        reading = Reading(
            self.writer,
            self.case.connector,
            self.clock.now,
            progress,
            Secrets(),
            file,
            self.clock.sleep,
            lambda: between(self.writer),
        )
        report = reading.run()
        assert len(self.case.server.calls) < FAR_TOO_OFTEN, "it asks on and on"
        return report

    def facts(self) -> list[Any]:
        """All that the source has brought."""
        return self.ask(self.case.facts)

    def ask(self, sql: str) -> list[Any]:
        """Rows of the warehouse."""
        return self.writer.execute(sql)
