"""Write what an organisation says of itself: the tables of the workbook, in the caller's transaction.

Rows come as mappings. A table is replaced as a whole, set-wise, and only where it differs: the same rows again leave
the file as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from warehouse import memory
from warehouse.acts import ROW_ID
from warehouse.errors import BadRow
from warehouse.messages import Changes
from warehouse.writer import Refused, Writer

#: What makes a row of a table the same row as before, to count what is new and what has changed.
_KEYS = {
    "departments": ("department",),
    "roster": ("person", "department", "handle", "valid_from"),
    "calendars": ("calendar", "weekday", "opens"),
    "holidays": ("calendar", "day"),
    "promises": ("department", "channel_key", "topic", "valid_from"),
    "objectives": ("objective", "metric", "figure"),
    "figures": ("figure", "month"),
    "topics": ("topic", "position"),
    "audiences": ("audience", "position", "handle"),
    "settings": ("name",),
}

_TYPES = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "time": pa.timestamp("us"),
    "times": pa.list_(pa.timestamp("us")),
    "day": pa.date32(),
    "hour": pa.time64("us"),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "links": pa.list_(pa.struct({"link": pa.string(), "platform": pa.string(), "native_ids": pa.list_(pa.string())})),
}


def _schema(columns: str) -> pa.Schema:
    """A schema from words: `name:type`; a name alone is a text."""
    parts = [column.partition(":") for column in columns.split()]
    return pa.schema([(name, _TYPES[kind or "text"]) for name, _, kind in parts])


_TABLES = {
    "departments": _schema("department position:whole calendar is_social_team:truth declared_share:number"),
    "roster": _schema(
        "person department handle platform signature is_leader:truth speaks_for_us:truth valid_from:day valid_to:day"
    ),
    "calendars": _schema("calendar zone weekday:whole opens:hour closes:hour"),
    "holidays": _schema("calendar day:day name"),
    "promises": _schema("department channel_key:whole topic target_seconds:whole clock valid_from:day valid_to:day"),
    "objectives": _schema("objective position:whole metric figure better target:number due:day owner"),
    "figures": _schema("figure month:day value:number"),
    "topics": _schema("topic position:whole words:texts weight:number department valid_from:day valid_to:day"),
    "audiences": _schema("audience position:whole handle words:texts"),
    "settings": _schema("name value"),
}
_HANDOFFS = _schema(
    "native_id place department kind question asked_at:time asked_at_latest:truth asked_by asked_of answered_at:time "
    "answered_at_latest:truth answered_by joined_by ended_at:time ended_at_latest:truth passed_to outcome note "
    "reminders:times is_answered:truth is_ended:truth no_later:time links:links"
)
_REFUSED = _schema("place reason payload")
_PROBLEMS = _schema("position:whole place sentence refused:truth link")
_TABS = _schema("tab title position:whole rows_read:whole columns:texts others:texts")


def replace(writer: Writer, table: str, rows: Sequence[Mapping[str, Any]]) -> Changes:
    """Put these rows in place of all rows of a table of the workbook; the order given becomes their `position`.

    Raises BadRow when one of them has a value of another type, or breaks the schema; nothing has changed then, if the
    caller's transaction is rolled back.
    """
    schema = _TABLES[table]
    if "position" in schema.names:
        rows = [{"position": number, **row} for number, row in enumerate(rows, start=1)]
    columns = ", ".join(schema.names)
    with _Given(writer, schema, rows):
        changes = _compared(writer, table, columns)
        if changes.new or changes.changed or _has_more(writer, table, columns):
            writer.execute(f"delete from {table}")
            writer.execute(f"insert into {table} ({columns}) select {columns} from given")
    return changes


def _compared(writer: Writer, table: str, columns: str) -> Changes:
    """How many of the given rows are new, changed and the same."""
    keys = _KEYS[table]
    same, known = writer.execute(
        f"""
        select
            count(*) filter (({columns}) in (select ({columns}) from {table})),
            count(*) filter (({", ".join(keys)}) in (select ({", ".join(keys)}) from {table}))
        from given
        """
    )[0]
    total = writer.execute("select count(*) from given")[0][0]
    known = max(known, same)
    return Changes(new=total - known, changed=known - same, same=same)


def _has_more(writer: Writer, table: str, columns: str) -> bool:
    return bool(
        writer.execute(f"select count(*) from (select {columns} from {table} except all select {columns} from given)")[
            0
        ][0]
    )


def update_channels(writer: Writer, rows: Iterable[Mapping[str, Any]]) -> Changes:
    """Write what the workbook says of channels that are there, each named by `channel_key`."""
    changes = Changes()
    for row in rows:
        said = [name for name in row if name != "channel_key"]
        differs = " or ".join(f"{name} is distinct from ${name}" for name in said) or "false"
        found = writer.execute(f"select {differs} from channels where channel_key = $channel_key", dict(row))
        if found and found[0][0]:
            assigned = ", ".join(f"{name} = ${name}" for name in said)
            writer.execute(f"update channels set {assigned} where channel_key = $channel_key", dict(row))
        changes += Changes(changed=int(bool(found and found[0][0])), same=int(bool(found and not found[0][0])))
    return changes


def follow_names(writer: Writer, names: Iterable[str]) -> Changes:
    """Keep departments that are listed nowhere: those named, after those that there are; who is named no more, goes."""
    before = [name for (name,) in writer.execute("select department from departments order by position")]
    named = {name for (name,) in writer.execute(_NAMED)} | set(names)
    kept = [name for name in before if name in named]
    new = [name for name in dict.fromkeys(names) if name not in kept]
    writer.execute("delete from departments where not list_contains($1::varchar[], department)", [kept])
    for position, name in enumerate([*kept, *new], start=1):
        writer.execute(
            "update departments set position = $2 where department = $1 and position <> $2", [name, position]
        )
        if name in new:
            writer.execute("insert into departments (department, position) values ($1, $2)", [name, position])
    return Changes(new=len(new), same=len(kept))


_NAMED = """
    select department from departments where calendar is not null or is_social_team or declared_share is not null
    union select department from handoffs
    union select passed_to from handoffs where passed_to is not null
    union select department from handoff_acts where department is not null
    union select department from roster
    union select department from promises where department is not null
    union select department from topics where department is not null
    union select department from channels where department is not null
