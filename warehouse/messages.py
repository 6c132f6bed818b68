"""Write messages: settle duplicates, keep what is known, note what changed.

Sources give a message together with its author and channel; here the three are parted. The rules, all of them:

- Two versions of one message: the one edited later is the newer; when neither says, the one that came later.
- A value that the newer version does not give keeps what the older one gave: a list that lacks a field erases nothing.
- `first_seen_at` is the earliest. An author whom any row of a batch names as ours is ours; only the source that said so
  can take it back, as when a file is imported again with the mapping put right.
- A row that brings nothing new changes nothing, so that the same file twice leaves every row as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

_TIME = pa.timestamp("us")

#: What a source says of a message, in the order in which it is staged.
COLUMNS: dict[str, pa.DataType] = {
    "platform": pa.string(),
    "native_id": pa.string(),
    "channel_id": pa.string(),  # native id of the channel of ours it lies on
    "author_id": pa.string(),
    "author_handle": pa.string(),
    "author_name": pa.string(),
    "is_ours": pa.bool_(),
    "parent_id": pa.string(),
    "thread_id": pa.string(),
    "quoted_id": pa.string(),
    "addressed_to": pa.list_(pa.string()),
    "kind": pa.string(),
    "published_at": _TIME,
    "edited_at": _TIME,
    "deleted_at": _TIME,
    "hidden_at": _TIME,
    "hidden_by": pa.string(),
    "is_automated": pa.bool_(),
    "is_spam": pa.bool_(),
    "is_public": pa.bool_(),
    "first_seen_at": _TIME,
    "text": pa.string(),
    "permalink": pa.string(),
    "reactions": pa.int64(),
    "shares": pa.int64(),
    "sent_by": pa.string(),
}

#: Columns of the table `messages` that are merged between two versions, beside the verdicts.
_MERGED = (
    "channel_key author_key parent_id parent_key thread_id thread_key quoted_id quoted_key addressed_to kind "
    "published_at edited_at deleted_at hidden_at hidden_by is_automated is_spam is_public text permalink reactions "
    "shares sent_by"
).split()


@dataclass(frozen=True)
class Changes:
    """How many rows were new, differed from what was known, or brought nothing new."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.new + other.new, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True)
class Verdicts:
    """What is noted of a text when it comes: columns of `messages`, each with the SQL expression that gives it.

    The expressions may use the columns of a message and the macros; over a text that is gone they must give null.
    """

    macros: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def load(
    connection: duckdb.DuckDBPyConnection, relation: str, verdicts: Verdicts, source: str | None = None
) -> Changes:
    """Write the messages of `relation`, which has the columns of COLUMNS, within the caller's transaction.

    Raises duckdb.Error when a row breaks a constraint of the schema.
    """
    _stage(connection, relation)
    connection.execute(_CHANNELS)
    connection.execute(_JUDGE_AUTHORS, {"source": source})
    connection.execute(_AUTHORS)
    changes = _load_staged(connection, verdicts)
    connection.execute("drop view arrived; drop view staged; drop table staged_keys; drop table if exists settled")
    return changes


