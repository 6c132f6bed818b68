"""Where the waiting hours went: parts that sum to a hundred, and say themselves."""

import re
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import words
from ui.ledger import bar, left_out, shares, table

TEAM = {"Communications"}


def held(**by_holder):
    hours = {key.replace("__", ", "): value for key, value in by_holder.items()}
    return measured(hours)


def measured(hours):
    slices = tuple(
        Slice(key, key, Estimate(value, value * 0.8, value * 1.2, 40, "too few to say" if value < 2 else None))
        for key, value in hours.items()
    )
    return Measurement(
        metrics()["ledger.wait_by_holder"],
        Scope(Period(date(2026, 9, 1), date(2026, 11, 29))),
        datetime(2026, 11, 30),
        Estimate(sum(hours.values()), n=120),
        Coverage(1, 1),
        by="holder",
        slices=slices,
    )


FULL = measured(
    {
        "Communications": 39.0,
        "Customer Service": 3.0,
        "Engineering": 29.0,
        "Legal": 9.0,
        "Legal, approval": 4.0,
        "HR": 1.0,
        "(no hand-off logged)": 15.0,
        "(outside hours)": 500.0,
    }
)


def test_the_parts_are_the_social_team_who_held_most_the_others_and_what_nobody_logged():
    assert [(part.name, part.points, part.kind) for part in shares(FULL, TEAM)] == [
        ("social team", 39, "team"),
        ("Engineering", 29, "department"),
        ("Legal", 9, "department"),
        ("others", 8, "others"),
        ("no hand-off logged", 15, "unlogged"),
    ]


def test_departments_stand_in_roster_order_and_not_by_what_they_held():
    parts = shares(held(Communications=10.0, Billing=5.0, Engineering=50.0), TEAM)
    assert [part.name for part in parts] == ["social team", "Billing", "Engineering"]


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.floats(0.01, 1e6), min_size=1))
def test_the_points_make_a_hundred_and_the_hours_are_all_there(hours):
    parts = shares(measured(hours), {"A"})
    assert sum(part.points for part in parts) == 100
    assert len(parts) <= 5
    assert abs(sum(part.hours for part in parts) - sum(hours.values())) < 1e-6 * sum(hours.values())


def test_hours_outside_opening_times_are_left_out_and_said():
    assert not any("outside" in part.name for part in shares(FULL, TEAM))
    assert left_out(FULL).replace(words.NBSP, " ") == (
        "100 h of waiting in 120 conversations, by time asked. "
        "Another 500 h lay outside opening hours and are left out."
    )
    assert "Another" not in left_out(held(Communications=39.0))


def test_a_team_that_is_not_marked_is_still_named():
    assert [part.name for part in shares(measured({"(social team)": 3.0}), set())] == ["social team"]


def test_the_bar_says_in_words_what_it_shows():
    drawn = bar(shares(FULL, TEAM)).replace(words.NBSP, " ")
    heard = re.sub(r"<[^>]+>", "", drawn.split("<ul", 1)[1])
    for said in ("39 % social team", "29 % Engineering", "15 % no hand-off logged"):
        assert said in heard
    assert "aria-hidden" in drawn.split("<ul", 1)[0]


def test_the_table_has_every_holder_with_how_sure_it_is():
    drawn = re.sub(r"<[^>]+>", " ", table(FULL, TEAM)).replace(words.NBSP, " ")
    for said in (
        "social team (Communications)",
        "Legal, approval",
        "outside opening hours",
        "likely between 23 h and 35 h",
    ):
        assert said in drawn
    assert "too few to say" in drawn


def test_nobody_waited_is_no_bar():
    assert shares(measured({}), TEAM) == []
    assert shares(held(Communications=0.0), TEAM) == []
