"""Hand-offs and the clock ledger agree with a reading of the definitions minute by minute, however facts came in."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from queries import marts
from tests import facts
from tests.conversations import Teller, at, said
from tests.organisation import Organisation
from tests.reference_handoffs import (
    Ask,
    Event,
    Hours,
    Promise,
    Wait,
    World,
    due,
    judged,
    ledger,
    open_seconds,
    requests,
)

LAWS = settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# Nights when clocks change, in Berlin, New York and on Lord Howe Island, where they change by half an hour.
BEGINS = tuple(
    datetime.fromisoformat(day) for day in ("2024-03-08", "2024-03-29", "2024-04-05", "2024-10-25", "2024-11-01")
)
ALL_DAYS = range(1, 8)
CALENDARS = {
    "office": Hours(
        "Europe/Berlin",
        tuple(
            (day, time(*opens), time(*closes))
            for day in range(1, 6)
            for opens, closes in (((9,), (12,)), ((13,), (17,)))
        ),
        frozenset({date(2024, 4, 1), date(2024, 3, 11)}),
    ),
    "nights": Hours("America/New_York", tuple((day, time(22), time(6)) for day in ALL_DAYS)),
    "island": Hours("Australia/Lord_Howe", ((6, time(0), time(0)), (7, time(20), time(5)), (7, time(22), time(23)))),
}
DEPARTMENTS = ("Care", "Engineering", "PR", "Legal")


@st.composite
def events(draw: st.DrawFn, asked_at: datetime, is_done: bool) -> tuple[Event, ...]:
    """What came of a hand-off: the row's own notes and acts, in order, at different minutes."""
    steps = sorted(draw(st.sets(st.integers(1, 60), max_size=5)))
    found: list[Event] = []
    of = 0
    for step in steps:
        at = asked_at + step * timedelta(minutes=draw(st.sampled_from((97, 97, 331))))
        if found and at <= found[-1].at:
            at = found[-1].at + timedelta(minutes=1)
        verb = draw(st.sampled_from(("answer", "remind", "decline", "close", "pass", "pass")))
        what = {"decline": "no time", "pass": draw(st.sampled_from(DEPARTMENTS))}.get(verb)
        taken = any(
            one.verb == verb or {one.verb, verb} <= {"decline", "close", "pass"} for one in found if not one.is_done
        )
        as_act = is_done or of > 0 or draw(st.booleans()) or (taken and verb != "remind")
        found.append(Event(verb, at, what, of, as_act, as_act and draw(st.integers(0, 4)) == 0))
        of += verb == "pass" and draw(st.booleans())
    return tuple(found)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """One to three conversations on two channels in a week with odd nights, and up to seven hand-offs."""
    begins = draw(st.sampled_from(BEGINS)) + draw(st.integers(0, 23)) * HOUR
    seen = {"us": begins + 6 * DAY, "shop": begins + draw(st.sampled_from((2, 6))) * DAY}
    waits, conversation_of = [], {}
    for number in range(draw(st.integers(1, 3))):
        channel = draw(st.sampled_from(("us", "us", "shop")))
        at = begins + draw(st.integers(0, 30)) * HOUR
        turns = draw(
            st.lists(st.tuples(st.sampled_from((7, 60, 600, 1500, 3100)), st.integers(1, 900)), min_size=1, max_size=3)
        )
        is_open = draw(st.booleans())
        for turn, (took, pause) in enumerate(turns):
            if at > seen[channel]:
                break
            conversation_of[f"{number}q{turn}"] = (f"{number}q0", channel)
            last = is_open and turn == len(turns) - 1
            answered = None if last else at + timedelta(minutes=took)
            waits.append(Wait(f"{number}q0", channel, at, answered, at + DAY))
            if answered:
                conversation_of[f"{number}a{turn}"] = (f"{number}q0", channel)
                at = answered + timedelta(minutes=pause)
    asks = []
    for number in range(draw(st.integers(0, 7))):
        at = begins + timedelta(minutes=draw(st.integers(0, 5000)))
        links = draw(st.lists(st.sampled_from((*sorted(conversation_of), "0q0", "99")), max_size=2, unique=True))
        is_done = draw(st.booleans())
        department = draw(st.sampled_from(("Engineering", "Engineering", "PR", "Legal", "Care")))
        asks.append(
            Ask(
                f"h{number}",
                department,
                at,
                tuple(links),
                draw(st.sampled_from(("input", "input", "input", "approval"))),
                is_done,
                is_done and draw(st.integers(0, 5)) == 0,
                draw(events(at, is_done)),
            )
        )
    hours = {name: draw(st.sampled_from((None, *CALENDARS))) for name in DEPARTMENTS}
    promises = draw(
        st.lists(
            st.builds(
                Promise,
                st.sampled_from(DEPARTMENTS),
                st.sampled_from((1800, 4 * 3600, 30 * 3600)),
                st.booleans(),
                st.sampled_from((None, None, "us", "shop")),
                st.sampled_from((date.min, begins.date() + DAY, begins.date() + 2 * DAY)),
                st.sampled_from((date.max, begins.date() + 3 * DAY)),
            ),
            max_size=4,
            unique_by=lambda one: (one.department, one.channel, one.since),
        )
    )
    return World(
        hours={name: CALENDARS.get(calendar or "") for name, calendar in hours.items()},
        social_team=draw(st.sampled_from(("Care", None))),
        asks=asks,
        waits=waits,
        conversation_of=conversation_of,
        seen_until=seen,
        promises=promises,
        zone=draw(st.sampled_from(("UTC", "Asia/Tokyo", "America/New_York"))),
    )


