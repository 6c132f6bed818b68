-- temp addressed: messages that address or mention us, and which channel of ours comes first. By `addressed_to` the
-- source itself says so; a mention is a word in the text.
-- Mentions decide only where the source places the message on no channel, or names others as addressed.
with calls as (
    select message_key, platform,
        unnest(list_concat(coalesce(addressed_to, []), coalesce(mentions, []))) as name,
        len(addressed_to) as addressed,
        generate_subscripts(list_concat(coalesce(addressed_to, []), coalesce(mentions, [])), 1) as place
    from building
    where addressed_to is not null or (channel_key is null and mentions is not null)
)
select message_key, coalesce(bool_or(place <= addressed), false) as is_said_by_source,
    arg_min(channel_key, place) filter (channel_key is not null) as channel_key
from calls join our_names o on o.platform = calls.platform and o.name = lower(calls.name)
group by message_key
