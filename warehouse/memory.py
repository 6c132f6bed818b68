"""The sync's own memory: runs, cursors, quarantine, watermarks. All of it within the caller's transaction.

A run without `finished_at` is running or was killed. Only one process writes, so whoever holds the writer and finds one
knows that it was killed.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from warehouse.errors import WarehouseError
from warehouse.messages import Changes
from warehouse.writer import Refused, Writer

#: The reason that stands in quarantine where a payload was blanked because it named an erased person.
ERASED = "erased"


def was_interrupted(writer: Writer, source: str) -> bool:
    """Whether the newest run of this source never came to its end."""
    found = writer.execute(
        "select finished_at is null from sync_runs where source = $1 order by started_at desc, rowid desc limit 1",
        [source],
    )
    return bool(found and found[0][0])


def begin_run(writer: Writer, source: str, at: datetime) -> str:
    """Note that a run begins; returns its id."""
    run_id = uuid.uuid4().hex
    writer.execute("insert into sync_runs (run_id, source, started_at) values ($1, $2, $3)", [run_id, source, at])
    return run_id


def count(writer: Writer, run_id: str, changes: Changes, refused: int) -> None:
    """Add the rows of a page to its run."""
    writer.execute(
        """
        update sync_runs set rows_new = rows_new + $2, rows_changed = rows_changed + $3, rows_same = rows_same + $4,
            rows_refused = rows_refused + $5
        where run_id = $1
        """,
        [run_id, changes.new, changes.changed, changes.same, refused],
    )


def count_calls(writer: Writer, run_id: str, calls: int, units: int) -> None:
    """Note how often a run has asked its source so far, and what that cost of the source's quota."""
    writer.execute(
        "update sync_runs set calls = $2, units = $3 where run_id = $1 and (calls, units) is distinct from ($2, $3)",
        [run_id, calls, units],
    )


def units_since(writer: Writer, source: str, since: datetime) -> int:
    """What the runs of a source that ended, or if they never did, began at `since` or later have cost of its quota.

    A run that goes over midnight counts for the day in which it ends: rather too little is asked than too much.
    """
    found = writer.execute(
        "select coalesce(sum(units), 0) from sync_runs where source = $1 and coalesce(finished_at, started_at) >= $2",
        [source, since],
    )
    return int(found[0][0])


def finish_run(writer: Writer, run_id: str, at: datetime, outcome: str, detail: str | None = None) -> None:
    """Note how a run ended: `complete`, `partial` or `failed`, and one sentence unless it was complete."""
    writer.execute(
        "update sync_runs set finished_at = $2, outcome = $3, detail = $4 where run_id = $1",
        [run_id, at, outcome, detail],
    )


#: The source of the made-up organisation. It never shares a warehouse with anybody's own data.
SAMPLE = "sample"

_HELD = (
    "messages authors channels touched erased audience_counts sync_state quarantine handoffs handoff_links "
    "handoff_sources handoff_acts departments roster calendars holidays promises objectives figures topics topic_rules "
    "message_topics audiences settings workbook_tabs workbook_problems"
).split()


def sources(writer: Writer) -> set[str]:
    """The sources that have brought rows."""
    return {
        name
        for (name,) in writer.execute(
            "select distinct source from sync_runs where outcome in ('complete', 'partial') and rows_new > 0"
        )
    }


def make_room(writer: Writer, source: str) -> bool:
    """Clear the made-up sample away when the first data of an organisation's own comes; returns whether it did."""
    if source == SAMPLE or sources(writer) != {SAMPLE}:
        return False
    for table in _HELD:
        writer.execute(f"delete from {table}")
    writer.execute("delete from sync_runs where source = $1", [SAMPLE])
    return True


def keep_sample_out(writer: Writer) -> None:
    """Raise WarehouseError where the sample would be mixed into data of an organisation's own."""
    if sources(writer) - {SAMPLE}:
        raise WarehouseError(
            f"{writer.home.folder} holds data of your own: open the sample beside it, with --warehouse sample."
        )


def cursor(writer: Writer, source: str, stream: str) -> str | None:
    """Where a stream goes on; None before its first."""
    found = writer.execute("select cursor from sync_state where source = $1 and stream = $2", [source, stream])
    return found[0][0] if found else None


def move_cursor(writer: Writer, source: str, stream: str, to: str, at: datetime) -> None:
    """Move a cursor; belongs in the transaction that holds the last rows up to it."""
    writer.upsert("sync_state", [{"source": source, "stream": stream, "cursor": to, "updated_at": at}])


def set_aside(writer: Writer, source: str, refused: Iterable[Refused], at: datetime) -> None:
    """Put rows that cannot be read into quarantine; one that lies there already for this reason stays as it is.

    What was blanked because it names an erased person stays blank.
    """
    for row in refused:
        known = writer.execute(
            "select reason, payload from quarantine where source = $1 and place in ($2, $3 || ' ' || hash($2))",
            [source, row.place, ERASED],
        )
        if known not in ([(row.reason, row.payload)], [(ERASED, None)]):
            writer.upsert(
                "quarantine",
                [{"source": source, "place": row.place, "reason": row.reason, "payload": row.payload, "seen_at": at}],
            )


def release(writer: Writer, source: str, places: Iterable[str]) -> None:
    """Take what could be read after all out of quarantine."""
    writer.execute(
        "delete from quarantine where source = $1 and list_contains($2::varchar[], place)", [source, list(places)]
    )


def channel_key(writer: Writer, platform: str, native_id: str) -> int:
    """The key of a channel, which is made when it is not there yet."""
    for _ in range(2):
        found = writer.execute(
            "select channel_key from channels where platform = $1 and native_id = $2", [platform, native_id]
        )
        if found:
            break
        writer.execute("insert into channels (platform, native_id) values ($1, $2)", [platform, native_id])
    return int(found[0][0])


def feeds(writer: Writer, source: str, channels: Iterable[tuple[str, str]]) -> None:
    """Note that these channels, as (platform, native id), are fed by a source."""
    for platform, native_id in channels:
        writer.execute(
            "update channels set source = $1 where platform = $2 and native_id = $3 and source is distinct from $1",
            [source, platform, native_id],
        )


def complete_until(
    writer: Writer, source: str, until: datetime, channels: Iterable[tuple[str, str]] | None = None
) -> None:
    """Move the watermark of a source's channels, or of those named, forward; never back."""
    named = None if channels is None else [f"{platform}:{native_id}" for platform, native_id in channels]
    writer.execute(
        """
        update channels set complete_until = $2
        where source = $1 and (complete_until is null or complete_until < $2)
            and ($3::varchar[] is null or list_contains($3::varchar[], platform || ':' || native_id))
        """,
        [source, until, named],
    )
