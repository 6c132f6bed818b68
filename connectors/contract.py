"""What a source is. A connector module imports this file and, if it is one of Google's, `connectors.google`.

class Settings(contract.Settings):
    api_key: SecretStr                      # RAPPORT_EXAMPLE_API_KEY, or [example] in .streamlit/secrets.toml

def connect(settings: Settings, meter: Meter) -> Client: ...    # raises NotConfigured, Refused, TryLater

def comments(client: Client, since: datetime | None) -> Iterator[Page]:
    for answer in client.comments(since):                   # oldest change first: each page moves the cursor
        yield Page.read(answer["items"], comment, cursor=answer["items"][-1]["updated"])

def comment(payload: Mapping[str, Any]) -> Row: ...         # pure: payload → row; this is where the tests are

CONNECTOR = Connector("example", "Example", Settings, connect, [
    Stream("comments", "messages", comments, lookback=timedelta(days=3)),
], quota=Quota(10_000, "America/Los_Angeles"))

The client asks `meter.allow(units)` before each request, tells `meter.spend(units)` of each that reached the source,
also of those that it repeats, and waits with `meter.sleep`. What is counted so stands in the run's report, and when
the day's quota is gone the run ends as partial and the next one goes on.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from typing import Any, Literal, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from pydantic_settings import BaseSettings, SettingsConfigDict

import warehouse

Row: TypeAlias = Mapping[str, Any]
Outcome: TypeAlias = Literal["complete", "partial", "failed"]
RefusedRow: TypeAlias = warehouse.Refused
Standing: TypeAlias = warehouse.Standing


class SourceError(Exception):
    """Something about a source, in one sentence for a person: what happened and what to do. Never holds a secret."""


class NotConfigured(SourceError):
    """A setting is missing or malformed; the sentence names it and where to write it."""


class TryLater(SourceError):
    """The source asks for patience, or is out of reach; `after` is how long it asked for, where it said so."""

    def __init__(self, sentence: str, after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class QuotaSpent(TryLater):
    """The day's quota is gone; `after` is how long it is until the next day begins."""


class Refused(SourceError):
    """The source will not do this however often it is asked: a wrong or expired token, a missing scope."""


class UnexpectedPayload(SourceError):
    """An answer, or one record in it, is not of the shape that the platform documents."""


class Settings(BaseSettings):
    """What a connector needs to be told; secrets are `SecretStr`. A name that it does not know is an error."""

    model_config = SettingsConfigDict(extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True)
class Quota:
    """How many units a source may be asked for in a day, and the IANA zone in which its day begins at midnight."""

    units_per_day: int
    zone: str = "UTC"

    def day(self, at: datetime) -> date:
        """The day of this quota at a time in UTC without a zone."""
        return at.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone)).date()

    def begins(self, day: date) -> datetime:
        """When a day of this quota begins, in UTC without a zone."""
        midnight = datetime.combine(day, clock_time(), ZoneInfo(self.zone))
        return midnight.astimezone(UTC).replace(tzinfo=None)


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass
class Meter:
    """What one run has asked of its source, and what it may still ask today.

    `spent` is what the day's earlier runs have used of the quota, by day; it grows with this one. `sleep` is how a
    client waits between two attempts.
    """

    quota: Quota | None = None
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] = time.sleep
    spent: dict[date, int] = field(default_factory=dict)
    calls: int = 0
    units: int = 0

    def allow(self, units: int = 1) -> None:
        """Raises QuotaSpent where a request of so many units would go over the day's quota."""
        if self.quota is None:
            return
        if self.spent.get(self.quota.day(self.now()), 0) + units > self.quota.units_per_day:
            raise QuotaSpent(
                f"The {self.quota.units_per_day:,} units that Rapport may use in a day are spent; the next day begins "
                f"at {self._next_day():%Y-%m-%d %H:%M} UTC.",
                self.until_next_day(),
            )

    def spend(self, units: int = 1) -> None:
        """Count one request that reached the source, whatever came of it."""
        self.calls += 1
        self.units += units
        if self.quota is not None:
            today = self.quota.day(self.now())
            self.spent[today] = self.spent.get(today, 0) + units

    def until_next_day(self) -> timedelta:
        """How long it is until the next day of the quota, or of UTC where there is none."""
        return self._next_day() - self.now()

    def _next_day(self) -> datetime:
        quota = self.quota or Quota(0)
        return quota.begins(quota.day(self.now()) + timedelta(days=1))


@dataclass(frozen=True)
class Page:
    """Rows that are committed together.

    `rows` have the columns of the stream's table (for messages those of `warehouse.COLUMNS`; who was first seen when is
    filled in), `refused` are records that could not be read. `cursor` says that everything up to it lies in this page
    and the ones before: a stream that reads oldest first gives one with every page, any other only with its last.
    `token` is what the page was asked for with; the same token twice in one reading is noticed as an endless loop.
    `standing` says of messages that all which stands in public under them has been read, in this page and the ones
    before: what is stored there and is not in the list has been deleted.
    """

    rows: Sequence[Row]
    refused: Sequence[RefusedRow] = ()
    cursor: datetime | str | None = None
    token: str | None = None
    standing: Sequence[Standing] = ()

    @classmethod
    def read(
        cls,
        payloads: Iterable[Any],
        row: Callable[[Any], Row],
        *,
        cursor: datetime | str | None = None,
        token: str | None = None,
        key: str = "id",
    ) -> "Page":
        """A page of `row(payload)`; a payload for which that raises UnexpectedPayload is refused, and the rest stays.

        `payload[key]` is the native id of its row, by which a refused record is found again when it can be read.
        """
        rows, refused = [], []
        for payload in payloads:
            try:
                rows.append(row(payload))
            except UnexpectedPayload as problem:
                refused.append(refused_row(payload, str(problem), key))
        return cls(rows, refused, cursor, token)


