-- temp our_accounts: the accounts that speak for us, with the channel that each is, if it is one.
select a.author_key, a.platform, a.native_id, a.handle, c.channel_key
from authors a
left join channels c on c.platform = a.platform and c.native_id = a.native_id
where a.is_ours