def messages(world: World) -> list[dict[str, Any]]:
    """The questions and answers of the waits; each message replies to the one before."""
    found: list[dict[str, Any]] = []
    before: dict[str, str | None] = {}
    for wait in world.waits:
        number, turn = (
            wait.conversation[0],
            sum(w.conversation == wait.conversation for w in world.waits[: world.waits.index(wait)]),
        )
        question, place = f"{number}q{turn}", {"channel_id": wait.channel}
        found.append(said(question, wait.asked_at, f"ann{number}", "Why?", parent_id=before.get(number), **place))
        before[number] = question
        if wait.answered_at:
            answer = f"{number}a{turn}"
            found.append(said(answer, wait.answered_at, wait.channel, "Because.", parent_id=question, **place))
            before[number] = answer
    return found


def organisation(world: World) -> str:
    """Departments, calendars and promises in words."""
    lines = []
    for name, hours in CALENDARS.items():
        for weekday, opens, closes in hours.hours:
            day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[weekday - 1]
            lines.append(f"calendar {name} {hours.zone} {day} {opens:%H:%M}-{closes:%H:%M}")
        lines += [f"holiday {name} {day}" for day in sorted(hours.holidays)]
    for name in DEPARTMENTS:
        calendar = next((one for one, hours in CALENDARS.items() if hours is world.hours[name]), "")
        lines.append(f"department {name} {calendar} {'[social team]' if name == world.social_team else ''}")
    for promise in world.promises:
        days = "" if promise.since == date.min else f" from {promise.since}"
        days += "" if promise.until == date.max else f" until {promise.until}"
        marks = (" [business]" if promise.is_business else "") + (f" [on {promise.channel}]" if promise.channel else "")
        lines.append(f"promise {promise.department} {promise.seconds / 3600} h{days}{marks}")
    return "\n".join(lines)


def lines(ask: Ask) -> list[str]:
    """A hand-off in words: the row and its notes as one, then each act."""
    marks = " [done]" * ask.is_done + " [undone]" * ask.is_undone
    about = f" about {' '.join(ask.links)}" if ask.links else ""
    row = [f"{ask.name} {ask.at:%Y-%m-%d %H:%M} ask {ask.department}{about} for {ask.kind}{marks}"]
    acts = []
    for one in ask.events:
        what = {"decline": f" ({one.what})", "pass": f" to {one.what}"}.get(one.verb, "")
        line = f"{ask.name}{'>' * one.of} {one.at:%Y-%m-%d %H:%M} {one.verb}{what}"
        (acts if one.is_done else row).append(
            line + " [done]" * one.is_done + " [undone]" * one.is_undone
        )  # fmt: skip
    return ["\n".join(row), *acts]


def begin(teller: Teller, world: World) -> None:
    """Conversations and organisation, without hand-offs; nothing is published."""
    writer = teller.writer
    with writer.transaction():
        facts.clear(writer)
        for channel, seen in world.seen_until.items():
            writer.upsert("channels", [{"platform": "x", "native_id": channel, "complete_until": seen}])
        teller.organisation = Organisation(writer, at, teller.channel)
        teller.organisation.tell(organisation(world))
        writer.execute("insert into settings values ('zone', $1)", [world.zone])
        writer.upsert_messages(messages(world))


