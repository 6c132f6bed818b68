"""Write what a workbook says to the warehouse: all of it, or nothing."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from connectors.contract import Outcome, Workbook
from connectors.progress import Progress
from connectors.workbook import xlsx
from connectors.workbook.book import Book, read
from connectors.workbook.finding import Tabs, is_workbook, tab_of
from connectors.workbook.known import Known, known
from connectors.workbook.problem import Problem
from connectors.workbook.tabs import HANDOFFS
from warehouse import Changes, Refused, Unreadable, Writer, memory, organisation

#: An organisation has one workbook, whatever its file is called today, and whether it is a file or a shared sheet.
SOURCE = "workbook"
_STATE = "tabs"  # the stream of SOURCE whose cursor says which state of which workbook was read last


@dataclass(frozen=True)
class Loaded:
    """What a workbook said, what became of its rows, and how many hand-offs were taken away with their rows."""

    book: Book
    changes: Changes
    removed: int = 0


def is_workbook_file(path: Path) -> bool:
    """Whether a file is the workbook; only one whose titles may be those of its tabs is read for it.

    Raises Unreadable for such a file when it cannot be read.
    """
    try:
        titles = xlsx.titles(path)
    except Unreadable:
        return False  # whoever reads it says so
    return any(map(tab_of, titles)) and is_workbook(xlsx.tabs(path))


def load(
    writer: Writer,
    tabs: Tabs,
    name: str,
    *,
    source: str = SOURCE,
    now: datetime,
    progress: Callable[[str], None],
) -> Loaded:
    """Read tabs and write their rows, what was refused, and the run, in one transaction. `now` is UTC.

    Raises Unreadable with one sentence where there is nothing to load; the failed run is in the history then, and
    nothing else has changed.
    """
    started = time.monotonic()
    given = Workbook(name, tabs)
    with writer.transaction():
        run = memory.begin_run(writer, source, now)
        loaded = put(writer, given, source=source, now=now, progress=progress)
        memory.count(writer, run, loaded.changes, len(loaded.book.refused))
        outcome, detail = judged(loaded.book, name)
        memory.finish_run(writer, run, now + timedelta(seconds=time.monotonic() - started), outcome, detail)
    if is_nothing(loaded.book):
        raise Unreadable(nothing_in(loaded.book, name))
    return loaded


def put(
    writer: Writer,
    given: Workbook,
    *,
    source: str = SOURCE,
    now: datetime,
    progress: Callable[[str], None],
    hide: Callable[[str], str] = str,
    origin: str | None = None,
) -> Loaded:
    """Read a workbook and write what it says, in the caller's transaction; one that says nothing changes no facts.

    `origin` is the source that shows it, for `mark_of`; None for a file. `hide` takes secrets out of what is kept. The
    time `now` is UTC.
    """
    book = read(given.tabs, known(writer.execute, now).of(given))
    if is_nothing(book):
        _note_problems(writer, source, given, book, hide)
        return Loaded(book, Changes())
    if memory.make_room(writer, source):
        progress("The sample organisation makes room for your own data")
        book = read(given.tabs, known(writer.execute, now).of(given))
    until = _log_seen_until(writer, origin) if origin and _lacks_log(writer, book) else None
    loaded = Loaded(book, *_write(writer, book, source, now))
    if until is not None:
        organisation.complete(writer, source, until)
        book.problems += _log_missing(book)
    book.notes += _undated(writer, book, source)
    refused = [_hidden(row, hide) for row in book.refused]
    organisation.replace_refused(writer, source, refused, now)
    organisation.note_tabs(
        writer,
        [
            {"tab": one.tab, "title": one.title, "rows_read": book.read.get(one.title, 0), "columns": one.names,
             "others": one.others}
            for one in book.columns
        ],
    )  # fmt: skip
    _note_problems(writer, source, given, book, hide)
    book.notes += _other_origin(writer, origin)
    state = _state_of(known(writer.execute, now), origin, given.mark) if origin else ""
    memory.move_cursor(writer, source, _STATE, state, now)
    return loaded


def _state_of(known: Known, origin: str, mark: str) -> str:
    """The state of a workbook together with all that its reading depends on: today, our channels, the code that reads.

    What else can change without an edit (formulas, a date that was in the future) is found by reading it once a day.
    """
    about = [origin, f"{known.now:%Y-%m-%d}", sorted(map(repr, known.channels)), sorted(known.measures), _code()]
    return json.dumps(
        {"origin": origin, "mark": mark, "read": hashlib.blake2b(repr(about).encode(), digest_size=12).hexdigest()}
    )


def mark_of(writer: Writer, origin: str, now: datetime) -> str | None:
    """The mark of the workbook that was read last; None where it must be read, whatever its state."""
    kept = memory.cursor(writer, SOURCE, _STATE)
    mark = json.loads(kept)["mark"] if kept else None
    return mark if mark and kept == _state_of(known(writer.execute, now), origin, mark) else None


def out_of_sight(writer: Writer, origin: str, now: datetime) -> None:
    """Note that a shared workbook cannot be read now: what its log says is known until it was last read, no longer.

    A colleague whose answer stands in a sheet that we do not see must not seem to let us wait. It is read in full when
    it can be read again.
    """
    kept = memory.cursor(writer, SOURCE, _STATE)
    if not kept or json.loads(kept)["origin"] != origin:
        return
    organisation.complete(writer, SOURCE, _log_seen_until(writer, origin))
    memory.move_cursor(writer, SOURCE, _STATE, "", now)


def _log_seen_until(writer: Writer, origin: str) -> datetime | None:
    """Until when a shared log of hand-offs is known: as it says itself, else the last time that it was read."""
    found: datetime | None = writer.execute(
        "select coalesce((select complete_until from handoff_sources where source = $1), "
        "max(started_at) filter (source = $2 and outcome in ('complete', 'partial'))) from sync_runs",
        [SOURCE, origin],
    )[0][0]
    return found


def _lacks_log(writer: Writer, book: Book) -> bool:
    return "handoffs" not in book.rows and bool(
        writer.execute("select 1 from handoffs where source = $1 limit 1", [SOURCE])
    )


def _log_missing(book: Book) -> list[Problem]:
    """That the hand-offs of before are not there now, where nothing else has said so."""
    if any((meant := tab_of(problem.tab)) and meant[0] is HANDOFFS for problem in book.problems):
        return []
    wrong = "the tab is gone or has no rows, and what it said before stays as it was"
    return [Problem(HANDOFFS.name, None, None, wrong, "give it its name and its rows again", refuses=True)]


def _other_origin(writer: Writer, origin: str | None) -> list[str]:
    """That a file takes the place of a shared workbook, which the next sync puts back."""
    kept = memory.cursor(writer, SOURCE, _STATE)
    before = json.loads(kept)["origin"] if kept and origin is None else None
    if before is None:
        return []
    return [f"Until now the workbook was that of {before}: its next sync puts what it says in place of this again."]


@cache
def _code() -> str:
    """A fingerprint of the code that reads workbooks."""
    files = sorted(Path(__file__).parent.glob("*.*"))
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files if path.is_file())).hexdigest()


def _hidden(row: Refused, hide: Callable[[str], str]) -> Refused:
    return Refused(row.place, hide(row.reason), None if row.payload is None else hide(row.payload))


def _note_problems(writer: Writer, source: str, given: Workbook, book: Book, hide: Callable[[str], str]) -> None:
    rows = [
        {
            "place": problem.place,
            "sentence": hide(str(problem)),
            "refused": problem.refuses,
            "link": link(given, problem),
        }
        for problem in book.problems
    ]
    organisation.note_problems(writer, source, rows)


def link(given: Workbook, problem: Problem) -> str | None:
    """Where the cell, row or tab of a problem is in the web; None for a workbook that is a file."""
    row = None if problem.row is None else f"{problem.row}:{problem.row}"
    return given.link(problem.tab, problem.cell or row)


def is_nothing(book: Book) -> bool:
    """Whether a workbook holds nothing that could be read."""
    return book.is_empty and not book.read


def _write(writer: Writer, book: Book, source: str, now: datetime) -> tuple[Changes, int]:
    """Write the tables of a book; returns what changed, and how many hand-offs are gone."""
    changes, removed = Changes(), 0
    seen_at = min(now, book.observed_until or now)  # what a log kept until then holds was there by then
    for table, rows in book.rows.items():
        if table == "handoffs":
            done, removed = organisation.load_handoffs(writer, source, rows, now=seen_at)
            changes += done
        elif table == "channels":
            changes += organisation.update_channels(writer, rows)
        elif table == "departments" and book.derived_departments:
            continue  # after all tables that name departments
        else:
            changes += organisation.replace(writer, table, rows)
    organisation.complete(writer, source, book.observed_until)
    if book.derived_departments:
        names = [row["department"] for row in book.rows.get("departments", ())]
        changes += organisation.follow_names(writer, names)
    return changes, removed


def _undated(writer: Writer, book: Book, source: str) -> list[str]:
    """How many hand-offs nobody gave a time of asking, and from when they count."""
    undated = [row for row in book.rows.get("handoffs", ()) if row["asked_at"] is None and row["no_later"] is None]
    if not undated:
        return []
    first, last = writer.execute(
        "select min(asked_at), max(asked_at) from handoffs where source = $1 and native_id in (select unnest($2))",
        [source, [row["native_id"] for row in undated]],
    )[0]
    when = f"{first:%Y-%m-%d %H:%M}" + (f" to {last:%Y-%m-%d %H:%M}" if last > first else "") + " UTC"
    if len(undated) == 1:
        return [
            f"One hand-off has no Asked at: it counts from when it was first seen ({when}). "
            "Fill in Asked at, and it counts from then."
        ]
    return [
        f"{len(undated):,} hand-offs have no Asked at: they count from when they were first seen ({when}). "
        "Fill in Asked at, and they count from then."
    ]


def judged(book: Book, name: str) -> "tuple[Outcome, str | None]":
    """The outcome of a run, and what to know about it in one sentence."""
    if is_nothing(book):
        return "failed", nothing_in(book, name)
    if not book.problems:
        return "complete", None
    kept = sum(map(len, book.rows.values()))
    refused = f", and {len(book.refused):,} of {sum(book.read.values()):,} rows were left out" if book.refused else ""
    number = len(book.problems)
    words = "one thing to put right" if number == 1 else f"{number:,} things to put right"
    left_out = any(problem.refuses for problem in book.problems)
    outcome: Outcome = ("partial" if kept else "failed") if left_out else "complete"
    return outcome, f"{name} has {words}{refused}. The first: {book.problems[0]}"


def nothing_in(book: Book, name: str) -> str:
    """Why there is nothing to load."""
    first = f" {book.problems[0]}" if book.problems else " Write rows below the headings of its tabs."
    return f"{name} has no rows that can be loaded.{first}"


def tell(progress: Progress, given: Workbook, book: Book, removed: int = 0) -> None:
    """Say what a workbook holds, and all that is to put right in it."""
    name = given.title
    for words in (*given.notes, *book.notes):
        progress("note", name, detail=words)
    if removed:
        gone = "One hand-off is" if removed == 1 else f"{removed:,} hand-offs are"
        progress("note", name, detail=f"{gone} no longer in the workbook, and no longer here.")
    for number, problem in enumerate(book.problems, start=1):
        progress(
            "problem",
            name,
            number=number,
            tab=problem.tab,
            row=problem.row,
            column=problem.column,
            cell=problem.cell,
            detail=str(problem),
            refused=problem.refuses,
            link=link(given, problem),
        )
    progress(
        "workbook",
        name,
        sum(book.read.values()),
        tabs=dict(book.read),
        problems=len(book.problems),
        refused=len(book.refused),
    )
