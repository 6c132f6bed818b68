"""Import a file: find its profile, read it through the warehouse, write messages and channels, remember how it went."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from connectors import profile as profiles
from connectors.profile import BadProfile, Profile
from warehouse import Changes, Unreadable, Writer, memory
from warehouse.ingest import Staged, look, stage
from warehouse.mapping import same_heading


@dataclass(frozen=True)
class ImportSummary:
    """What an import did: rows that are not empty, what became of them, and until when (UTC) the file saw all."""

    read: int
    new: int
    changed: int
    same: int
    refused: int
    watermark: datetime | None
    channels: int


def find_profile(path: Path, profiles_folder: Path) -> Profile | None:
    """The profile beside the file (same name, .toml), else a kept one all of whose columns the file has.

    Of several kept ones, that which uses most columns. None where there is none. Raises BadProfile when the one beside
    the file cannot be used, Unreadable when the file cannot be read.
    """
    beside = path.with_suffix(".toml")
    if beside != path and beside.is_file():
        return profiles.read(beside)
    kept = sorted(profiles_folder.glob("*.toml"))
    if not kept:
        return None
    headings = {same_heading(heading) for heading in look(path).headings}
    fitting = []
    for place in kept:
        try:
            found = profiles.read(place)
        except BadProfile:
            continue  # says so when it is asked for by name; it must not stop another file
        if {same_heading(heading) for heading in found.headings} <= headings:
            fitting.append(found)
    return max(fitting, key=lambda found: len(set(found.headings)), default=None)


def import_file(
    writer: Writer,
    path: Path,
    profile: Profile,
    *,
    source: str | None = None,
    now: datetime,
    progress: Callable[[str], None],
) -> ImportSummary:
    """Write what a file holds, in one transaction: messages, channels, quarantine of this file, and the run.

    The same file again changes nothing but the history of runs. `now` is UTC. Raises BadProfile, and Unreadable with
    one sentence when the file cannot be read; the failed run is in the history then, and nothing else has changed.
    """
    if problems := profile.problems():
        raise BadProfile(problems)
    source = source or f"file:{profile.name or path.stem}"
    started = time.monotonic()
    progress(f"Reading {path.name}")
    try:
        staged = stage(writer, path, profile.mapping(), now)
        if staged.read == 0:
            raise Unreadable(f"{path.name} has headings and no rows: nothing to import.")
    except Unreadable as error:
        with writer.transaction():
            run = memory.begin_run(writer, source, now)
            memory.finish_run(writer, run, _later(now, started), "failed", str(error))
        raise
    progress(f"{staged.read:,} rows read, {staged.refused:,} of them refused")
    with writer.transaction():
        if staged.rows and memory.make_room(writer, source):
            progress("The sample organisation makes room for your own data")
        run = memory.begin_run(writer, source, now)
        changes = writer.load_messages("incoming", source=path.name)
        watermark = profile.observed_until or staged.latest
        channels = _write_channels(writer, profile, source, watermark)
        _replace_quarantine(writer, source, path, now)
        memory.count(writer, run, changes, staged.refused)
        memory.finish_run(writer, run, _later(now, started), *_outcome(staged, path))
    writer.run_script("drop table incoming; drop table refused_rows")
    progress(f"{changes.new:,} new, {changes.changed:,} changed, {changes.same:,} as they were")
    return _summary(staged, changes, watermark, channels)


def _later(now: datetime, started: float) -> datetime:
    return now + timedelta(seconds=time.monotonic() - started)


def _outcome(staged: Staged, path: Path) -> tuple[str, str | None]:
    if not staged.refused:
        return "complete", None
    return (
        "partial",
        f"{staged.refused:,} of {staged.read:,} rows of {path.name} could not be read: see the quarantine.",
    )


def _summary(staged: Staged, changes: Changes, watermark: datetime | None, channels: int) -> ImportSummary:
    return ImportSummary(staged.read, changes.new, changes.changed, changes.same, staged.refused, watermark, channels)


def _write_channels(writer: Writer, profile: Profile, source: str, watermark: datetime | None) -> int:
    """The channels that the rows lie on, or all accounts of ours among the authors; returns how many."""
    if profile.channel_from == "our_author":
        writer.execute(_NO_LONGER_OURS)
    found = [
        {"platform": platform, "native_id": native_id, "handle": handle}
        for platform, native_id, handle in writer.execute(
            _OUR_AUTHORS if profile.channel_from == "our_author" else _NAMED_CHANNELS
        )
    ]
    if profile.channel and profile.platform:
        given = {key: value for key, value in vars(profile.channel).items() if value is not None}
        found = [row for row in found if row["native_id"] != profile.channel.native_id]
        found.append({"platform": profile.platform, **given})
    known = {
        (platform, native_id): (fed_by, until)
        for platform, native_id, fed_by, until in writer.execute(
            "select platform, native_id, source, complete_until from channels"
        )
    }
    for row in found:
        fed_by, until = known.get((row["platform"], row["native_id"]), (None, None))
        more = {"source": fed_by or source, "complete_until": max(filter(None, (until, watermark)), default=None)}
        writer.upsert("channels", [{key: value for key, value in {**row, **more}.items() if value is not None}])
    return len(found)


_OUR_AUTHORS = """
    select platform, author_id, coalesce(arg_max(author_handle, published_at), author_id)
    from incoming where is_ours and author_id is not null
    group by platform, author_id order by platform, author_id
"""

# Accounts that an earlier import of this file took for ours.
_NO_LONGER_OURS = """
    delete from channels
    where (platform, native_id) in (
            select (i.platform, i.author_id) from incoming i
            join authors a on a.author_key = author_key(i.platform, i.author_id) where not a.is_ours)
        and channel_key not in (select channel_key from messages where channel_key is not null)
"""

_NAMED_CHANNELS = """
    select distinct platform, channel_id, null from incoming where channel_id is not null order by all
"""


def _replace_quarantine(writer: Writer, source: str, path: Path, now: datetime) -> None:
    """Put this file's refused rows in place of those of its last import; one refused as before keeps its first time."""
    writer.execute(
        """
        delete from quarantine
        where source = $1 and starts_with(place, $2)
            and (place, reason, payload) not in (select (place, reason, payload) from refused_rows)
        """,
        [source, f"{path.name} "],
    )
    writer.execute(
        """
        insert into quarantine (source, place, reason, payload, seen_at)
        select $1, place, reason, payload, $2 from refused_rows
        where place not in (select place from quarantine where source = $1)
        """,
        [source, now],
    )
