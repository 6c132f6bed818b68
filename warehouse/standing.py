"""What stands in public under a message, as its source lists it: what is not in the list is gone.

A platform does not say that a comment was deleted; it lists it no more. Whoever has read such a list to its end says so
here, and the messages of ours that it lacks are noted as deleted, with all that stands under them. When it happened is
only known to be no later than now, and by whom is not known: what a source says itself of hiding goes before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from warehouse.messages import Changes
from warehouse.writer import Writer


@dataclass(frozen=True)
class Standing:
    """All that stands in public directly under a message, published at `since` (UTC) or later; None: all of it."""

    platform: str
    parent_id: str
    native_ids: Sequence[str]
    since: datetime | None = None


def settle(writer: Writer, lists: Iterable[Standing], at: datetime) -> Changes:
    """Note as deleted what the lists lack, and as there what they have; within the caller's transaction.

    What is hidden stays hidden where a list lacks it. Touches only messages for which that changes something.
    """
    parents, present = [], []
    for one in lists:
        parents.append({"platform": one.platform, "parent_id": one.parent_id, "since": one.since})
        present += [{"platform": one.platform, "native_id": native_id} for native_id in one.native_ids]
    if not parents:
        return Changes()
    writer.relation("given_parents", pa.Table.from_pylist(parents, schema=_PARENTS))
    writer.relation("given_present", pa.Table.from_pylist(present, schema=_PRESENT))
    writer.run_script(_FIND)
    ((found,),) = writer.execute("select count(*) from settled")
    if found:
        writer.execute(
            """
            update messages m set deleted_at = if(s.is_gone, $1, null),
                hidden_at = if(s.is_gone, m.hidden_at, null), hidden_by = if(s.is_gone, m.hidden_by, null)
            from settled s where s.message_key = m.message_key
            """,
            [at],
        )
        writer.execute("insert into touched select message_key from settled")
    return Changes(changed=int(found))


_PARENTS = pa.schema({"platform": pa.string(), "parent_id": pa.string(), "since": pa.timestamp("us")})
_PRESENT = pa.schema({"platform": pa.string(), "native_id": pa.string()})

_FIND = """
create or replace temp table settled as
with recursive present as (
    select distinct message_key(platform, native_id) as message_key from given_present
),
lacking as (
    select m.message_key
    from messages m
    join given_parents p on m.parent_key = message_key(p.platform, p.parent_id)
    where (p.since is null or m.published_at >= p.since)
        and m.message_key not in (select message_key from present)
        and m.hidden_at is null and m.deleted_at is null
),
gone as (
    select message_key from lacking
    union
    select m.message_key from gone g join messages m on m.parent_key = g.message_key
    where m.hidden_at is null and m.deleted_at is null
        and m.message_key not in (select message_key from present)
)
select message_key, true as is_gone from gone
union all
select message_key, false from messages
where message_key in (select message_key from present) and (deleted_at is not null or hidden_at is not null)
"""
