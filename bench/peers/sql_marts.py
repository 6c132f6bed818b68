"""The marts in SQL that both SQLite and PostgreSQL read: what bench/peers/polars_marts.py makes, in the same steps."""

#: What the rows lie in before a build, which is not timed.
PREPARED = ("create index messages_parent on messages (parent_key)", "analyze messages")

STEPS = (
    """
    create table placed as
    with recursive placed (message_key, strand, effective_at, depth) as (
        select message_key, case when is_ours = 0 then message_key else 0 end, published_at, 0
        from messages where parent_key = 0
        union all
        select m.message_key, case when p.strand = 0 then m.message_key else p.strand end,
            case when m.published_at > p.effective_at then m.published_at else p.effective_at end, p.depth + 1
        from placed p join messages m on m.parent_key = p.message_key
    )
    select * from placed where strand <> 0
    """,
    """
    create table told as
    select p.strand, p.effective_at, m.is_ours, m.is_closing, m.channel_key, m.author_key,
        cast(sum(is_ours) over (
            partition by strand order by effective_at, depth, id rows unbounded preceding
        ) as bigint) - is_ours as answers_before
    from placed p join messages m on m.message_key = p.message_key
    """,
    """
    create table rounds as
    select strand, answers_before,
        min(effective_at) filter (where is_ours = 0 and (is_closing = 0 or answers_before = 0)) as asked_at,
        max(effective_at) filter (where is_ours = 1) as answered_at,
        min(effective_at) filter (where is_ours = 0) as audience_at,
        min(effective_at) filter (where is_ours = 0 and is_closing = 0) as said_more_at,
        count(*) filter (where is_ours = 0) as audience_messages,
        max(effective_at) as last_at, min(channel_key) as channel_key, min(author_key) as author_key
    from told group by strand, answers_before
    """,
    "create table exchanges as select * from rounds where asked_at is not null order by asked_at",
    """
    create table conversations as
    select strand, min(audience_at) as started_at, min(answered_at) as first_answer_at,
        min(said_more_at) filter (where answers_before > 0) as further_at, max(last_at) as last_at,
        sum(audience_messages) as audience_messages, count(answered_at) as our_messages, min(channel_key) as channel_key
    from rounds group by strand order by started_at
    """,
)
MADE = ("placed", "told", "rounds", "exchanges", "conversations")
