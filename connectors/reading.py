"""Read one source once: its streams page by page, each page committed with its bookkeeping.

A page's rows, what was refused of it, the cursor it allows and the counts of the run are one transaction. So a run that
is killed at any instant repeats work and loses nothing.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from connectors import workbook
from connectors.contract import (
    Connector,
    Meter,
    Outcome,
    Page,
    QuotaSpent,
    Row,
    SourceError,
    Stream,
    TryLater,
    UnexpectedPayload,
    Workbook,
    refused_row,
)
from connectors.progress import Progress
from connectors.settings import Secrets, read_settings
from warehouse import BadRow, Changes, WarehouseError, Writer, memory, standing
from warehouse import Refused as RefusedRow

#: How often in a row a source may ask for patience without a cursor having moved.
TRIES = 5
#: A source that asks for more patience than this is left for the next sync.
LONGEST_WAIT = timedelta(minutes=15)
#: So many pages in a row without rows and without a new cursor are a loop.
EMPTY_PAGES = 1000


@dataclass(frozen=True)
class RunReport:
    """How one run of a source, or one import of a file, went. Times are UTC; `detail` says what was wrong.

    `calls` are the requests that reached the source, `units` what they cost of its quota; `rows_left_out`: it is
    partial only because rows were left out that somebody has to put right.
    """

    source: str
    outcome: Outcome
    changes: Changes
    refused: int
    started_at: datetime
    finished_at: datetime
    detail: str | None = None
    after_interruption: bool = False
    file: Path | None = None
    calls: int = 0
    units: int = 0
    rows_left_out: bool = False


@dataclass
class Reading:
    """One run of one source, on an open writer."""

    writer: Writer
    connector: Connector
    now: Callable[[], datetime]
    progress: Progress
    secrets: Secrets
    secrets_file: Path
    sleep: Callable[[float], None] = time.sleep
    attend: Callable[[], None] = lambda: None
    """What is done between two pages."""
    _run_id: str = field(default="", init=False)
    _meter: Meter = field(default_factory=Meter, init=False)
    _changes: Changes = field(default_factory=Changes, init=False)
    _refused: int = field(default=0, init=False)
    _lists_channels: bool = field(default=False, init=False)
    _covered: set[tuple[str, str]] = field(default_factory=set, init=False)
    _of_workbook: tuple[Outcome, str | None] = field(default=("complete", None), init=False)

    def run(self) -> RunReport:
        """Read the source and note how it went. Raises WarehouseError when the warehouse cannot take it."""
        name, started = self.connector.name, self.now()
        with self.writer.transaction():
            interrupted = memory.was_interrupted(self.writer, name)
            self._run_id = memory.begin_run(self.writer, name, started)
        self.progress("started", name, interrupted=interrupted)
        outcome, problems = self._read_streams()
        detail = self._sentence(problems, outcome)
        if not problems:
            outcome, detail = self._of_workbook
        with self.writer.transaction():
            finished = self.now()
            if outcome == "complete":
                memory.complete_until(self.writer, name, started, self._covered if self._lists_channels else None)
            elif outcome == "failed" and self.connector.workbook is not None:
                workbook.out_of_sight(self.writer, name, finished)
            self._note_calls()
            memory.finish_run(self.writer, self._run_id, finished, outcome, detail)
        report = RunReport(
            name,
            outcome,
            self._changes,
            self._refused,
            started,
            finished,
            detail,
            interrupted,
            calls=self._meter.calls,
            units=self._meter.units,
            rows_left_out=not problems and outcome == "partial",
        )
        tell_finished(self.progress, report)
        return report

    def _read_streams(self) -> tuple[Outcome, list[str]]:
        problems: list[str] = []
        try:
            settings = read_settings(self.connector, self.secrets_file)
            self.secrets.add(settings)
            self._meter = self._meter_under(settings)
            client = self._patiently(lambda: self.connector.connect(settings, self._meter))
            streams = self.connector.streams_of(client)
        except WarehouseError:
            raise
        except QuotaSpent as error:
            return "partial", [str(error)]
        except Exception as error:
            return "failed", [self._told(error)]
        parts: list[Callable[[], None]] = [partial(self._read, stream, client) for stream in streams]
        if self.connector.workbook is not None:
            parts.append(partial(self._read_workbook, self.connector.workbook, client))
        read = 0
        for part in parts:
            try:
                part()
                read += 1
            except TryLater as error:
                problems.append(str(error))
                read += isinstance(error, QuotaSpent)  # no failure, however little there was left
                break  # the source as a whole wants to be left alone
            except WarehouseError as error:
                if not isinstance(error, BadRow):
                    raise
                problems.append(self._told(error))
            except Exception as error:
                problems.append(self._told(error))
        if not problems:
            return "complete", []
        return ("partial" if read or self._changes != Changes() else "failed"), problems

    def _meter_under(self, settings: Any) -> Meter:
        quota, spent = self.connector.quota_under(settings), {}
        if quota is not None:
            today = quota.day(self.now())
            spent = {today: memory.units_since(self.writer, self.connector.name, quota.begins(today))}
        return Meter(quota, self.now, self.sleep, spent)

    def _told(self, error: Exception) -> str:
        if isinstance(error, SourceError):
            return str(error)
        first_line = (str(error).strip().splitlines() or [""])[0]
        fault = f"{type(error).__name__}: {first_line}"
        return f"{self.connector.title} met a fault in Rapport's own connector ({fault}): please report it."

    def _sentence(self, problems: Sequence[str], outcome: Outcome) -> str | None:
        if not problems:
            return None
        kept = ["What came is kept, and the next sync goes on from there."] if outcome == "partial" else []
        return self.secrets(" ".join(dict.fromkeys([*problems, *kept])))[:1000]

    def _patiently(self, ask: Callable[[], Any], cursor: Callable[[], str | None] = lambda: None) -> Any:
        """Ask, and wait and ask again while the source wants us to; patience begins anew when the cursor has moved."""
        tries, before = 0, cursor()
        while True:
            try:
                return ask()
            except TryLater as later:
                after = cursor()
                tries, before = (1, after) if after != before else (tries + 1, before)
                wait = later.after if later.after is not None else timedelta(seconds=2**tries)
                if tries >= TRIES or wait > LONGEST_WAIT:
                    raise
                seconds = max(wait.total_seconds(), 0.0)
                self.progress("waiting", self.connector.name, seconds=seconds, detail=self.secrets(str(later)))
                self.sleep(seconds)

    def _read(self, stream: Stream, client: Any) -> None:
        self._patiently(lambda: self._read_pages(stream, client), lambda: self._cursor(stream))

    def _read_pages(self, stream: Stream, client: Any) -> None:
        self._lists_channels |= stream.table == "channels"
        seen: set[bytes] = set()
        empty = 0
        for page in stream.pages(client, self._since(stream)):
            has_rows = bool(page.rows or page.refused or page.standing)
            empty = 0 if has_rows or page.cursor is not None else empty + 1
            marks = {page.token} if page.token is not None else set()
            marks |= {repr((page.rows, page.refused, page.standing))} if has_rows else set()
            digests = {hashlib.blake2b(mark.encode(errors="replace"), digest_size=16).digest() for mark in marks}
            if digests & seen or empty >= EMPTY_PAGES:
                raise UnexpectedPayload(f"{self.connector.title} gives the same page of {stream.name} again and again.")
            seen |= digests
            if empty:
                with self.writer.transaction():
                    self._note_calls()
                continue
            self._commit(stream, page)
            self.attend()
            self.progress(
                "rows",
                self.connector.name,
                _total(self._changes) + self._refused,
                stream=stream.name,
                refused=self._refused,
            )

    def _read_workbook(self, show: Callable[[Any, str | None], Workbook | None], client: Any) -> None:
        """Load the organisation's workbook, unless it is as it was read last."""
        name, now = self.connector.name, self.now()
        before = workbook.mark_of(self.writer, name, now)
        given = self._patiently(lambda: show(client, before))
        if given is None:
            self.progress("note", name, detail="The workbook has not been changed since it was read.")
            return
        self.progress("step", name, detail=f"Reading {given.title}")
        with self.writer.transaction():
            loaded = workbook.put(
                self.writer,
                given,
                now=now,
                progress=lambda words: self.progress("step", name, detail=words),
                hide=self.secrets,
                origin=name,
            )
            memory.count(self.writer, self._run_id, loaded.changes, len(loaded.book.refused))
        workbook.tell(self.progress, given, loaded.book, loaded.removed)
        self._changes += loaded.changes
        self._refused += len(loaded.book.refused)
        outcome, detail = workbook.judged(loaded.book, given.title)
        self._of_workbook = outcome, None if detail is None else self.secrets(detail)[:1000]

    def _cursor(self, stream: Stream) -> str | None:
        return memory.cursor(self.writer, self.connector.name, stream.name)

    def _since(self, stream: Stream) -> datetime | str | None:
        cursor = self._cursor(stream)
        if cursor is None or stream.cursor == "token":
            return cursor
        return datetime.fromisoformat(cursor.removesuffix("Z")) - stream.lookback

    def _commit(self, stream: Stream, page: Page) -> None:
        rows = [self._completed(stream, row) for row in page.rows]
        refused = list(page.refused)
        try:
            changes = self._write(stream, rows, refused, page)
        except BadRow:
            bad = self._bad_rows(stream, rows)
            rows = [row for number, row in enumerate(rows) if number not in bad]
            refused += bad.values()
            changes = self._write(stream, rows, refused, page)
        self._changes += changes
        self._refused += len(refused)

    def _write(self, stream: Stream, rows: Sequence[Row], refused: Sequence[RefusedRow], page: Page) -> Changes:
        source, now = self.connector.name, self.now()
        with self.writer.transaction():
            if rows and self._changes == Changes():
                memory.make_room(self.writer, source)
            changes = self._load(stream.table, rows) + standing.settle(self.writer, page.standing, now)
            readable = [_place(stream, row["native_id"]) for row in rows if "native_id" in row]
            memory.release(self.writer, source, readable)
            memory.set_aside(self.writer, source, [self._scrubbed(stream, row) for row in refused], now)
            memory.count(self.writer, self._run_id, changes, len(refused))
            self._note_calls()
            if page.cursor is not None:
                self._move(stream, page.cursor, now)
        return changes

    def _note_calls(self) -> None:
        memory.count_calls(self.writer, self._run_id, self._meter.calls, self._meter.units)

    def _load(self, table: str, rows: Sequence[Row]) -> Changes:
        source = self.connector.name
        if table == "messages":
            changes = self.writer.upsert_messages(rows)
            channels = {(row["platform"], row["channel_id"]) for row in rows if row.get("channel_id") is not None}
            memory.feeds(self.writer, source, channels)
            return changes
        if table == "channels":
            self._covered |= {(row["platform"], row["native_id"]) for row in rows}
            return self.writer.upsert(table, [{**row, "source": source} for row in rows])
        if table == "audience_counts":
            rows = [self._with_channel_key(row) for row in rows]
        return self.writer.upsert(table, rows)

    def _with_channel_key(self, row: Row) -> Row:
        if row.get("platform") is None or row.get("channel_id") is None:
            raise BadRow("platform or channel_id is missing")
        key = memory.channel_key(self.writer, row["platform"], row["channel_id"])
        return {**{k: v for k, v in row.items() if k not in ("platform", "channel_id")}, "channel_key": key}

    def _move(self, stream: Stream, to: datetime | str, now: datetime) -> None:
        if stream.cursor == "time":
            if not isinstance(to, datetime):
                raise TypeError(f"{stream.name} has a time for a cursor, not {type(to).__name__}")
            known = self._cursor(stream)
            text = f"{_utc(to).isoformat(timespec='microseconds')}Z"
            text = text if known is None else max(text, known)  # reading the lookback again must not move it back
        else:
            text = str(to)
            if self.secrets(text) != text:
                raise ValueError(f"the cursor of {stream.name} holds a secret")
        memory.move_cursor(self.writer, self.connector.name, stream.name, text, now)

    def _bad_rows(self, stream: Stream, rows: Sequence[Row], first: int = 0) -> dict[int, RefusedRow]:
        """Which rows the warehouse does not take, by halving; nothing is kept of the trials."""
        try:
            with self.writer.transaction():
                self._load(stream.table, rows)
                raise _Undone
        except _Undone:
            return {}
        except BadRow as problem:
            if len(rows) == 1:
                return {first: refused_row(rows[0], str(problem), "native_id")}
        half = len(rows) // 2
        return {
            **self._bad_rows(stream, rows[:half], first),
            **self._bad_rows(stream, rows[half:], first + half),
        }

    def _completed(self, stream: Stream, row: Row) -> Row:
        row = {name: _utc(value) if isinstance(value, datetime) else value for name, value in row.items()}
        return {"first_seen_at": self.now(), **row} if stream.table == "messages" else row

    def _scrubbed(self, stream: Stream, row: RefusedRow) -> RefusedRow:
        return replace(
            row,
            place=self.secrets(_place(stream, row.place)),
            reason=self.secrets(row.reason),
            payload=None if row.payload is None else self.secrets(row.payload),
        )


class _Undone(Exception):
    """Ends a trial."""


def tell_finished(progress: Progress, report: RunReport) -> None:
    """The event that ends a source or a file."""
    changes = report.changes
    progress(
        "finished",
        report.source,
        _total(changes) + report.refused,
        outcome=report.outcome,
        new=changes.new,
        changed=changes.changed,
        same=changes.same,
        refused=report.refused,
        calls=report.calls,
        units=report.units,
        seconds=(report.finished_at - report.started_at).total_seconds(),
        detail=report.detail,
    )


def _total(changes: Changes) -> int:
    return changes.new + changes.changed + changes.same


def _place(stream: Stream, native_id: object) -> str:
    return f"{stream.name} {native_id}"


def _utc(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
