-- For an incremental build: the threads that changed messages lie in, lay in, or may now connect to, and all messages
-- of them. A message that comes late is the missing parent (or the quoted one) of messages that were here before.
create or replace temp table touched_threads as
with changed as (
    select message_key, parent_key, thread_key, quoted_key
    from messages where message_key in (select message_key from touched)
),
reached as (
    select message_key from touched
    union
    select unnest([parent_key, thread_key, quoted_key]) from changed
    union
    select message_key from messages where quoted_key in (select message_key from touched)
)
select thread_key from thread_messages where message_key in (select message_key from reached)
union
select message_key from reached where message_key is not null;

create or replace temp table touched_messages as
select * exclude (text, permalink, reactions, shares)
from messages
where rowid in (                            -- first their places alone, then their rows: few of millions
    select rowid from messages
    where message_key in (
        select message_key from touched
        union
        select message_key from thread_messages where thread_key in (select thread_key from touched_threads)
    )
);

create or replace temp view building as select * from touched_messages;
