"""Golden timelines of the clock ledger and of ownership: who held the clock while the public waited, who answers."""

from datetime import date
from typing import Any

import pytest

from queries.scope import Period
from tests.conversations import Promise, Teller

LEDGER, INTERNAL = "ledger.wait_by_holder", "ledger.internal_share"
ANSWERS, NEED = "ownership.answer_share", "ownership.need_share"
OUTSIDE, NOBODY = "(outside hours)", "(no hand-off logged)"
ROUND_THE_CLOCK = """
    department  Care [social team]
    department  Engineering
    department  PR
    department  Legal
"""
THREE_DAYS = """
    1  Mon 09:00  ann [on us]: My line is down.
    2  Thu 10:00  us > 1: Fixed.
"""


def held(teller: Teller, **scope: Any) -> dict[str, float]:
    """Hours by holder; they always sum to the total, and to all that the public waited."""
    found = teller.measure(LEDGER, "holder", **scope)
    parts = {part.key: part.estimate.value or 0 for part in found.slices}
    assert sum(parts.values()) == pytest.approx(found.estimate.value)
    return {key: value for key, value in parts.items() if value}


def test_g11_two_days_engineering_one_day_pr_one_hour_the_social_team(teller: Teller) -> None:
    """Engineering alone for a day, then both share two days; PR's answer gives the clock back to the social team."""
    teller.tell(
        THREE_DAYS,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 09:00  ask Engineering about 1
        h1  Wed 09:00  remind
        h2  Tue 09:00  ask PR about 1
        h2  Thu 09:00  answer
        """,
    )
    assert held(teller) == {"Engineering": 48, "PR": 24, "Care": 1}
    found = teller.measure(INTERNAL)
    assert (found.estimate.value, found.details["part"]) == (pytest.approx(72 / 73), pytest.approx(72 * 3600))
    assert teller.value(INTERNAL, departments=("Care",)) == 0


def test_without_a_log_the_social_team_holds_it_until_the_promise_is_past_and_then_nobody_logged(
    teller: Teller,
) -> None:
    teller.tell(THREE_DAYS, asked=ROUND_THE_CLOCK)  # 24 hours are promised to the public, three days and one waited
    assert held(teller) == {"Care": 24, NOBODY: 49}
    teller.tell(THREE_DAYS, asked="department Engineering", promises=[Promise(2 * 3600)])
    assert held(teller) == {"(social team)": 2, NOBODY: 71}


def test_once_logged_it_is_never_nobodys_again(teller: Teller) -> None:
    """Asked on Wednesday after the promise was past; refused, the social team holds it."""
    teller.tell(
        THREE_DAYS,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Wed 09:00  ask Engineering about 1
        h1  Wed 10:00  decline (no time)
        """,
    )
    assert held(teller) == {"Care": 24 + 24, NOBODY: 24, "Engineering": 1}


def test_after_an_answer_only_who_was_asked_since_holds_it(teller: Teller) -> None:
    teller.tell(
        THREE_DAYS,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 09:00  ask Engineering about 1
        h2  Mon 12:00  ask PR about 1
        h2  Mon 18:00  answer
        h3  Tue 09:00  ask Legal about 1 for approval
        h3  Thu 09:00  answer
        """,
    )
    # Engineering 3 h, then shared 6 h; the answer of PR; 15 h later Legal alone for two days; an hour to post it.
    assert held(teller) == {"Engineering": 6, "PR": 3, "Care": 15 + 1, "Legal, approval": 48}


def test_a_chain_of_passing_on_holds_one_after_the_other(teller: Teller) -> None:
    teller.tell(
        THREE_DAYS,
        asked=f"""{ROUND_THE_CLOCK}
        h1   Mon 09:00  ask Engineering about 1
        h1   Mon 15:00  pass to PR
        h1>  Tue 15:00  pass to Legal
        h1>> Wed 09:00  answer
        """,
    )
    assert held(teller) == {"Engineering": 6, "PR": 24, "Legal": 18, "Care": 25}


def test_two_hand_offs_of_one_department_share_and_the_department_has_both(teller: Teller) -> None:
    teller.tell(
        THREE_DAYS,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 09:00  ask Engineering about 1
        h2  Mon 09:00  ask Engineering about 1 for approval
        h3  Mon 09:00  ask PR about 1
        """,
    )
    third = pytest.approx(73 / 3)
    assert held(teller) == {"Engineering": third, "Engineering, approval": third, "PR": third}


OPEN_HOURS = """
    calendar    days UTC Mon-Fri 09:00-17:00
    calendar    nights UTC Mon-Fri 16:00-02:00
    department  Care days [social team]
    department  Engineering days
    department  PR nights
    department  Legal
"""


def test_while_the_department_is_closed_it_is_outside_hours(teller: Teller) -> None:
    """Asked at once on Monday at 9, answered on Thursday at 10: three days of 8 hours and one hour are open."""
    teller.tell(THREE_DAYS, asked=f"{OPEN_HOURS}\nh1 Mon 09:00 ask Engineering about 1")
    assert held(teller) == {"Engineering": 25, OUTSIDE: 48}
    assert teller.value(INTERNAL) == 1  # of the hours in which somebody could have answered


