-- temp strand_channels: the channel of a conversation is the one of ours that it lies on; else the first of ours that
-- is addressed; else the first of ours to answer.
select
    strand_key,
    (coalesce(min(on_channel), min(addressed_channel), min(answering_channel)) % 4294967296)::int as channel_key
from rounds
group by strand_key
