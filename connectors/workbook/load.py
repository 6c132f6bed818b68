"""Write what a workbook says to the warehouse: all of it, or nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from connectors.progress import Progress
from connectors.reading import Outcome, RunReport, tell_finished
from connectors.workbook import xlsx
from connectors.workbook.book import Book, read
from connectors.workbook.finding import Tabs, is_workbook, tab_of
from connectors.workbook.known import known
from warehouse import Changes, Unreadable, Writer, memory, organisation

#: An organisation has one workbook, whatever its file is called today.
SOURCE = "workbook"


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


def import_file(
    writer: Writer, path: Path, source: str = SOURCE, *, now: Callable[[], datetime], progress: Progress
) -> RunReport:
    """Read and load the workbook in a file, and tell how it went; a file that cannot be read is a failed run."""
    started = now()
    progress("started", path.name, interrupted=False)

    def note(words: str) -> None:
        progress("step", path.name, detail=words)

    changes, refused = Changes(), 0
    try:
        note(f"Reading {path.name}")
        loaded = load(writer, xlsx.tabs(path), path.name, source=source, now=started, progress=note)
        tell(progress, path.name, loaded.book, loaded.removed)
        changes, refused = loaded.changes, len(loaded.book.refused)
        outcome, detail = judged(loaded.book, path.name)
    except Unreadable as error:
        outcome, detail = "failed", str(error)
    report = RunReport(path.name, outcome, changes, refused, started, now(), detail, file=path)
    tell_finished(progress, report)
    return report


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
    with writer.transaction():
        if memory.make_room(writer, source):
            progress("The sample organisation makes room for your own data")
        run = memory.begin_run(writer, source, now)
        book = read(tabs, known(writer.execute, now))
        loaded = Loaded(book, *_write(writer, book, source, now))
        book.notes += _undated(writer, book, source)
        organisation.replace_refused(writer, source, book.refused, now)
        memory.count(writer, run, loaded.changes, len(book.refused))
        outcome, detail = judged(book, name)
        memory.finish_run(writer, run, now + timedelta(seconds=time.monotonic() - started), outcome, detail)
        if book.is_empty and not book.read:
            raise Unreadable(nothing_in(book, name))
    return loaded


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


def judged(book: Book, name: str) -> tuple[Outcome, str | None]:
    """The outcome of a run, and what to know about it in one sentence."""
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


def tell(progress: Progress, name: str, book: Book, removed: int = 0) -> None:
    """Say what a workbook holds, and all that is to put right in it."""
    for words in book.notes:
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
            detail=str(problem),
            refused=problem.refuses,
        )
    progress(
        "workbook",
        name,
        sum(book.read.values()),
        tabs=dict(book.read),
        problems=len(book.problems),
        refused=len(book.refused),
    )
