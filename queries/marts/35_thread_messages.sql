-- mart thread_messages: every message in its place, with the verdict whether it needs a reply, and by which rules.
select
    message_key, thread_key, conversation_key, post_key, effective_at, depth, round,
    verdict = 'needs a reply'               as needs_reply,
    verdict,
    rules_version                           as rules
from told, rules
union all
select
    p.message_key, p.thread_key,
    if(p.strand_key is null, null, coalesce(
        list_last(list_filter(starts, lambda s: s.effective_at <= p.effective_at)).message_key, p.strand_key)),
    p.post_key, p.effective_at, p.depth, null,
    false,
    case when p.strand_key is null then 'broadcast' when p.is_ours then 'ours' else 'automated' end,
    rules_version
from aside p
left join episode_starts e using (strand_key), rules