def test_of_several_only_those_who_are_open_share(teller: Teller) -> None:
    """A day: 9–16 Engineering alone, 16–17 both, 17–2 PR alone, 2–9 nobody."""
    timeline = """
        1  Mon 09:00  ann [on us]: My line is down.
        2  Tue 09:00  us > 1: Fixed.
    """
    teller.tell(timeline, asked=f"{OPEN_HOURS}\nh1 Mon 09:00 ask Engineering about 1\nh2 Mon 09:00 ask PR about 1")
    assert held(teller) == {"Engineering": 7.5, "PR": 9.5, OUTSIDE: 7}


def test_a_department_without_hours_counts_as_always_open(teller: Teller) -> None:
    timeline = """
        1  Mon 09:00  ann [on us]: My line is down.
        2  Tue 09:00  us > 1: Fixed.
    """
    teller.tell(timeline, asked=f"{OPEN_HOURS}\nh1 Mon 09:00 ask Engineering about 1\nh2 Mon 09:00 ask Legal about 1")
    assert held(teller) == {"Engineering": 4, "Legal": 20}


def test_the_social_team_is_outside_its_hours_too(teller: Teller) -> None:
    """Promised within 24 h: Monday 9–17 open, then closed until Tuesday 9; after that nobody logged."""
    teller.tell(THREE_DAYS, asked=OPEN_HOURS)
    assert held(teller) == {"Care": 8, OUTSIDE: 16, NOBODY: 49}


@pytest.mark.parametrize(("night", "hours"), [("2024-03-30", 7), ("2024-10-26", 9), ("2024-06-01", 8)])
def test_g15_on_nights_when_clocks_change_the_ledger_has_their_hours(teller: Teller, night: str, hours: int) -> None:
    """Closed on other days; from Saturday 12:00 to Sunday 12:00 UTC the public waits 24 hours all the same."""
    sunday = f"{night[:8]}{int(night[8:]) + 1:02d}"
    teller.tell(
        f"""
        1  {night} 12:00   ann [on us]: My line is down.
        2  {sunday} 12:00  us > 1: Fixed.
        """,
        until="2024-12-01 00:00",
        asked=f"""
        calendar    night Europe/Berlin Sat 22:00-06:00
        department  Engineering night
        h1  {night} 12:00  ask Engineering about 1
        """,
    )
    assert held(teller) == {"Engineering": hours, OUTSIDE: 24 - hours}


def test_g22_what_is_answered_meanwhile_ends_the_wait(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: My line is down.
        2  Mon 11:00  us > 1: We are looking into it.
        """,
        asked=f"{ROUND_THE_CLOCK}\nh1 Mon 10:00 ask Engineering about 1\nh1 Tue 09:00 answer",
    )
    assert held(teller) == {"Care": 1, "Engineering": 1}


def test_who_still_waits_waits_to_the_watermark_of_the_channel(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: My line is down.
        2  Mon 09:00  bob [on shop]: Mine, too.
        """,
        until="Tue 09:00",
        late={"shop": "Mon 15:00"},
        asked=f"{ROUND_THE_CLOCK}\nh1 Mon 10:00 ask Engineering about 1 2",
    )
    assert held(teller) == {"Care": 2, "Engineering": 23 + 5}
    assert held(teller, channels=(teller.channel("shop"),)) == {"Care": 1, "Engineering": 5}
    assert held(teller, departments=("Engineering",)) == {"Engineering": 28}


