"""The shapes that make figures of items: each edge by hand, and both ways to ask for one department agree."""

from datetime import date, datetime, timedelta

import pytest

from queries.scope import Period
from tests.conversations import Teller
from tests.queries.test_every_metric import A_WEEK, ASKED, THE_WEEK

HOUR = 3600
SHARES = ("ownership.answer_share", "ownership.need_share", "ownership.gap")


def test_a_department_asked_for_alone_has_the_figure_and_limits_of_its_slice(teller: Teller) -> None:
    """Also one that gives or owns something and stands on no tab; asked of nobody in particular a share is a whole."""
    more = "roster Uma in Upstairs [signs -Uma]\ntopic cars: car -> Upstairs"
    again = "g1 Sat 09:00 ida [on us]: My line, my invoice or my car?\ng2 Sat 10:00 us > g1: Yes. -Uma"
    teller.tell(f"{A_WEEK}\n{again}", asked=f"{ASKED}\n{more}", until="Mon+3w 00:00")
    for name in SHARES:
        parts = teller.measure(name, "department", period=THE_WEEK).slices
        assert [part.key for part in parts] == ["Care", "Engineering", "PR", "Upstairs"]
        for part in parts:
            alone = teller.measure(name, period=THE_WEEK, departments=(part.key,)).estimate
            found = (part.estimate.value, part.estimate.low, part.estimate.high)
            assert found == pytest.approx((alone.value, alone.low, alone.high)), (name, part.key)
    answers = teller.measure("ownership.answer_share", period=THE_WEEK)
    assert (answers.estimate.value, answers.estimate.n, answers.details["known"]) == (1, 6, pytest.approx(6 / 7))


def test_each_channel_has_the_quantiles_of_its_own_waits(teller: Teller) -> None:
    """Us: 1 h, 2 h, 3 h. The shop: 10 h, and two who still wait after two days."""
    teller.tell(
        """
        1  Mon 09:00  a [on us]: Hello?
        2  Mon 10:00  us > 1: Hello.
        3  Mon 09:00  b [on us]: Hello?
        4  Mon 11:00  us > 3: Hello.
        5  Mon 09:00  c [on us]: Hello?
        6  Mon 12:00  us > 5: Hello.
        7  Mon 09:00  d [on shop]: Hello?
        8  Mon 19:00  shop > 7: Hello.
        9  Mon 09:00  e [on shop]: Hello?
        10 Mon 09:00  f [on shop]: Hello?
        """,
        until="Wed 09:00",
    )
    parts = teller.measure("conversations.first_response", "channel").slices
    found = {part.key: (part.estimate.value, part.estimate.at_least, part.estimate.n) for part in parts}
    assert found == {"x:us": (2 * HOUR, None, 3), "x:shop": (None, 48 * HOUR, 3)}
    assert teller.value("conversations.first_response") == 3 * HOUR  # the third of six


def test_what_was_answered_after_its_watermark_waits_at_the_end_of_every_slice(teller: Teller) -> None:
    """The shop was seen until Wednesday; an answer of Friday has not come, at the end of this week or the next."""
    teller.tell(
        "1  Mon 09:00  a [on shop]: Hello?\n2  Fri 09:00  shop > 1: Hello.",
        until="Mon+2w 00:00",
        late={"shop": "Wed 09:00"},
    )
    fortnight = Period(date(2024, 3, 4), date(2024, 3, 17))
    found = teller.measure("conversations.waiting", "week", period=fortnight)
    assert [found.estimate.value, *(part.estimate.value for part in found.slices)] == [1, 1, 1]


ANSWERED_ON_TUESDAY = "1  Mon 09:00  ann [on us]: Hello?\n2  Tue 09:00  us > 1: Hello."


@pytest.mark.parametrize(("until", "due", "waiting"), [("Tue 08:59:59", 0, 1), ("Tue 09:00", 1, 0)])
def test_what_comes_at_the_last_instant_of_the_data_has_come(
    teller: Teller, until: str, due: int, waiting: int
) -> None:
    teller.tell(ANSWERED_ON_TUESDAY, until=until)
    assert teller.rate("conversations.reply_rate") == (due, due)
    assert teller.value("conversations.waiting") == waiting


def test_who_asks_at_the_last_instant_of_the_data_has_waited_for_no_time(teller: Teller) -> None:
    teller.tell(ANSWERED_ON_TUESDAY, until="Mon 09:00")
    found = teller.measure("conversations.first_response")
    assert (found.estimate.n, found.estimate.value, found.details["still_waiting"]) == (1, None, 1)


@pytest.mark.parametrize(("until", "n"), [("Mon+1w 08:59:59", 0), ("Mon+1w 09:00", 1)])
def test_seven_days_old_is_seven_days_to_the_second(teller: Teller, until: str, n: int) -> None:
    teller.tell(ANSWERED_ON_TUESDAY, until=until)
    assert teller.rate("conversations.ever_answered") == (n, n)
    assert teller.measure("conversations.depth").estimate.n == n