"""


def load_handoffs(
    writer: Writer, source: str, rows: Sequence[Mapping[str, Any]], *, now: datetime
) -> tuple[Changes, int]:
    """Put these in place of all hand-offs of a source; returns what changed, and how many are gone.

    Rows have the columns of `handoffs` but its key and source, with `is_answered`, `is_ended`, `no_later` (an instant
    by which it had been asked) and `links`: link, platform, native_ids each. Where a question, an answer or an end
    bears no time, it gets the one at which it was first seen, and keeps it. `now` is UTC. Raises BadRow.
    """
    with _Given(writer, _HANDOFFS, rows):
        writer.execute(f"create or replace temp table keyed_handoffs as {_KEYED}", {"source": source})
    writer.execute(f"create or replace temp table seen_handoffs as {_SEEN}", {"source": source, "now": now})
    writer.execute(f"create or replace temp table seen_links as {_SEEN_LINKS}")
    writer.execute(f"create or replace temp table kept_handoffs as {_KEPT}", {"source": source})
    writer.execute(f"create or replace temp table moved_links as {_MOVED_LINKS}", {"source": source})
    total, known, changed, removed = writer.execute(_COUNTED, {"source": source})[0]
    writer.execute("delete from handoff_links where handoff_key in (select handoff_key from moved_links)")
    writer.execute(
        "delete from handoffs where source = $1 and handoff_key not in (select handoff_key from kept_handoffs)",
        [source],
    )
    writer.run_script(
        f"""
        insert into handoffs ({_COLUMNS}) select {_COLUMNS} from seen_handoffs
        where handoff_key not in (select handoff_key from kept_handoffs);
        insert into handoff_links select * from seen_links
        where handoff_key in (select handoff_key from moved_links);
        drop table keyed_handoffs; drop table seen_handoffs; drop table seen_links; drop table kept_handoffs;
        drop table moved_links
        """
    )
    return Changes(new=total - known, changed=changed, same=known - changed), int(removed)


_TOLD = """
    department, kind, question, asked_at, asked_at_latest, asked_by, asked_of, answered_at, answered_at_latest,
    answered_by, joined_by, ended_at, ended_at_latest, passed_to, outcome, note, reminders
"""
_COLUMNS = f"handoff_key, source, native_id, place, {_TOLD}"

# A row that was written back is the hand-off that was asked for with its act, and keeps the links of that.
_ASKED = "select handoff_key from handoff_acts where act = 'asked'"
_KEYED = f"""
    select
        coalesce(a.handoff_key, handoff_key($source, g.native_id)) as handoff_key,
        a.handoff_key is not null as is_asked, g.*
    from given g
    left join handoff_acts a on a.act = 'asked' and g.native_id = 'id {ROW_ID}' || a.act_id
"""
# What bears no time keeps that at which it was first seen; a question was asked before what followed it.
_SEEN = """
    select
        g.handoff_key, $source as source, g.native_id, g.place, g.department, g.kind, g.question,
        coalesce(g.asked_at, least(coalesce(h.asked_at, $now), g.no_later)) as asked_at,
        g.asked_at is null or g.asked_at_latest as asked_at_latest,
        g.asked_by, g.asked_of,
        if(g.is_answered, coalesce(g.answered_at, greatest(coalesce(h.answered_at, $now), g.asked_at)), null)
            as answered_at,
        g.is_answered and (g.answered_at is null or g.answered_at_latest) as answered_at_latest,
        g.answered_by, g.joined_by,
        if(g.is_ended, coalesce(g.ended_at, greatest(coalesce(h.ended_at, $now), g.asked_at)), null) as ended_at,
        g.is_ended and (g.ended_at is null or g.ended_at_latest) as ended_at_latest,
        g.passed_to, g.outcome, g.note, g.reminders
    from keyed_handoffs g left join handoffs h using (handoff_key)
