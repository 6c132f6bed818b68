"""Run sources and imports to the end: facts, then marts, then checks, then the published snapshot."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from connectors import erase, workbook, writing_back
from connectors.contract import Connector, Meter, Outcome, SourceError, Target, Workbook
from connectors.files import import_file
from connectors.profile import Profile
from connectors.progress import Progress, silent, utc_now
from connectors.reading import Reading, RunReport, tell_finished
from connectors.settings import SECRETS_FILE, Secrets
from queries import checks, marts
from warehouse import Changes, Home, Unreadable, Writer, inbox, memory, open_writer, publish

#: While a source wants us to wait, the inbox is looked into this often, in seconds.
ATTENTION = 30.0


def run(
    home: Home,
    connectors: Iterable[Connector],
    *,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
    sleep: Callable[[float], None] = time.sleep,
    secrets: Secrets | None = None,
    secrets_file: Path = SECRETS_FILE,
) -> list[RunReport]:
    """Read each source from where it ended, bring the marts up to date and publish; one failing stops no other.

    Each run leaves a row in `sync_runs`. Raises WarehouseError when the warehouse itself cannot go on (Busy, NoRoom,
    CheckFailed); readers then keep the snapshot that they have.
    """
    secrets = secrets or Secrets()
    erase.finish_interrupted(home, now=now, progress=progress)
    with open_writer(home, marts.TEXT_VERDICTS) as writer:

        def attend() -> None:
            show_what_waits(writer, progress)

        attentive = _attentive(sleep, attend)
        reports = []
        for connector in connectors:
            reports.append(Reading(writer, connector, now, progress, secrets, secrets_file, attentive, attend).run())
            if reports[-1].outcome != "failed":
                back = writing_back.Run(writer, now, progress, Meter(now=now, sleep=attentive), secrets)
                reports += back.after_sync(connector, secrets_file)
        show(writer, progress)
    return reports


def import_files(
    home: Home,
    planned: Sequence[tuple[Path, Profile | None]],
    *,
    source: str | None = None,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
) -> list[RunReport]:
    """Import files, each with its profile, bring the marts up to date and publish; one that fails stops no other.

    A file without a profile is the organisation's workbook. `source` is what they are said to come from, where it is
    not the name of their profile.
    """
    erase.finish_interrupted(home, now=now, progress=progress)
    reports = []
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        if source == memory.SAMPLE:
            memory.keep_sample_out(writer)
        for path, profile in planned:
            show_what_waits(writer, progress)
            reports.append(_import_file(writer, path, profile, source, now=now, progress=progress))
        show(writer, progress)
    return reports


def write_back(
    home: Home,
    target: Callable[[Meter], Target],
    *,
    dry_run: bool = False,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
    sleep: Callable[[float], None] = time.sleep,
    secrets: Secrets | None = None,
) -> RunReport:
    """Write to a workbook what was asked and answered in the dashboard, and publish what was noted meanwhile."""
    erase.finish_interrupted(home, now=now, progress=progress)
    meter = Meter(now=now, sleep=sleep)
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        report = writing_back.Run(writer, now, progress, meter, secrets or Secrets(), dry_run).write_to(target(meter))
        show(writer, progress)
    return report


def _attentive(sleep: Callable[[float], None], attend: Callable[[], None]) -> Callable[[float], None]:
    """A sleep that attends to something before it and every so often."""

    def pause(seconds: float) -> None:
        attend()
        while seconds > ATTENTION:
            sleep(ATTENTION)
            seconds -= ATTENTION
            attend()
        sleep(seconds)

    return pause


def _import_file(
    writer: Writer,
    path: Path,
    profile: Profile | None,
    source: str | None,
    *,
    now: Callable[[], datetime],
    progress: Progress,
) -> RunReport:
    if profile is None:
        return _import_workbook(writer, path, source or workbook.SOURCE, now=now, progress=progress)
    started = now()
    progress("started", path.name, interrupted=False)

    def note(words: str) -> None:
        progress("step", path.name, detail=words)

    outcome: Outcome = "complete"
    changes, refused, detail = Changes(), 0, None
    try:
        summary = import_file(writer, path, profile, source=source, now=started, progress=note)
        changes, refused = Changes(summary.new, summary.changed, summary.same), summary.refused
        if refused:
            outcome = "partial" if refused < summary.read else "failed"
            reason = _first_reason(writer, path)
            detail = f"{refused:,} of {summary.read:,} rows could not be read, the first because {reason}."
    except (SourceError, Unreadable) as error:
        outcome, detail = "failed", str(error)
    report = RunReport(path.name, outcome, changes, refused, started, now(), detail, file=path)
    tell_finished(progress, report)
    return report


def _import_workbook(
    writer: Writer, path: Path, source: str, *, now: Callable[[], datetime], progress: Progress
) -> RunReport:
    """Read and load the workbook in a file, and tell how it went; a file that cannot be read is a failed run."""
    started = now()
    progress("started", path.name, interrupted=False)

    def note(words: str) -> None:
        progress("step", path.name, detail=words)

    changes, refused = Changes(), 0
    outcome: Outcome = "failed"
    try:
        note(f"Reading {path.name}")
        tabs = workbook.tabs(path)
        loaded = workbook.load(writer, tabs, path.name, source=source, now=started, progress=note)
        workbook.tell(progress, Workbook(path.name, tabs), loaded.book, loaded.removed)
        changes, refused = loaded.changes, len(loaded.book.refused)
        outcome, detail = workbook.judged(loaded.book, path.name)
    except Unreadable as error:
        detail = str(error)
    report = RunReport(path.name, outcome, changes, refused, started, now(), detail, file=path)
    tell_finished(progress, report)
    return report


def _first_reason(writer: Writer, path: Path) -> str:
    rows = writer.execute(
        "select reason from quarantine where starts_with(place, $1) order by seen_at desc, rowid limit 1", [path.name]
    )
    return str(rows[0][0]).rstrip(".") if rows else "of a reason that the page Data shows"


def show_what_waits(writer: Writer, progress: Progress = silent) -> None:
    """Take in and publish what people did meanwhile, if they did anything."""
    if inbox.waiting(writer.home):
        show(writer, progress)


def show(writer: Writer, progress: Progress = silent) -> None:
    """Take in what people did, bring the marts up to date with the facts, check what must hold, and publish."""
    inbox.take_in(writer, lambda sentence: progress("note", detail=sentence))
    refreshed = marts.refresh(writer)
    progress("refreshed", rows=refreshed.messages, kind=refreshed.kind, seconds=refreshed.seconds)
    checks.hold(writer)
    publish(writer)
    progress("published")


def repeatedly(
    every: timedelta,
    once: Callable[[], object],
    *,
    now: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[object]:
    """The results of `once`, which begins every so often, or at once when it took longer than that."""
    while True:
        started = now()
        yield once()
        sleep(max((started + every - now()).total_seconds(), 0.0))
