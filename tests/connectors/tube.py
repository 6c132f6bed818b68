"""A YouTube channel of ours on the stand-in for Google, and runs of the source into a warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_source import NOON, Clock

from connectors.progress import Progress, silent
from connectors.reading import Reading, RunReport
from connectors.settings import Secrets
from connectors.youtube import CONNECTOR
from tests.google_stand_in import Channel, Comment, StandIn, Thread, Video
from warehouse import Writer

OURS = "UCours0000000000000000ab"
SCOPE = "youtube.force-ssl"


def day(days: float) -> datetime:
    """A time so many days before the first sync."""
    return NOON - timedelta(days=days)


def reply(native_id: str, author: str = "UCbea", text: str = "And then?", ago: float = 2, **more: Any) -> Comment:
    return Comment(native_id, author, text, day(ago), **more)


def thread(name: str, replies: int = 0, ago: float = 3, **more: Any) -> Thread:
    """A thread of ida's with so many replies, of which the first is ours."""
    top = Comment(name, "UCida", f"When does {name} begin?", day(ago), **more)
    answers = [
        reply(f"{name}.r{n}", OURS if n == 0 else "UCbea", ago=ago - (n + 1) / 1000, text=f"Answer {n}")
        for n in range(replies)
    ]
    return Thread(top, answers)


def video(name: str, *threads: Thread, ago: float = 10, **more: Any) -> Video:
    return Video(name, f"About {name}", day(ago), threads=list(threads), **more)


@dataclass
class Tube:
    """Our channel as YouTube has it, and what we have of it."""

    google: StandIn
    writer: Writer
    environment: pytest.MonkeyPatch
    clock: Clock = field(default_factory=Clock)
    channel: Channel = field(default_factory=lambda: Channel(OURS, "Acme Energy", "acme"))

    def put(self, *videos: Video) -> None:
        """Put videos on the channel."""
        self.channel.videos += videos

    def sync(
        self, days: float = 0, *, expect: str = "complete", progress: Progress = silent, **settings: Any
    ) -> RunReport:
        """Run the source so many days after the last time; settings are those of [youtube]."""
        self.clock.sleep(days * 86400)
        self.configure(**settings)
        self.google.calls.clear()
        secrets, file = Secrets(), Path("no such file")
        report = Reading(self.writer, CONNECTOR, self.clock.now, progress, secrets, file, self.clock.sleep).run()
        assert report.outcome == expect, report.detail
        return report

    def configure(self, **settings: Any) -> None:
        """Write settings into the environment; without a way to sign in, the API key and our channel."""
        if "client_id" not in settings:
            settings = {"api_key": self.google.key, "channels": "@acme", **settings}
        for name in ("api_key", "channels", "client_id", "client_secret", "refresh_token"):
            self.environment.delenv(f"RAPPORT_YOUTUBE_{name.upper()}", raising=False)
        for name, value in {"endpoint": self.google.endpoint, **settings}.items():
            if value is not None:
                self.environment.setenv(f"RAPPORT_YOUTUBE_{name.upper()}", str(value))

    def owner(self, account: str = OURS, scope: str = SCOPE) -> dict[str, str]:
        """Settings by which an account is signed in with OAuth."""
        client_id, client_secret = self.google.client
        token = self.google.grant(account, scope)
        return {"client_id": client_id, "client_secret": client_secret, "refresh_token": token}

    def calls(self, method: str = "") -> int:
        """How often YouTube was asked in the last sync, of all or of one list."""
        return self.google.called(f"youtube.{method}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the warehouse."""
        return self.writer.execute(sql)

    def ids(self, where: str = "kind = 'comment'") -> set[str]:
        """Native ids of messages."""
        return {name for (name,) in self.rows(f"select native_id from messages where {where}")}

    def refused(self) -> Sequence[tuple[Any, ...]]:
        """What lies in quarantine."""
        return self.rows("select place, reason from quarantine order by place")
