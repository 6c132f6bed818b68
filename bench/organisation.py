"""Departments, their promises and a log of hand-offs for the corpus: every twelfth question is handed to a colleague.

They come after the conversations have been measured, so that the page asks what it asks where people use it all.
"""

from warehouse import Writer

_DEPARTMENTS = ("Social team", "Engineering", "Legal", "Billing", "Press", "Stores")

_CALENDARS = """
insert into calendars
select 'Office', 'UTC', weekday, time '09:00', time '17:00' from range(1, 6) t(weekday);
"""

_TOPIC = """
insert into topics select 'Network', 1, ['connection'], 1, 'Engineering', null, null;
"""

_HANDOFFS = """
create temp table handed_over as
select m.native_id, m.platform, m.published_at, hash(message_key) as dice
from messages m
join authors a using (author_key)
where not a.is_ours and m.parent_id is null and hash(message_key) % 12 = 0;
insert into handoffs (
    handoff_key, source, native_id, place, department, kind, asked_at, answered_at, outcome, reminders)
select
    handoff_key('workbook', native_id), 'workbook', native_id,
    'Hand-offs row ' || row_number() over (order by native_id),
    ['Engineering', 'Legal', 'Billing', 'Press', 'Stores'][1 + (dice // 12 % 5)::int],
    if(dice // 60 % 4 = 0, 'approval', 'input'),
    published_at + interval 20 minutes,
    if(dice // 240 % 8 = 0, null, published_at + interval 20 minutes + to_seconds((dice // 1920 % 200000)::int)),
    if(dice // 240 % 8 = 0, null, 'answered'),
    []
from handed_over;
insert into handoff_links (handoff_key, link, platform, native_ids)
select handoff_key('workbook', native_id), native_id, platform, [native_id] from handed_over;
insert into handoff_sources select 'workbook', max(complete_until) from channels;
insert into promises (department, target_seconds, clock)
select department, 4 * 3600, 'business' from departments where not is_social_team;
"""


def write(writer: Writer) -> None:
    """Write them, once."""
    if writer.execute("select count(*) from departments")[0][0]:
        return
    with writer.transaction():
        for position, department in enumerate(_DEPARTMENTS):
            writer.execute(
                "insert into departments (department, position, calendar, is_social_team) values ($1, $2, $3, $4)",
                [department, position, "Office", position == 0],
            )
        for script in (_CALENDARS, _TOPIC, _HANDOFFS):
            writer.run_script(script)
