-- temp aside: messages that are nobody's turn: broadcasts, and what a machine sent. Few, and kept apart, so that all messages
-- with what they hang on can go before the rounds are made.
select p.*, coalesce(u.channel_key, u.own_channel_key) as channel_key, u.is_invitation
from placed p
join utterances u using (message_key)
where p.strand_key is null or not p.is_human