"""
_SEEN_LINKS = """
    select
        handoff_key, l.link as link, l.platform as platform, l.native_ids as native_ids,
        permalink_key(l.link) as permalink_key
    from (select handoff_key, unnest(links) as l from keyed_handoffs where not is_asked)
"""
_KEPT = f"""
    select handoff_key from (
        select {_COLUMNS} from seen_handoffs intersect select {_COLUMNS} from handoffs where source = $source)
"""
_MOVED_LINKS = f"""
    with before as (
        select l.* from handoff_links l
        where l.handoff_key not in ({_ASKED}) and (l.handoff_key in (select handoff_key from seen_handoffs)
            or l.handoff_key in (select handoff_key from handoffs where source = $source)))
    select distinct handoff_key from (
        (select * from before except select * from seen_links)
        union all (select * from seen_links except select * from before))
"""
# A row that has only moved within its tab has not changed.
_COUNTED = f"""
    with alike as (
        select handoff_key from (select handoff_key, {_TOLD} from seen_handoffs
            intersect select handoff_key, {_TOLD} from handoffs where source = $source)
        where handoff_key not in (select handoff_key from moved_links)),
    before as (select handoff_key from handoffs where source = $source)
    select
        count(*), count(*) filter (handoff_key in (from before)),
        count(*) filter (handoff_key in (from before) and handoff_key not in (from alike)),
        (select count(*) from before where handoff_key not in (select handoff_key from seen_handoffs))
    from seen_handoffs
"""


def complete(writer: Writer, source: str, until: datetime | None) -> None:
    """Note until when the hand-offs of a source have been kept, where it says so; None: it is kept still."""
    writer.execute(
        "delete from handoff_sources where source = $1 and complete_until is distinct from $2", [source, until]
    )
    if until and not writer.execute("select 1 from handoff_sources where source = $1", [source]):
        writer.execute("insert into handoff_sources values ($1, $2)", [source, until])


def replace_refused(writer: Writer, source: str, refused: Sequence[Refused], at: datetime) -> None:
    """Put these in quarantine in place of all that a source has there; one refused as before keeps its first time.

    What was blanked because it names an erased person stays blank.
    """
    with _Given(writer, _REFUSED, [vars(row) for row in refused]):
        writer.execute(
            f"""
            delete from quarantine where source = $1
                and (place, reason, payload) not in (select (place, reason, payload) from given)
                and not (reason = '{memory.ERASED}' and place in
                    (select place from given union select '{memory.ERASED} ' || hash(place) from given))
            """,
            [source],
        )
        writer.execute(
            f"""
            insert into quarantine (source, place, reason, payload, seen_at)
            select $1, place, reason, payload, $2 from given g where not exists (
                from quarantine q where q.source = $1 and q.place in (g.place, '{memory.ERASED} ' || hash(g.place)))
            """,
            [source, at],
        )


def note_problems(writer: Writer, source: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what is to put right in the workbook, in place of what was before.

    Of a row that was blanked because it names an erased person, no more is said than that.
    """
    numbered = [{"position": number, **row} for number, row in enumerate(rows, start=1)]
    with _Given(writer, _PROBLEMS, numbered):
        writer.execute("delete from workbook_problems")
        writer.execute(
            f"""
            insert into workbook_problems (position, place, sentence, refused, link)
            select g.position, g.place, if(q.place is null, g.sentence, g.place || ': {memory.ERASED}.'), g.refused,
                g.link
            from given g left join quarantine q
                on q.source = $1 and q.place = g.place and q.reason = '{memory.ERASED}'
            """,
            [source],
        )


def note_tabs(writer: Writer, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep in which columns each of these tabs was read; what is known of others stays."""
    numbered = [{"position": number, **row} for number, row in enumerate(rows, start=1)]
    with _Given(writer, _TABS, numbered):
        writer.execute("update workbook_tabs set rows_read = 0")
        writer.execute("delete from workbook_tabs where tab in (select tab from given)")
        writer.execute(f"insert into workbook_tabs by name select {', '.join(_TABS.names)} from given")


class _Given:
    """Rows readable in SQL as `given`. Raises BadRow for a row whose values are of other types."""

    def __init__(self, writer: Writer, schema: pa.Schema, rows: Sequence[Mapping[str, Any]]) -> None:
        self._writer = writer
        try:
            columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
        except (pa.ArrowException, TypeError, OverflowError, UnicodeError) as error:
            raise BadRow(str(error).splitlines()[0]) from error
        self._table = pa.Table.from_arrays(columns, schema=schema)

    def __enter__(self) -> None:
        self._writer.relation("given", self._table)

    def __exit__(self, *_: object) -> None:
        self._writer.relation("given", self._table.slice(0, 0))  # the rows need not be held any longer
