"""A small language for timelines that an analyst can read, and the real path from one to a figure.

    1  Mon 09:00         ann: My line is down.
    2  Mon 09:00:03      us [automated] > 1: We have got your message.
    3  Mon 09:05         us > 1: Please restart the box.
    4  Fri+1w 14:00      ann > 3: It is down again!

A line is: id, time, who speaks, marks in brackets, > the message it replies to, : what is said. Times are UTC in the
week that begins on Monday 4 March 2024 (`+1w`: a week later), or full dates such as `2023-12-12 16:20:14`. `us` and
`shop` are our accounts, and channels; everybody else is the audience. Marks: automated, spam, hidden TIME,
deleted TIME, on CHANNEL, dm THREAD, quotes ID, to NAME NAME, sent_by NAME, review, review_response. What departments
are asked about a timeline is told in the language of tests/organisation.py.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from queries import marts
from queries.engine import measure
from queries.measurement import Measurement
from queries.scope import Period, Scope
from tests import facts
from tests.organisation import Organisation
from warehouse import Snapshot, Writer, publish

MONDAY = datetime(2024, 3, 4)  # a week without a clock change anywhere here
OURS = ("us", "shop")
ALWAYS = Period(date(2000, 1, 1), date(2099, 12, 31))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KINDS = ("post", "comment", "mention", "review", "review_response", "quote")

_TIME = r"\d{4}-\d\d-\d\d [\d:]+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\+\d+w)? [\d:]+"
_LINE = re.compile(rf"(\S+) +({_TIME}) +(\w+)((?: \[[^]]+\])*)(?: > (\S+))?: (.+)")


@dataclass(frozen=True)
class Hours:
    """Opening hours of the calendar `office`, by which both channels work: the same on each of these weekdays."""

    opens: str
    closes: str
    zone: str = "UTC"
    days: Sequence[str] = WEEKDAYS[:5]


@dataclass(frozen=True)
class Promise:
    """What the public is promised: so many seconds on a clock, on one channel or on all, from a date to a date."""

    seconds: float
    clock: str = "wall"
    channel: str | None = None
    since: date | None = None
    until: date | None = None


def at(text: str) -> datetime:
    """The instant that a time of the language means. Raises ValueError for what it does not know."""
    day, clock = text.rsplit(" ", 1)
    if day[0].isdigit():
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    weekday, _, weeks = day.rstrip("w").partition("+")
    begin = MONDAY + timedelta(days=WEEKDAYS.index(weekday), weeks=int(weeks or 0))
    return datetime.combine(begin, time.fromisoformat(clock))


def messages(timeline: str) -> list[dict[str, Any]]:
    """The messages of a timeline as a source would give them. Raises ValueError for a line that cannot be read."""
    found = []
    for line in filter(None, map(str.strip, timeline.splitlines())):
        if not (read := _LINE.fullmatch(line)):
            raise ValueError(f"cannot read {line!r}")
        native_id, moment, author, marks, parent, text = read.groups()
        row = said(native_id, at(moment), author, text, parent_id=parent)
        for mark in re.findall(r"\[([^]]+)\]", marks):
            row |= _marked(*mark.partition(" ")[::2])
        found.append(row)
    return found


def said(native_id: str, moment: datetime, author: str, text: str = "Hello?", **more: Any) -> dict[str, Any]:
    """One message, for timelines too long to write down."""
    return {
        "platform": "x",
        "native_id": native_id,
        "published_at": moment,
        "first_seen_at": moment,
        "text": text,
        "author_id": author,
        "author_handle": author,
        "is_ours": author in OURS,
        **more,
    }


def _marked(mark: str, value: str) -> dict[str, Any]:
    if mark in ("automated", "spam"):
        return {f"is_{mark}": True}
    if mark in ("hidden", "deleted"):
        return {f"{mark}_at": at(value)}
    if mark == "dm":
        return {"kind": "direct_message", "thread_id": value}
    if mark in KINDS:
        return {"kind": mark}
    return (
        {{"on": "channel_id", "quotes": "quoted_id", "sent_by": "sent_by"}[mark]: value}
        if mark != "to"
        else {"addressed_to": value.split()}
    )


class Teller:
    """Tells timelines to one warehouse, each from the beginning: facts → marts → publish → measure."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.organisation: Organisation
        self.snapshot: Snapshot

    def tell(
        self,
        timeline: str | Iterable[dict[str, Any]],
        *,
        until: str | None = "Mon+26w 00:00",
        late: dict[str, str | None] | None = None,
        hours: Hours | None = None,
        promises: Sequence[Promise] = (),
        asked: str = "",
        log_until: str | None = None,
    ) -> None:
        """Publish a timeline whose channels have been seen `until` then, but for those that are `late`.

        `asked` tells the organisation and its hand-offs (tests/organisation.py), whose log has been seen as far as the
        channels, or until `log_until`.
        """
        facts.clear(self.writer)
        self.organisation = Organisation(self.writer, at, self.channel)
        if asked and (log_seen := log_until or until):
            self.writer.execute("insert into handoff_sources values ('log', $1)", [at(log_seen)])
        for channel in OURS:
            seen = {channel: until, **(late or {})}[channel]
            self._write(
                "channels",
                native_id=channel,
                platform="x",
                title=channel.title(),
                handle=channel,
                complete_until=at(seen) if seen else None,
                calendar="office" if hours else None,
            )
        if hours:
            self._open(hours)
        for promise in promises:
            self._write(
                "promises",
                channel_key=self.channel(promise.channel) if promise.channel else None,
                target_seconds=promise.seconds,
                clock=promise.clock,
                valid_from=promise.since,
                valid_to=promise.until,
            )
        self.organisation.tell(asked)
        self.add(timeline)

    def ask(self, lines: str) -> None:
        """Tell more of the organisation and its hand-offs on top of what was told, and publish it."""
        self.organisation.tell(lines)
        self.publish()

    def _open(self, hours: Hours) -> None:
        for day in hours.days:
            self._write(
                "calendars",
                calendar="office",
                zone=hours.zone,
                weekday=WEEKDAYS.index(day) + 1,
                opens=time.fromisoformat(hours.opens),
                closes=time.fromisoformat(hours.closes),
            )

    def add(self, timeline: str | Iterable[dict[str, Any]]) -> None:
        """Publish more messages on top of what was told."""
        with self.writer.transaction():
            self.writer.upsert_messages(messages(timeline) if isinstance(timeline, str) else timeline)
        self.publish()

    def publish(self) -> None:
        """Build the marts and publish them."""
        marts.refresh(self.writer)
        publish(self.writer)
        self.snapshot = Snapshot(self.writer.home)

    def channel(self, name: str) -> int:
        """The key of a channel of ours."""
        found = self.writer.execute("select channel_key from channels where native_id = $1", [name])
        return int(found[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query finds in what was published."""
        return self.snapshot.rows(sql)

    def measure(self, metric: str, by: str | None = None, **scope: Any) -> Measurement:
        """A metric over all time, without a comparison, unless the scope says otherwise."""
        return measure(self.snapshot, metric, Scope(**{"period": ALWAYS, "compare": "none", **scope}), by)

    def value(self, metric: str, **scope: Any) -> float | None:
        """Its value."""
        return self.measure(metric, **scope).estimate.value

    def rate(self, metric: str, **scope: Any) -> tuple[int, int]:
        """Hits and n of a rate; (0, 0) where there is nothing to judge."""
        found = self.measure(metric, **scope)
        return int(found.details.get("hits", 0)), found.estimate.n

    def _write(self, table: str, **row: Any) -> None:
        self.writer.upsert(table, [row])
