-- temp social_team: the social team, the first if there are several, and by which calendar it is open, if it has opening hours.
select
    arg_min(department, position)           as department,
    arg_min(if(calendar in (select calendar from calendar_spans), calendar, null), position) as calendar
from departments where is_social_team
