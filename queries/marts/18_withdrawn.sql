-- temp withdrawn: audience messages deleted by their author before our next answer came, or with none to come.
select o.message_key
from ordered o
left join ordered answer
    on answer.strand_key = o.strand_key and answer.answers_before = o.answers_before and answer.is_ours
where not o.is_ours and o.deleted_at is not null
    and (answer.effective_at is null or o.deleted_at <= answer.effective_at)
