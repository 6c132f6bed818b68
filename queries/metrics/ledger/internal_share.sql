-- title: Internal share of waiting
-- label: waiting spent waiting for colleagues
-- unit: percent
-- shape: ratio
-- needs: hand-offs
-- better: down
-- basis: by time asked
-- gives: department
-- whole: select asked_at as basis_at, conversation_key, channel_key, is_alone, 0 as part, team_open + late_open as whole
--   from unlogged_waits where team_open + late_open > 0
--   union all
--   select asked_at, conversation_key, channel_key, false, if(department is not null and not is_social_team, seconds, 0), seconds
--   from held_seconds where not is_outside_hours
-- definition: Of all hours that the public waited while somebody could have answered, the share in which a department
--   other than the social team held the clock.
-- why: It says how much of the wait no faster social team could have taken away.
select asked_at as basis_at, conversation_key, channel_key, department,
    if(department is not null and not is_social_team, seconds, 0) as part,
    seconds as whole
from ledger
where not is_outside_hours