def test_what_was_asked_before_the_public_asked_counts_from_then(teller: Teller) -> None:
    """A second question of the same conversation finds the hand-off still open."""
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: My line is down.
        2  Mon 10:00  us > 1: We are looking into it.
        3  Mon 12:00  ann > 2: And?
        4  Mon 15:00  us > 3: Fixed.
        """,
        asked=f"{ROUND_THE_CLOCK}\nh1 Mon 09:30 ask Engineering about 1\nh1 Mon 14:00 answer",
    )
    assert held(teller) == {"Care": 0.5 + 1, "Engineering": 0.5 + 2}


def test_a_question_taken_back_is_waited_for_until_then(teller: Teller) -> None:
    teller.tell(
        "1  Mon 09:00  ann [on us] [deleted Mon 12:00]: My line is down.",
        asked=f"{ROUND_THE_CLOCK}\nh1 Mon 10:00 ask Engineering about 1",
    )
    assert held(teller) == {"Care": 1, "Engineering": 2}


def test_on_a_day_without_questions_nobody_held_anything(teller: Teller) -> None:
    teller.tell(THREE_DAYS, asked=ROUND_THE_CLOCK)
    sunday = Period(date(2024, 3, 10), date(2024, 3, 10))
    assert (held(teller, period=sunday), teller.value(LEDGER, period=sunday)) == ({}, 0)
    assert teller.measure(INTERNAL, period=sunday).estimate.reason == "no hand-off has been logged yet"


def test_who_logs_no_hand_offs_is_not_told_that_no_colleague_kept_anybody_waiting(teller: Teller) -> None:
    """Missing is not zero: hours there were, but nobody knows whose."""
    teller.tell(THREE_DAYS, asked=ROUND_THE_CLOCK)
    found = teller.measure(INTERNAL).estimate
    assert teller.value(LEDGER) > 0
    assert (found.value, found.reason) == (None, "no hand-off has been logged yet")


# Ownership -----------------------------------------------------------------------------------------------------------


def shares(teller: Teller, name: str, **scope: Any) -> dict[str, float | None]:
    return {part.key: part.estimate.value for part in teller.measure(name, "department", **scope).slices}


def test_answers_are_credited_by_account_by_colleague_and_by_signature_as_of_the_day(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: Hello?
        2  Mon 10:00  us > 1: Hello. -Ana
        3  Mon 11:00  ann > 2: And?
        4  Tue 10:00  us > 3: Hello! –ana
        5  Tue 11:00  ann > 4: And?
        6  Tue 12:00  us [sent_by ben] > 5: Hello?
        7  Tue 13:00  ann > 6: And?
        8  Tue 14:00  us > 7: Nobody signs this.
        9  Mon 09:00  bob [on shop]: Hello?
        10 Mon 10:00  shop > 9: Hello. ^XX
        11 Mon 09:00  cid [dm t]: Hello?
        12 Mon 10:00  us [dm t]: Hello, -Ana
        """,
        asked="""
        department  Care [social team]
        department  PR
        department  HR
        roster      Ana in PR until 2024-03-04 [signs -Ana]
        roster      Ana in HR from 2024-03-05 [signs -Ana]
        roster      Ben in HR
        roster      Shop in Care [handle shop]
        """,
    )
    # Public answers: PR 1 (Monday), HR 2, Care 1, and one that nobody signed. Direct messages are not public.
    assert shares(teller, ANSWERS) == {"Care": 1 / 4, "PR": 1 / 4, "HR": 2 / 4}
    found = teller.measure(ANSWERS, departments=("HR",))
    assert (found.estimate.value, found.estimate.n, found.details["known"]) == (2 / 4, 4, 4 / 5)
    shop = {"channels": (teller.channel("shop"),)}
    assert shares(teller, ANSWERS, **shop)["Care"] == 1


def test_needs_are_the_weights_of_topics_by_who_owns_them_when_it_began(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: My bill is wrong.
        2  Tue 09:00  bob [on us]: My billing, and the line is down.
        3  Tue 09:00  cid [on us]: Is the shop open?
        4  Tue 09:00  dan [on us]: Hello?
        """,
        asked="""
        department  Finance
        department  Engineering
        topic       bills: bill* -> Finance until 2024-03-04 [weight 3]
        topic       bills: bill* -> Engineering from 2024-03-05 [weight 3]
        topic       faults: line -> Engineering
        topic       hours: open
        """,
    )
    # Ann 1 to Finance; bob 3/4 and 1/4, both to Engineering by then; cid's topic has no owner, dan has no topic.
    assert shares(teller, NEED) == {"Finance": 1 / 2, "Engineering": 1 / 2}
    found = teller.measure(NEED, departments=("Finance",))
    assert (found.estimate.value, found.details["known"]) == (1 / 2, 2 / 3)
    assert teller.rows("select count(*), sum(share) from conversation_topics") == [(4, 3)]
    topics = {part.key: part.estimate.value for part in teller.measure("conversations.started", "topic").slices}
    assert topics == {"bills": 2, "faults": 0, "hours": 1, "(no topic)": 1}
    owners = {part.key: part.estimate.value for part in teller.measure("conversations.started", "department").slices}
    assert owners == {"Finance": 1, "Engineering": 1, "(no owner)": 2}


def test_the_words_of_a_topic_are_whole_words_in_any_case_and_phrases(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: POWER   cut here!
        2  Mon 09:00  bob [on us]: A powerful cut?
        3  Mon 09:00  cid [on us]: I can't log in.
        4  Mon 09:00  dan [on us]: My bills?
        5  Mon 09:00  eve [on us]: My waybill?
        """,
        asked="""
        topic  faults: power cut, can’t log in
        topic  bills: bill*
        """,
    )
    found = {part.key: part.estimate.value for part in teller.measure("conversations.started", "topic").slices}
    assert found == {"faults": 2, "bills": 1, "(no topic)": 2}
    teller.writer.execute("update topics set words = ['powerful'] where topic = 'faults'")
    teller.publish()
    found = {part.key: part.estimate.value for part in teller.measure("conversations.started", "topic").slices}
    assert found == {"faults": 1, "bills": 1, "(no topic)": 3}


def test_an_audience_is_found_by_the_words_of_its_names(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  daily_news [on us]: Hello?
        2  Mon 09:00  ann [on us]: Hello?
        """,
        asked="audience  press: *news, reporter",
    )
    found = {part.key: part.estimate.value for part in teller.measure("conversations.started", "audience").slices}
    assert found == {"press": 1, "(others)": 1}
