"""One run of writing back to one workbook, and its row in the history."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from connectors.contract import Connector, Meter, Outcome, QuotaSpent, Refused, SourceError, Target, TryLater
from connectors.progress import Progress
from connectors.reading import RunReport
from connectors.settings import Secrets, read_settings
from connectors.workbook import known, read, values
from connectors.writing_back.plan import Change, Plan, named, plan
from connectors.writing_back.said import said
from connectors.writing_back.trial import tried
from warehouse import Changes, WarehouseError, Writer, inbox, memory, written

#: The name under which it stands in `sync_runs`.
SOURCE = "write-back"
#: How often a workbook that changes meanwhile, or an answer that is lost, is looked at again.
_ROUNDS = 4
_MOST = 1000  # hand-offs that are written about in one request
_PAUSE = 2.0  # seconds, doubled with each round


@dataclass
class Run:
    """Writes to a workbook what was noted in the dashboard; a `dry_run` only tells what it would write."""

    writer: Writer
    now: Callable[[], datetime]
    progress: Progress
    meter: Meter
    secrets: Secrets
    dry_run: bool = False
    appended: int = 0
    filled: int = 0
    _target: Target = field(init=False)
    _sent: tuple[Change, ...] = ()
    """What was sent, until a fresh reading shows what became of it."""
    _moved: list[str] = field(default_factory=list)
    _left: list[str] = field(default_factory=list)

    def after_sync(self, connector: Connector, secrets_file: Path) -> list[RunReport]:
        """Write back where the settings of a source say so, and where anything has changed since it was done last.

        Where nothing was to write, nothing is noted.
        """
        if connector.target is None:
            return []
        settings = read_settings(connector, secrets_file)
        if not getattr(settings, "write_back", False):
            return []
        self._target = connector.target(settings, self.meter)
        self._take_in()
        state = _state(self.writer)
        if memory.cursor(self.writer, SOURCE, self._target.book) == state:
            return []
        report = self._run()
        if report.outcome == "complete":
            with self.writer.transaction():
                memory.move_cursor(self.writer, SOURCE, self._target.book, state, self.now())
            if not (self.appended or self.filled):
                return []
        self._note(report)
        return [report]

    def write_to(self, target: Target) -> RunReport:
        """Write to this workbook, and say what was left as it is. Raises WarehouseError."""
        self._target = target
        self._take_in()
        report = self._run()
        for sentence in self._left:
            self.progress("note", target.name, detail=sentence)
        if not self.dry_run:
            self._note(report)
        return report

    def _take_in(self) -> None:
        inbox.take_in(self.writer, lambda sentence: self.progress("note", detail=sentence))

    def _run(self) -> RunReport:
        started = self.now()
        outcome: Outcome = "complete"
        try:
            fault = self._rounds()
            outcome = "complete" if fault is None else "partial"
        except SourceError as error:
            fault = str(error)
            outcome = "partial" if self.appended or self.filled else "failed"
        except WarehouseError:
            raise
        except Exception as error:  # it must not stop a sync
            said = (str(error).strip().splitlines() or [""])[0]
            fault = f"Writing back met a fault of Rapport's own ({type(error).__name__}: {said}): please report it."
            outcome = "failed"
        detail = self.secrets(" ".join([self._summary(), *([fault] if fault else [])]))[:1000]
        changes = Changes(new=self.appended, changed=self.filled)
        finished = self.now()
        report = RunReport(SOURCE, outcome, changes, 0, started, finished, detail, calls=self.meter.calls)
        self.progress(
            "written",
            self._target.name,
            outcome=outcome,
            appended=self.appended,
            filled=self.filled,
            left=len(self._left),
            calls=self.meter.calls,
            dry_run=self.dry_run,
            detail=detail,
        )
        return report

    def _rounds(self) -> str | None:
        """Read, plan and write until there is nothing more to write; why it ended before that, or None."""
        if memory.sources(self.writer) == {memory.SAMPLE}:
            raise Refused("These are the hand-offs of the made-up organisation: they are not written to your workbook.")
        fault, tries, done = None, 0, 0
        while True:
            found, given = self._planned()
            if self.dry_run:
                self._tell(found)
            if self.dry_run or not found.changes:
                return None
            tries, done = (0 if self.appended + self.filled > done else tries), self.appended + self.filled
            if tries == _ROUNDS:
                return (
                    fault or "The workbook is being changed all the time: the next run writes what is still to write."
                )
            tries += 1
            found = replace(found, changes=found.changes[:_MOST])
            self._sent, fault = found.changes, None
            try:
                self._target.write(given, found.edits())
            except QuotaSpent:
                raise
            except TryLater as later:
                fault = str(later)
                self.meter.sleep(_PAUSE * 2**tries)

    def _planned(self) -> tuple[Plan, Any]:
        """What is to be written now; what was sent before is looked for and remembered."""
        given = self._target.read()
        facts = known(self.writer.execute, self.now()).of(given)
        book = read(given.tabs, facts)
        marks = written.cells(self.writer, self._target.book)
        found = plan(book, given.tabs, said(self.writer, self._target.book), marks)
        if found is None:
            why = next((f" {problem}" for problem in book.problems if problem.row is None), "")
            raise Refused(f"{given.title} has no tab Hand-offs that can be read, so nothing is written to it.{why}")
        sent = self._arrived(found, given)
        if sent or found.standing:
            with self.writer.transaction():
                written.remember(self.writer, self._target.book, [*found.standing, *sent])
            marks = written.cells(self.writer, self._target.book)
            found = plan(book, given.tabs, said(self.writer, self._target.book), marks) or found
        found = tried(book, given.tabs, found, facts)
        self._left = [*self._moved, *found.left]
        return found, given

    def _arrived(self, found: Plan, given: Any) -> list[tuple[int, str, str]]:
        """The cells that were sent and stand there now, each counted; those that stand in another row are told."""
        rows = dict(given.tabs[found.log.title])
        stands: list[tuple[int, str, str]] = []
        for change in self._sent:
            number = found.row_of.get(change.said.native_id)
            if change.row is None:
                self.appended += number is not None
                continue
            cells = rows.get(number, ()) if number is not None else ()
            for name, text in change.cells.items():
                place = found.log.places.get(name)
                if place is None:
                    continue
                now = values.text(cells[place]) if place < len(cells) and cells[place] is not None else ""
                if number is not None and now == values.plain(text):
                    stands.append((change.said.key, name, written.mark(now)))
                    self.filled += 1
                elif number != change.row:
                    self._tell_moved(change, found, rows, place, text)
        self._sent = ()
        return stands

    def _tell_moved(self, change: Change, found: Plan, rows: Any, place: int, text: str) -> None:
        cells = rows.get(change.row, ())
        if text and place < len(cells) and values.text(cells[place]) == values.plain(text):
            self._moved.append(
                f"{named(change.said, found.log, change.row)}: rows were moved in the very moment of writing, so "
                f"‘{text}’ stands in a row that it does not belong to; take it out."
            )

    def _tell(self, found: Plan) -> None:
        """In a dry run, each cell that would be written."""
        for change in found.changes:
            self.appended += change.row is None
            for name, text in change.cells.items():
                if name not in found.places:
                    continue
                self.filled += change.row is not None
                where = named(change.said, found.log, change.row)
                self.progress(
                    "cell",
                    self._target.name,
                    tab=found.log.title,
                    row=change.row,
                    column=found.log.heading(name),
                    cell=found.cell(change, name) if change.row else None,
                    text=text,
                    detail=f"{where}, {found.log.heading(name)}: {text or '(emptied)'}",
                )

    def _summary(self) -> str:
        would = "would be " if self.dry_run else ""
        done = [
            f"{self.appended:,} {'row' if self.appended == 1 else 'rows'} {would}appended",
            f"{self.filled:,} {'cell' if self.filled == 1 else 'cells'} {would}filled",
            f"{len(self._left):,} left as {'it is' if len(self._left) == 1 else 'they are'}",
        ]
        first = f". The first: {self._left[0]}" if self._left else "."
        return f"To {self._target.name}: {', '.join(done)}{first}"

    def _note(self, report: RunReport) -> None:
        with self.writer.transaction():
            run = memory.begin_run(self.writer, SOURCE, report.started_at)
            memory.count(self.writer, run, report.changes, 0)
            memory.count_calls(self.writer, run, report.calls, report.units)
            memory.finish_run(self.writer, run, report.finished_at, report.outcome, report.detail)


def _state(writer: Writer) -> str:
    """What tells whether anything may be to write: the acts there are, and the state of the workbook when last read."""
    acts = writer.execute("select act_id, undone_at from handoff_acts order by act_id")
    states = writer.execute("select cursor from sync_state where stream = 'tabs' order by source")
    return hashlib.blake2b(repr((acts, states)).encode(), digest_size=12).hexdigest()
