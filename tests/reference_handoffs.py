"""A second opinion on hand-offs and the clock ledger: slow, plain, from the definitions, minute by minute.

Business time is counted by asking of each minute whether a clock on the wall of that office shows an hour at which it
is open; the ledger by asking of each minute of a wait who held it. Times are UTC and lie on whole minutes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
FOREVER = datetime(2999, 1, 1)


@dataclass(frozen=True)
class Hours:
    """Opening hours (weekday from 1, opens, closes) in a zone, and holidays; closes not after opens: the next day."""

    zone: str
    hours: tuple[tuple[int, time, time], ...]
    holidays: frozenset[date] = frozenset()

    def is_open(self, instant: datetime) -> bool:
        """Whether the clock on the wall shows an opening hour."""
        local = instant.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone))
        return any(self._covers(local, local.date() - timedelta(days)) for days in (0, 1))

    def _covers(self, local: datetime, day: date) -> bool:
        """Whether what opens on that day is open at a local time."""
        if day in self.holidays:
            return False
        is_next_day = local.date() > day
        for weekday, opens, closes in self.hours:
            overnight = closes <= opens
            if weekday == day.isoweekday() and (
                (overnight and local.time() < closes)
                if is_next_day
                else (opens <= local.time() and (overnight or local.time() < closes))
            ):
                return True
        return False

    def opens_on(self, day: date) -> bool:
        """Whether it opens at all on that day."""
        return day not in self.holidays and any(weekday == day.isoweekday() for weekday, *_ in self.hours)


@cache
def _is_open(hours: Hours, instant: datetime) -> bool:
    return hours.is_open(instant)


def minutes(since: datetime, until: datetime) -> Iterator[datetime]:
    """Each minute that begins in between."""
    while since < until:
        yield since
        since += MINUTE


def open_seconds(hours: Hours | None, since: datetime, until: datetime) -> int | None:
    """Opening seconds between two instants; None without a calendar."""
    return None if hours is None else 60 * sum(_is_open(hours, minute) for minute in minutes(since, until))


def due(asked_at: datetime, seconds: int, hours: Hours | None) -> datetime:
    """When so many opening seconds have passed; on the wall clock without hours."""
    if hours is None:
        return asked_at + timedelta(seconds=seconds)
    minute = asked_at
    while seconds > 0:
        seconds -= 60 * _is_open(hours, minute)
        minute += MINUTE
    return minute


def judged(asked_at: datetime, hours: Hours | None) -> datetime:
    """When it may be called never answered: the close of the tenth opening day after that of asking, or 14 days."""
    if hours is None:
        return asked_at + timedelta(days=14)
    day = asked_at.replace(tzinfo=UTC).astimezone(ZoneInfo(hours.zone)).date()
    for _ in range(10):
        day += timedelta(1)
        while not hours.opens_on(day):
            day += timedelta(1)
    zone = ZoneInfo(hours.zone)
    ends = [
        datetime.combine(day + timedelta(closes <= opens), closes, zone).astimezone(UTC).replace(tzinfo=None)
        for weekday, opens, closes in hours.hours
        if weekday == day.isoweekday()
    ]
    return max(ends)


@dataclass(frozen=True)
class Event:
    """Something noted of a hand-off: in its row, or (is_done) as an act, perhaps undone. `of` counts the passes."""

    verb: str
    at: datetime
    what: str | None = None
    of: int = 0
    is_done: bool = False
    is_undone: bool = False


@dataclass(frozen=True)
class Ask:
    """A hand-off as somebody wrote it, with all that was noted of it; ids are of messages."""

    name: str
    department: str
    at: datetime
    links: tuple[str, ...] = ()
    kind: str = "input"
    is_done: bool = False
    is_undone: bool = False
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Promise:
    """What a department promises: seconds on a clock, on one channel or all, from a day to a day."""

    department: str
    seconds: int
    is_business: bool = False
    channel: str | None = None
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True)
class Wait:
    """One exchange: its conversation, from the question to the answer, and when the public promise is up."""

    conversation: str
    channel: str
    asked_at: datetime
    answered_at: datetime | None
    due_at: datetime


@dataclass
class World:
    """The organisation and what happened."""

    hours: Mapping[str, Hours | None]
    """By department; None: no calendar is known."""
    social_team: str | None
    asks: Sequence[Ask]
    waits: Sequence[Wait]
    conversation_of: Mapping[str, tuple[str, str | None]]
    """Message id → conversation and channel."""
    seen_until: Mapping[str, datetime]
    promises: Sequence[Promise] = ()
    zone: str = "UTC"


@dataclass
class Request:
    """A hand-off as it counts."""

    department: str
    kind: str
    asked_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    reminders: tuple[datetime, ...]
    conversations: frozenset[str]
    due_at: datetime | None = None
    judged_at: datetime = FOREVER
    took: int | None = None
    """Opening seconds until the answer."""
    counted_under: tuple[str, str | None] | None = None
    """The conversation, and its channel, that it is counted under: the first that it names."""


@dataclass
class _Row:
    """A hand-off before those that are one are brought together."""

    department: str
    kind: str
    asked_at: datetime
    subject: str | None
    links: tuple[str, ...]
    is_derived: bool
    root: str
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    passed_to: str | None = None
    reminders: list[datetime] = field(default_factory=list)

    @property
    def end(self) -> datetime:
        return self.answered_at or self.ended_at or FOREVER


OUTCOMES = {"close": "closed", "pass": "passed on"}


def requests(world: World) -> list[Request]:
    """Every hand-off, as the definitions count it."""
    rows = [row for ask in world.asks if not ask.is_undone for row in _rows(world, ask)]
    alone = [row for row in rows if row.subject is None]
    together = sorted((row for row in rows if row.subject is not None), key=_place)
    found = [_request(world, [row]) for row in alone]
    for _, same in groupby(together, key=lambda row: _place(row)[:3]):
        heads: list[list[_Row]] = []
        for row in same:
            if heads and row.asked_at < min(one.end for one in heads[-1]):
                heads[-1].append(row)
            else:
                heads.append([row])
        found += [_request(world, head) for head in heads]
    return found


def _place(row: _Row) -> tuple[str, str, str, datetime, datetime]:
    return row.department, row.kind, row.subject or "", row.asked_at, row.end


def _rows(world: World, ask: Ask) -> Iterator[_Row]:
    """The row itself, and one for each time it was passed on."""
    about = world.conversation_of.get(ask.links[0]) if ask.links else None
    subject = about[0] if about else f"link {ask.links[0]}" if ask.links else None
    department, asked_at, late = ask.department, ask.at, None
    for passes in range(12):
        row = _Row(department, ask.kind, asked_at, subject, ask.links, passes > 0, ask.name)
        here = [event for event in ask.events if event.of == passes and not event.is_undone]
        noted = [event for event in here if not event.is_done and not ask.is_done and passes == 0]
        acts = sorted((event for event in here if event not in noted), key=lambda event: event.at)
        answers = [event.at for event in here if event.verb == "answer"] + ([late] if late else [])
        ends = [event for event in (*noted, *acts) if event.verb in ("decline", "close", "pass")]
        row.reminders = [event.at for event in here if event.verb == "remind"]
        row.answered_at = min(answers, default=None)
        if ends:
            end = ends[0]
            row.ended_at, row.outcome = end.at, OUTCOMES.get(end.verb, end.what)
            row.passed_to = end.what if end.verb == "pass" else None
        is_passed = row.outcome == "passed on" and (row.answered_at is None or row.answered_at > end.at)
        late = row.answered_at
        if is_passed:
            row.answered_at = None
        elif row.answered_at:
            row.ended_at, row.outcome = None, "answered"
        yield row
        if not is_passed:
            return
        department, asked_at = row.passed_to or "", row.ended_at or FOREVER


def _request(world: World, rows: Sequence[_Row]) -> Request:
    head = rows[0]
    answered_at = min((row.answered_at for row in rows if row.answered_at), default=None)
    ended = min((row for row in rows if row.ended_at), key=lambda row: row.end, default=None)
    # Passing on reminds nobody, and the first row that somebody writes for what was passed on only notes it.
    written = [row for row in rows if not row.is_derived]
    reminders = {at for row in rows for at in row.reminders} | {row.asked_at for row in written[1:]}
    links = [link for row in rows for link in row.links]
    places = [world.conversation_of[link] for link in links if link in world.conversation_of]
    found = Request(
        department=head.department,
        kind=head.kind,
        asked_at=head.asked_at,
        answered_at=answered_at,
        ended_at=ended.ended_at if ended and not answered_at else None,
        outcome="answered" if answered_at else ended.outcome if ended else None,
        reminders=tuple(sorted(at for at in reminders if at > head.asked_at)),
        conversations=frozenset(conversation for conversation, _ in places),
        counted_under=places[0] if places else None,
    )
    hours = world.hours.get(head.department)
    promise = _promise(world, found, places[0][1] if places else None)
    if promise and not (promise.is_business and hours is None):
        found.due_at = due(found.asked_at, promise.seconds, hours if promise.is_business else None)
    found.judged_at = judged(found.asked_at, hours)
    if answered_at:
        found.took = open_seconds(hours, found.asked_at, answered_at)
    return found


def _promise(world: World, request: Request, channel: str | None) -> Promise | None:
    day = request.asked_at.replace(tzinfo=UTC).astimezone(ZoneInfo(world.zone)).date()
    fitting = [
        promise
        for promise in world.promises
        if promise.department == request.department
        and promise.since <= day <= promise.until
        and promise.channel in (None, channel)
    ]
    return max(fitting, key=lambda promise: (promise.channel is not None, promise.since), default=None)


def ledger(world: World, asked: Iterable[Request]) -> dict[tuple[str, datetime, str], float]:
    """Seconds by conversation, time of the question and holder."""
    known = list(asked)
    held: dict[tuple[str, datetime, str], float] = {}
    for wait in world.waits:
        on_it = [
            replace(one) for one in known
            if wait.conversation in one.conversations and _end(one) > wait.asked_at
        ]  # fmt: skip
        until = min(wait.answered_at or FOREVER, world.seen_until[wait.channel])
        for minute in minutes(wait.asked_at, until):
            for holder, share in _holders(world, wait, on_it, minute).items():
                key = (wait.conversation, wait.asked_at, holder)
                held[key] = held.get(key, 0) + 60 * share
    return held


def _holders(world: World, wait: Wait, on_it: Sequence[Request], minute: datetime) -> dict[str, float]:
    """Who holds one minute, and for which part of it."""
    logged = [one for one in on_it if one.asked_at <= minute]
    answers = [one.answered_at for one in logged if one.answered_at and one.answered_at <= minute]
    last = max(answers, default=datetime.min)
    asked = [one for one in logged if _end(one) > minute and max(one.asked_at, wait.asked_at) > last]
    if asked:
        working = [one for one in asked if _works(world, one.department, minute)]
        found: dict[str, float] = {}
        for one in working:
            name = one.department + (", approval" if one.kind == "approval" else "")
            found[name] = found.get(name, 0) + 1 / len(working)
        return found or {"(outside hours)": 1}
    if not logged and minute >= wait.due_at:
        return {"(no hand-off logged)": 1}
    if world.social_team and not _works(world, world.social_team, minute):
        return {"(outside hours)": 1}
    return {world.social_team or "(social team)": 1}


def _works(world: World, department: str, minute: datetime) -> bool:
    hours = world.hours.get(department)
    return hours is None or _is_open(hours, minute)


def _end(request: Request) -> datetime:
    return request.answered_at or request.ended_at or FOREVER