def _stage(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Make `staged`: what came, each message once; and `staged_keys`.

    What came without duplicates is only looked at: as a table it would stand twice beside a large file.
    """
    connection.execute(f"create or replace temp view staged as {_STAGED.format(relation=relation)}")
    connection.execute("create or replace temp table staged_keys as select message_key from staged")
    if connection.execute("select 1 from staged_keys group by message_key having count(*) > 1 limit 1").fetchone():
        connection.execute(f"create or replace temp table settled as {_STAGED.format(relation=relation)}")
        connection.execute(_LOSE_DUPLICATES)
        connection.execute("create or replace temp view staged as select * from settled")
        connection.execute("create or replace temp table staged_keys as select message_key from staged")


def _load_staged(connection: duckdb.DuckDBPyConnection, verdicts: Verdicts) -> Changes:
    names = "".join(f", {column}" for column in verdicts.columns)
    expressions = "".join(f", {expression}" for expression in verdicts.columns.values())
    kept = "".join(f", coalesce({expression}, known_{column})" for column, expression in verdicts.columns.items())
    insert = f"insert into messages (message_key, platform, native_id, first_seen_at, {', '.join(_MERGED)}{names})"
    columns = f"message_key, platform, native_id, first_seen_at, {', '.join(_MERGED)}"
    connection.execute(
        "create or replace temp table known as select * from messages where rowid in "  # reads no text but theirs
        "(select rowid from messages where message_key in (select message_key from staged_keys))"
    )
    staged, known = _count(connection, "staged_keys"), _count(connection, "known")
    if known == 0:
        connection.execute(f"{insert} select {columns}{expressions} from arrived")
        connection.execute("insert into touched select message_key from staged_keys")
        return Changes(new=staged)
    connection.execute(
        _MERGE.format(
            merged=",\n".join(
                f"case when incoming_is_newer then coalesce(s.{c}, k.{c}) else coalesce(k.{c}, s.{c}) end as {c}"
                for c in _MERGED
            ),
            verdicts="".join(f", k.{column} as known_{column}" for column in verdicts.columns),
            differs=" or ".join(f"m.{c} is distinct from k.{c}" for c in (*_MERGED, "first_seen_at")),
        )
    )
    changed = _count(connection, "changed")
    connection.execute(
        f"{insert} select {columns}{expressions} from arrived where message_key not in (select message_key from known)"
    )
    connection.execute("delete from messages where message_key in (select message_key from changed)")
    connection.execute(f"{insert} select {columns}{kept} from changed")
    connection.execute("""
        insert into touched
        select message_key from changed
        union all select message_key from staged_keys where message_key not in (select message_key from known)
    """)
    connection.execute("drop table changed")
    return Changes(new=staged - known, changed=changed, same=known - changed)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


# An erased author comes back under the random key, without text or name.
_STAGED = """
select
    i.* exclude (channel_id, author_handle, author_name, is_ours, text, permalink, sent_by, author_id, kind,
                 is_automated, is_spam, is_public, parent_id, hidden_by),
    message_key(i.platform, i.native_id)    as message_key,
    i.channel_id,
    if(e.author_key is null, i.author_id, null)     as author_id,
    if(e.author_key is null, i.author_handle, null) as author_handle,
    if(e.author_key is null, i.author_name, null)   as author_name,
    coalesce(i.is_ours, false)              as is_ours,
    coalesce(e.replaced_by, author_key(i.platform, i.author_id)) as author_key,
    nullif(i.parent_id, i.native_id)        as parent_id,
    message_key(i.platform, nullif(i.parent_id, i.native_id)) as parent_key,
    message_key(i.platform, i.thread_id)    as thread_key,
    message_key(i.platform, i.quoted_id)    as quoted_key,
    coalesce(i.kind, if(i.parent_id is null, 'post', 'comment')) as kind,
    coalesce(i.is_automated, false)         as is_automated,
    coalesce(i.is_spam, false)              as is_spam,
    coalesce(i.is_public, true)             as is_public,
    if(i.hidden_at is null, null, i.hidden_by) as hidden_by,
    if(e.author_key is null, i.text, null)      as text,
    if(e.author_key is null, i.permalink, null) as permalink,
    if(e.author_key is null, i.sent_by, null)   as sent_by
from {relation} i
left join erased e on e.author_key = author_key(i.platform, i.author_id)
"""

_LOSE_DUPLICATES = """
delete from settled where rowid in (
    select rowid from settled
    where message_key in (select message_key from settled group by message_key having count(*) > 1)
    qualify row_number() over (partition by message_key order by edited_at desc nulls last, rowid desc) > 1
)
"""

_CHANNELS = """
insert into channels (platform, native_id)
select distinct platform, channel_id from staged
where channel_id is not null and (platform, channel_id) not in (select (platform, native_id) from channels);

create or replace temp view arrived as
select s.*, c.channel_key
from staged s left join channels c on c.platform = s.platform and c.native_id = s.channel_id
"""

_JUDGE_AUTHORS = """
create or replace temp table speakers as
select s.*, s.says_ours or is_ours_to_others as is_ours,
    case when is_ours_to_others then known_ours_by when s.says_ours then $source end as ours_by
from (
    select s.*, a.ours_by as known_ours_by,
        coalesce(a.is_ours and ($source is null or a.ours_by is distinct from $source), false) as is_ours_to_others
    from (
    select author_key, any_value(platform) as platform, any_value(author_id) as native_id,
        arg_max(author_handle, published_at) as handle, arg_max(author_name, published_at) as display_name,
        bool_or(is_ours) as says_ours
    from staged where author_id is not null group by author_key
    ) s left join authors a using (author_key)
) s
"""

# An author who changes sides takes everything they wrote along: all of it is touched.
_AUTHORS = """
insert into touched
select message_key from messages where author_key in (
    select author_key from speakers join authors a using (author_key) where speakers.is_ours <> a.is_ours);

update authors a set
    handle = coalesce(s.handle, a.handle),
    display_name = coalesce(s.display_name, a.display_name),
    is_ours = s.is_ours,
    ours_by = s.ours_by
from speakers s
where a.author_key = s.author_key and (
    coalesce(s.handle, a.handle) is distinct from a.handle
    or coalesce(s.display_name, a.display_name) is distinct from a.display_name
    or s.is_ours <> a.is_ours or s.ours_by is distinct from a.ours_by);

insert into authors (author_key, platform, native_id, handle, display_name, is_ours, ours_by)
select author_key, platform, native_id, handle, display_name, is_ours, ours_by
from speakers where author_key not in (select author_key from authors);

drop table speakers
"""

_MERGE = """
create or replace temp table changed as
with pairs as (
    select s.message_key, s.platform, s.native_id,
        coalesce(s.edited_at >= k.edited_at, k.edited_at is null) as incoming_is_newer,
        {merged},
        least(s.first_seen_at, k.first_seen_at) as first_seen_at
    from arrived s join known k using (message_key)
)
select m.* exclude (incoming_is_newer){verdicts}
from pairs m join known k using (message_key)
where {differs}
"""
