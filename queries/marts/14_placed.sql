-- temp placed: every message that a root leads to, top-down, with its effective time (definition: effective time).
-- Under a broadcast our own unbroken replies are parts of it, and each audience reply opens a strand of its own.
with recursive placed as (
    select * from rooted
    union all
    select
        c.message_key,
        greatest(c.published_at, p.effective_at),
        p.depth + 1,
        p.thread_key,
        case
            when p.strand_key is not null then p.strand_key
            when not c.is_ours then c.message_key
        end,
        p.post_key,
        p.is_ours,
        c.is_ours or (c.is_speaker and p.strand_key is not null),
        c.is_human
    from placed p
    join utterances c on c.hangs_on = p.message_key and not c.is_threaded
)
select * from placed
