"""Erase a person from the warehouse and from what readers see; see warehouse/erase.py for what goes and what stays."""

import secrets
from collections.abc import Callable
from datetime import datetime

from connectors.progress import Progress, silent, utc_now
from queries import marts
from warehouse import Home, Writer, inbox, memory, open_writer, publish
from warehouse.erase import Erased, erase, rewrite

#: The name under which an erasure stands in `sync_runs`.
SOURCE = "erase"


def forget(
    home: Home,
    author: str,
    *,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
    stand_in: Callable[[], int] = lambda: secrets.randbits(64),
) -> Erased:
    """Erase the author named platform:native_id or platform:@handle, build the marts anew and replace both files.

    Raises NoSuchAuthor, Busy, NoRoom. Killed half way, the next erasure or sync goes on from there.
    """
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        inbox.take_in(writer, lambda sentence: progress("note", detail=sentence))
        with writer.transaction():
            erased = erase(writer, author, now=now(), stand_in=stand_in())
            memory.begin_run(writer, SOURCE, now())
    finish_interrupted(home, now=now, progress=progress)
    return erased


def finish_interrupted(home: Home, *, now: Callable[[], datetime] = utc_now, progress: Progress = silent) -> None:
    """Carry the newest erasure to its end, if it has not come there."""
    if not home.writer_file.exists():
        return
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        if not memory.was_interrupted(writer, SOURCE):
            return
        refreshed = marts.refresh(writer, full=True)
        progress("refreshed", rows=refreshed.messages, kind=refreshed.kind, seconds=refreshed.seconds)
    rewrite(home)
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        _finish(writer, now())
        publish(writer)
    progress("published")


def _finish(writer: Writer, now: datetime) -> None:
    with writer.transaction():
        unfinished = writer.execute("select run_id from sync_runs where source = $1 and finished_at is null", [SOURCE])
        for (run_id,) in unfinished:
            memory.finish_run(writer, run_id, now, "complete")