@settings(LAWS, max_examples=16)
@given(worlds())
def test_hand_offs_and_ledger_are_those_of_the_second_opinion(teller: Teller, world: World) -> None:
    begin(teller, world)
    writer = teller.writer
    with writer.transaction():
        teller.organisation.tell("\n".join(line for ask in world.asks for line in lines(ask)))
    marts.refresh(writer)
    ids = {
        key: name for name in world.conversation_of for key in writer.execute("select message_key('x', $1)", [name])[0]
    }
    told = writer.execute("select conversation_key, message_key from thread_messages")
    starts = {key: world.conversation_of[ids[message]][0] for key, message in told}
    about: dict[int, set[str]] = {}
    for handoff, conversation in writer.execute("select handoff_key, conversation_key from request_conversations"):
        about.setdefault(handoff, set()).add(starts[conversation])
    found = [
        (department, kind, *times, outcome, tuple(reminders), frozenset(about.get(key, ())), due_at, judged_at, took)
        for key, department, kind, *times, outcome, reminders, due_at, judged_at, took in writer.execute(
            "select handoff_key, department, kind, asked_at, answered_at, ended_at, outcome, reminders, due_at, "
            "judged_at, answered_open - asked_open from requests"
        )
    ]
    expected = requests(world)
    wanted = [
        (
            one.department, one.kind, one.asked_at, one.answered_at, one.ended_at, one.outcome, one.reminders,
            one.conversations, one.due_at, one.judged_at, one.took,
        )
        for one in expected
    ]  # fmt: skip
    event(f"{min(len(wanted), 6)} hand-offs")
    event(f"{sum(one.outcome == 'passed on' for one in expected)} passed on")
    event(f"{sum(len(one.reminders) for one in expected)} reminders")
    found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
    extra = [row for row in found if row not in wanted], [row for row in wanted if row not in found]
    assert extra == ([], []), world
    assert len(found) == len(wanted)
    # Every hand-off is in one state: answered, ended, or open.
    for _, _, _, answered_at, ended_at, outcome, *_ in found:
        assert (answered_at is not None) + (ended_at is not None) + (outcome is None) == 1
        assert (outcome == "answered") == (answered_at is not None)
    held = {
        (starts[conversation], asked_at, holder): seconds
        for conversation, asked_at, holder, seconds in writer.execute(
            "select conversation_key, asked_at, holder, sum(seconds) from ledger group by all"
        )
    }
    by_hand = ledger(world, expected)
    assert held.keys() == by_hand.keys(), world
    for key, seconds in by_hand.items():
        assert held[key] == pytest.approx(seconds, abs=1e-3), (key, world)
    # The parts sum to all that the public waited, to the second.
    ((total,),) = writer.execute("""
        select sum(epoch(least(coalesce(answered_at, timestamp '2999-01-01'), complete_until) - asked_at))
        from exchanges join channels using (channel_key) where asked_at <= complete_until
    """)
    assert round(sum(held.values())) == round(total)


@settings(LAWS, max_examples=4)  # each refresh takes its time
@given(worlds(), st.data())
def test_facts_in_any_order_with_refreshes_in_between_give_the_rows_of_one_build(
    teller: Teller, world: World, data: st.DataObject
) -> None:
    begin(teller, world)
    writer = teller.writer
    first = [lines(ask)[0] for ask in world.asks]
    later = [line for ask in world.asks for line in lines(ask)[1:]]
    told = {(line.split(maxsplit=1)[0]) for line in first if "[done]" in line}
    for line in data.draw(st.permutations(first)):
        teller.organisation.tell(line)
        if data.draw(st.booleans()):
            marts.refresh(writer)
    for line in data.draw(st.permutations(later)):
        teller.organisation.tell(line)
        if data.draw(st.booleans()):
            marts.refresh(writer)
    for (act_id,) in writer.execute("select act_id from handoff_acts where undone_at is null order by act_id")[:3]:
        if data.draw(st.booleans()):
            writer.execute("update handoff_acts set undone_at = acted_at where act_id = $1", [act_id])
            marts.refresh(writer)
    marts.refresh(writer)
    step_by_step = facts.mart_rows(writer)
    marts.refresh(writer, full=True)
    assert facts.mart_rows(writer) == step_by_step
    event(f"{len(told)} asked in the dashboard")


@LAWS
@given(
    st.sampled_from(sorted(CALENDARS)),
    st.sampled_from(BEGINS),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), min_size=1, max_size=12, unique=True),
)
def test_business_seconds_and_due_times_are_those_of_a_clock_on_the_wall(
    teller: Teller, name: str, begins: datetime, week: list[tuple[int, int]]
) -> None:
    """Hand-offs asked and answered at any minutes of a week in which clocks change."""
    hours = CALENDARS[name]
    promised = [Promise("PR", 5 * 3600, True)]
    world = World(dict.fromkeys(DEPARTMENTS, hours), None, (), (), {}, {"us": begins}, promised)
    begin(teller, world)
    asked = []
    for number, minutes in enumerate(week):
        start, end = (begins + timedelta(minutes=minute) for minute in sorted(minutes))
        asked.append((start, end))
        teller.organisation.tell(
            f"h{number} {start:%Y-%m-%d %H:%M} ask PR\nh{number} {end:%Y-%m-%d %H:%M} answer"
        )  # fmt: skip
    marts.refresh(teller.writer)
    found = teller.writer.execute(
        "select asked_at, answered_at, answered_open - asked_open, due_at, judged_at from requests"
    )
    assert sorted(found) == sorted(
        (start, end, open_seconds(hours, start, end), due(start, 5 * 3600, hours), judged(start, hours))
        for start, end in asked
    )
