"""What would have been, had a department answered sooner: golden cases, and the three laws on random weeks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.replay import if_answered_within
from queries.scope import Scope
from tests.conversations import ALWAYS, Teller
from tests.queries.test_handoffs_second_opinion import LAWS, begin, lines, worlds
from tests.reference_handoffs import World

HOUR, DAY = 3600, 86400
EVER = Scope(ALWAYS, compare="none")
A_QUESTION = "1  Mon 09:00  ann: My line is down."


def gained(teller: Teller, seconds: float | None, *departments: str) -> tuple[float, float]:
    """So many more answered in time, at least and at most."""
    found = if_answered_within(teller.snapshot, EVER, seconds, departments)
    return found.more.low, found.more.high


LATE = f"""{A_QUESTION}
    2  Wed 10:00  us > 1: Engineering says it is mended.
"""


def test_our_answer_moves_by_as_much_as_the_latest_gate(teller: Teller) -> None:
    """Asked Monday 10:00, answered Wednesday 09:00, ours an hour later. Within 4 h: gate 14:00, ours 15:00 on Monday.

    In time is Tuesday 09:00. So 22 h are just enough (ours at 09:00 to the second), a second more is not.
    """
    teller.tell(LATE, asked="department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Wed 09:00 answer")
    assert gained(teller, 4 * HOUR) == (1, 1)
    assert gained(teller, 22 * HOUR) == (1, 1)
    assert gained(teller, 22 * HOUR + 1) == (0, 0)
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert found.rate is not None
    assert (found.actual.estimate.value, found.rate.low, found.moved) == (0.0, 1.0, 1)


def test_a_department_answers_in_its_own_opening_hours(teller: Teller) -> None:
    """Asked Friday 16:00; within 4 h of 9–17 is Monday 12:00, round the clock it would have been Friday 20:00."""
    teller.tell(
        """
        1  Fri 15:00     ann: My line is down.
        2  Wed+1w 10:00  us > 1: Engineering says it is mended.
        """,
        asked="calendar office UTC Mon-Fri 09:00-17:00\ndepartment Engineering office\n"
        "h1 Fri 16:00 ask Engineering about 1\nh1 Wed+1w 09:00 answer",
    )
    assert gained(teller, HOUR) == (1, 1)  # Friday 17:00, ours 18:00
    assert gained(teller, 4 * HOUR) == (0, 0)  # Monday 12:00


def test_the_slowest_of_several_gates_holds_the_answer(teller: Teller) -> None:
    """PR would have answered on Wednesday all the same: hurrying Engineering alone gains nothing, both together do."""
    asked = "department Engineering\ndepartment PR\nh1 Mon 10:00 ask Engineering about 1\nh1 Wed 09:00 answer\n"
    teller.tell(LATE, asked=f"{asked}h2 Mon 10:00 ask PR about 1\nh2 Wed 08:00 answer")
    assert gained(teller, 4 * HOUR, "Engineering") == (0, 0)
    assert gained(teller, 4 * HOUR, "PR") == (0, 0)
    assert gained(teller, 4 * HOUR, "Engineering", "PR") == (1, 1)
    assert gained(teller, 4 * HOUR) == (1, 1)


def test_g22_what_was_answered_after_our_answer_is_no_gate(teller: Teller) -> None:
    teller.tell(
        f"{A_QUESTION}\n2  Mon 11:00  us > 1: We are looking into it.",
        asked="department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Tue 09:00 answer",
    )
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.more.low, found.more.high, found.moved) == (0, 0, 0)


def test_what_is_still_open_has_a_low_and_a_high_bound(teller: Teller) -> None:
    """Bob still waits for Engineering. At best we would have answered him as fast after it as we answered ann: 1 h."""
    teller.tell(
        f"""{LATE}
        3  Mon 09:00  bob: Mine, too.
        """,
        asked="department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Wed 09:00 answer\n"
        "h2 Mon 10:00 ask Engineering about 3",
    )
    assert gained(teller, 4 * HOUR) == (1, 2)
    assert gained(teller, 22 * HOUR) == (1, 2)
    assert gained(teller, 23 * HOUR) == (0, 0)  # ours at Tuesday 10:00: too late for both


def test_a_refusal_is_no_gate_that_could_have_been_sooner(teller: Teller) -> None:
    teller.tell(
        LATE, asked="department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Tue 10:00 decline (no time)"
    )
    assert gained(teller, 0) == (0, 0)


def test_where_nothing_was_asked_nothing_moves(teller: Teller) -> None:
    teller.tell(LATE)
    found = if_answered_within(teller.snapshot, EVER, 0)
    assert (found.more.low, found.more.high, found.moved) == (0, 0, 0)


WITHIN = st.sampled_from((0, 600, HOUR, 4 * HOUR, 20 * HOUR, 3 * DAY))
DEPARTMENTS = st.sets(st.sampled_from(("Care", "Engineering", "PR", "Legal")), min_size=2)


@settings(LAWS, max_examples=16)
@given(worlds(), WITHIN, WITHIN, DEPARTMENTS)
def test_the_three_laws(teller: Teller, world: World, one: float, other: float, departments: set[str]) -> None:
    """For ever reproduces what was; sooner is never later; together gains at least as much as any alone."""
    begin(teller, world)
    with teller.writer.transaction():
        teller.organisation.tell("\n".join(line for ask in world.asks for line in lines(ask)))
    teller.publish()
    assert gained(teller, None) == (0, 0)
    sooner, later = sorted((one, other))
    together = gained(teller, sooner, *departments)
    assert 0 <= together[0] <= together[1]
    assert all(a >= b for a, b in zip(together, gained(teller, later, *departments), strict=True))
    for department in departments:
        assert all(a >= b for a, b in zip(together, gained(teller, sooner, department), strict=True))