@pytest.mark.parametrize("answered", ["Tue 00:00", "Thu 09:00"])
def test_what_is_answered_after_a_period_waits_at_its_end(teller: Teller, answered: str) -> None:
    """The period is the Monday; its first instant after, and the rest of that week, are none of it."""
    teller.tell(f"1  Mon 09:00  ann [on us]: Hello?\n2  {answered}  us > 1: Hello.")
    monday = Period(date(2024, 3, 4), date(2024, 3, 4))
    found = teller.measure("conversations.waiting", "week", period=monday)
    assert [found.estimate.value, *(part.estimate.value for part in found.slices)] == [1, 1]


def test_what_is_younger_than_seven_days_is_in_no_depth_and_no_index(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00      ann [on us]: My line is down.
        2  Mon 10:00      us > 1: Fixed.
        3  Mon 11:00      ann > 2: It is not.
        4  Mon 12:00      us > 3: Now it is.
        5  Tue 09:00      bob [on us]: My line is down.
        6  Tue 10:00      us > 5: Fixed.
        7  Tue 11:00      us: All our lines are mended.
        """,
        until="Mon+1w 09:00",
    )
    assert (teller.value("conversations.depth"), teller.measure("conversations.depth").estimate.n) == (2, 1)
    assert teller.value("interactivity.index") == pytest.approx(100)


def test_who_comes_after_the_end_of_the_data_takes_no_part(teller: Teller) -> None:
    timeline = "1  Mon 09:00  ann [on us]: Hello?\n2  Wed 09:00  bob > 1: I wonder, too."
    for until, people in (("Wed 08:59", 1), ("Wed 09:00", 2)):
        teller.tell(timeline, until=until)
        assert teller.value("people.participants") == people


@pytest.mark.parametrize(("seen", "new"), [("2023-03-05 00:00", 1), ("2023-03-04 23:59:59", 2)])
def test_a_year_to_the_second_before_the_period_is_known(teller: Teller, seen: str, new: int) -> None:
    """365 days before 4 March 2024: 5 March 2023, with a 29 February between. Bob is new in either case."""
    before = f"0 2022-01-01 09:00 zoe: Hello?\n1 {seen} ann: Hello?"
    teller.tell(f"{before}\n2 Mon 09:00 ann: Hello?\n3 Mon 09:00 bob: Hello?")
    assert teller.value("people.new_voices", period=THE_WEEK) == new


@pytest.mark.parametrize(("seen", "returning"), [("2023-09-06 00:00", 1), ("2023-09-05 23:59:59", 0), ("Mon 00:00", 0)])
def test_who_was_here_in_the_180_days_before_comes_back(teller: Teller, seen: str, returning: int) -> None:
    """180 days before 4 March 2024 is 6 September. Whoever comes at its first instant has not been here before it."""
    later = "" if seen.startswith("Mon") else "2 Mon 09:00 ann: Hello?"
    teller.tell(f"0 2022-01-01 09:00 zoe: Hello?\n1 {seen} ann: Hello?\n{later}")
    found = teller.measure("people.returning", period=THE_WEEK).estimate
    assert (found.value, found.n) == (returning, 1)
    assert teller.value("people.new_voices", period=THE_WEEK) == (1 if seen.startswith("Mon") else 0)


def test_who_came_after_the_end_of_that_channels_data_had_not_been_here(teller: Teller) -> None:
    timeline = (
        "0 2022-01-01 09:00 zoe: Hello?\n1 2024-03-02 09:00 ann [on shop]: Hello?\n2 Mon 09:00 ann [on us]: Hello?"
    )
    for until, new in (("2024-03-02 08:59:59", 1), ("2024-03-02 09:00", 0)):
        teller.tell(timeline, late={"shop": until})
        assert teller.value("people.new_voices", period=THE_WEEK) == new
        assert teller.value("people.returning", period=THE_WEEK) == 1 - new


@pytest.mark.parametrize(("seconds", "core"), [(0, 1), (-1, 0)])
def test_ninety_days_to_the_second_make_the_core(teller: Teller, seconds: int, core: int) -> None:
    """The week ends on 11 March at 00:00; ninety days before is 12 December."""
    first = datetime(2023, 12, 12) + timedelta(seconds=seconds)
    talk = "{0}a {1} ann: Down.\n{0}b {2} 10:00 us > {0}a: Fixed.\n{0}c {2} 11:00 ann > {0}b: It is not.\n"
    days = ((first, "2023-12-12"), ("2024-02-01 09:00", "2024-02-01"), ("2024-02-02 09:00", "2024-02-02"))
    teller.tell("".join(talk.format(number, *day) for number, day in enumerate(days)))
    assert teller.value("people.core", period=THE_WEEK) == core