def refused_row(payload: Any, reason: str, key: str = "id") -> RefusedRow:
    """A record for the quarantine, named by its native id or else by its content, so that it is kept only once."""
    text = json.dumps(payload, ensure_ascii=False, default=str, sort_keys=True)
    text = text.encode(errors="backslashreplace").decode()  # half a surrogate pair cannot be stored
    native_id = payload.get(key) if isinstance(payload, Mapping) else None
    if native_id is None:
        native_id = "#" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
    return RefusedRow(place=str(native_id), reason=reason, payload=text)


@dataclass(frozen=True)
class Stream:
    """One list of a source: where its rows go, and how it is read on from where the last sync ended.

    `pages(client, since)` yields pages and may raise any of the four errors. What `since` is depends on `cursor`:

    - `"time"`: the newest cursor less `lookback`, in UTC without a zone: deliver what is at or after it. It never moves
      back.
    - `"token"`: the last cursor as it was given, a word of the platform's own.

    It is None the first time, and always for a stream whose pages carry no cursor: that one is read whole.
    Rows of `channels` name the accounts that the source covers; rows of `audience_counts` have platform and
    channel_id instead of channel_key.
    """

    name: str
    table: str
    pages: Callable[[Any, Any], Iterable[Page]]
    lookback: timedelta = timedelta()
    cursor: Literal["time", "token"] = "time"


@dataclass(frozen=True)
class Workbook:
    """The organisation's workbook as a source shows it: what `connectors.workbook` reads, from wherever it comes.

    `tabs`: by title, the rows that hold something, as (number, plain cells). `mark` tells this state of it from others;
    nothing is read again while it stays. `zone` is the IANA zone of the times typed in it, unless its Settings name
    one, `month_first` how its country writes dates. `address` and `tab_ids` lead to it in the web.
    """

    title: str
    tabs: Mapping[str, Sequence[tuple[int, Sequence[Any]]]]
    mark: str = ""
    zone: str | None = None
    month_first: bool = False
    notes: Sequence[str] = ()
    address: str | None = None
    tab_ids: Mapping[str, int] = field(default_factory=dict)

    def link(self, tab: str, cells: str | None = None) -> str | None:
        """Where a tab is in the web, or a range of it such as B14; None where it is not there."""
        if self.address is None or tab not in self.tab_ids:
            return None
        return f"{self.address}#gid={self.tab_ids[tab]}" + (f"&range={cells}" if cells else "")


@dataclass(frozen=True)
class Edits:
    """Texts to write into one tab of a workbook, all of them or none; what begins with = is a text as well.

    `cells`: by (row number, place from 0), an empty text empties the cell. `rows`: those to add below all others, by
    place. `before`: what the rows of `cells` held in the places that tell them apart, and in those to be written: where
    one of them holds something else now, nothing may be written; nor where the column at `id_place`, if there is one,
    holds what a new row is to hold there.
    """

    tab: str
    cells: Mapping[tuple[int, int], str]
    rows: Sequence[Mapping[int, str]] = ()
    before: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    id_place: int | None = None


class Target(Protocol):
    """A workbook that can be written to."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def book(self) -> str:
        """What tells it from other workbooks."""

    def read(self) -> Workbook:
        """What stands there now."""

    def write(self, given: Workbook, edits: Edits) -> None:
        """Write into what was given by `read`.

        Raises TryLater where it is not known whether it was written, or where the workbook has changed since: read it
        again, and see.
        """


@dataclass(frozen=True)
class Connector:
    """A source: settings, how to connect with them, and its streams in the order in which they are read.

    `connect(settings, meter)` returns whatever the streams need, after seeing that the source lets us in. `streams` may
    be a function of that client, where there is one stream for each account; `quota` may be one of the settings.
    `workbook(client, mark)` gives the organisation's workbook, or None where it is still in the state of this mark, and
    `target(settings, meter)` the same to write to, which a sync does where the setting `write_back` says so.
    `sign_in(settings, show)` lets a person agree at an address that it shows, and gives the settings to keep.
    """

    name: str
    title: str
    settings: type[Settings]
    connect: Callable[[Any, Meter], Any]
    streams: Sequence[Stream] | Callable[[Any], Sequence[Stream]] = ()
    quota: Quota | Callable[[Any], Quota] | None = None
    workbook: Callable[[Any, str | None], Workbook | None] | None = None
    target: Callable[[Any, Meter], Target] | None = None
    sign_in: Callable[[Any, Callable[[str], None]], Mapping[str, str]] | None = None

    def streams_of(self, client: Any) -> Sequence[Stream]:
        """The streams to read with this client."""
        return self.streams(client) if callable(self.streams) else self.streams

    def quota_under(self, settings: Any) -> Quota | None:
        """The day's quota under these settings; None where the source has none by the day."""
        return self.quota(settings) if callable(self.quota) else self.quota
