-- behind count: every item.
select conversation_key, handoff_key, basis_at, null as state, null as amount from chosen
