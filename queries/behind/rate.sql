-- behind rate: every item, whether it did or did not, cannot be judged yet, or never can (nothing was agreed).
select conversation_key, handoff_key, basis_at,
    case
        when due_at <= watermark then if(hit, 'did', 'did not')
        when due_at is null then 'never due'
        else 'not due'
    end                                     as state,
    null                                    as amount
from chosen
