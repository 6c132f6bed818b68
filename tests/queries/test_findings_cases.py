"""The findings in their four cases: on weeks that a reader can follow, on nothing, on silence, and on one item."""

import json
from datetime import timedelta
from typing import Any

import pytest

from queries.__main__ import main
from queries.diagnosis import SYMPTOMS, diagnose
from queries.findings import FINDINGS
from queries.replay import if_answered_within
from queries.risk import risk_difference
from queries.scope import Scope
from tests.conversations import ALWAYS, MONDAY, Teller, said
from tests.queries.test_every_metric import ONE_CONVERSATION, ONE_HANDOFF, TEN_ARE_ASKED, TEN_ASK

HOUR = 3600
EVER = Scope(ALWAYS, compare="none")
DEPARTMENTS = "department Care [social team]\ndepartment Engineering\npromise Engineering 4 h\n"


@pytest.fixture
def silence(teller: Teller) -> Teller:
    """Ten ask, Engineering is asked about each, nobody ever answers."""
    teller.tell(TEN_ASK, asked=DEPARTMENTS + TEN_ARE_ASKED, until="Mon+3w 10:00")
    return teller


# Risk difference -----------------------------------------------------------------------------------------------------


def compare(teller: Teller, questions: str, handoffs: str, least: int = 2) -> tuple[object, ...]:
    """Exposed and others, their risks, and strata left out, where two in an arm are enough."""
    teller.writer.execute("delete from settings")
    teller.tell(questions, asked=f"{DEPARTMENTS}topic bills: invoice\n{handoffs}", until="Mon+3w 00:00")
    teller.writer.execute("insert into settings values ('minimum_n', $1)", [str(least)])
    teller.publish()
    found = risk_difference(teller.snapshot, EVER)
    teller.writer.execute("delete from settings")
    return found.exposed, found.others, found.exposed_risk, found.others_risk, found.dropped_strata, found.estimate


def told(name: str, handed: str, ours: str | None, channel: str = "us", text: str = "Hello?") -> tuple[str, str]:
    """Somebody asks on Monday at 09:00, Engineering at 10:00 (so by 14:00), and we answer `ours`."""
    question = f"{name} Mon 09:00 p{name} [on {channel}]: {text}\n"
    answer = f"{name}a {ours} {channel} > {name}: Yes.\n" if ours else ""
    ask = f"h{name} Mon 10:00 ask Engineering about {name}\n"
    return question + answer, ask + (f"h{name} {handed} answer\n" if handed else "")


def both(*parts: tuple[str, str]) -> tuple[str, str]:
    return "".join(part[0] for part in parts), "".join(part[1] for part in parts)


TWO_CHANNELS = both(
    # On us four were handed over late: three had no answer by Tuesday 09:00. Four in time: one had none.
    told("1", "Mon 14:01", "Mon 20:00"),
    told("2", "Mon 14:01", None),
    told("3", "", "Tue 09:01"),
    told("4", "", None),
    told("5", "Mon 14:00", "Mon 14:00"),  # in time and at the landmark, to the minute
    told("6", "Mon 12:00", "Tue 09:00"),
    told("7", "Mon 12:00", "Mon 20:00"),
    told("8", "Mon 12:00", None),
    # On the shop's: one of two, and one of two.
    told("9", "Mon 15:00", None, "shop"),
    told("10", "Mon 15:00", "Mon 20:00", "shop"),
    told("11", "Mon 12:00", None, "shop"),
    told("12", "Mon 12:00", "Mon 20:00", "shop"),
)


def test_the_risk_difference_weighs_channels_by_their_arms(teller: Teller) -> None:
    """On us 3/4 − 1/4, weight 4 × 4 ÷ 8 = 2; on shop 1/2 − 1/2, weight 2 × 2 ÷ 4 = 1: (2 × 1/2 + 0) ÷ 3."""
    *counts, estimate = compare(teller, *TWO_CHANNELS)
    assert counts == [6, 6, 4 / 6, 2 / 6, 0]
    assert (estimate.value, estimate.n) == (pytest.approx(1 / 3), 12)
    assert estimate.low < 1 / 3 < estimate.high
    assert compare(teller, *TWO_CHANNELS, least=7)[-1].reason == "fewer than 7 to compare with"


OUTSIDE = {
    "answered before the landmark": told("20", "Mon 15:00", "Mon 13:59"),
    "another topic, with one arm alone": told("21", "", None, text="My invoice?"),
    "asked before the public did": (told("22", "", None)[0], "h22 Mon 08:59 ask Engineering about 22\n"),
    "due with the public or after": (told("23", "", None)[0], "h23 Tue 05:00 ask Engineering about 23\n"),
    "asked after we had answered": (told("24", "", "Mon 10:00")[0], "h24 Mon 10:00 ask Engineering about 24\n"),
    "taken back before its time was up": (
        "25 Mon 09:00 p25 [on us] [deleted Tue 08:59]: Hello?\n",
        "h25 Mon 10:00 ask Engineering about 25\n",
    ),
    "not due yet when the data ends": (
        "26 Sun+2w 09:00 p26 [on us]: Hello?\n",
        "h26 Sun+2w 10:00 ask Engineering about 26\n",
    ),
    "a department without a promise": (told("27", "", None)[0], "h27 Mon 10:00 ask Care about 27\n"),
}


TWO_TOPICS = "Refund? Claim?"
PR = "department PR\npromise PR 4 h\nh41b Mon 20:00 ask PR about 41\n"
INSIDE = {
    "asked with the question": (
        told("40", "", "Mon 20:00")[0],
        "h40 Mon 09:00 ask Engineering about 40\nh40 Mon 15:00 answer\n",
    ),
    # What is asked when we answer is due at midnight: it would put the landmark after our answer.
    "asked again when we answered": both(told("41", "Mon 15:00", "Mon 20:00"), ("", PR)),
    "about two topics": both(
        told("42", "Mon 15:00", "Mon 20:00", text=TWO_TOPICS),
        told("43", "Mon 12:00", "Mon 20:00", text=TWO_TOPICS),
        ("", "topic refunds: refund\ntopic claims: claim\n"),
    ),
    "due when the data ends": ("44 Sun+2w 00:00 p44 [on us]: Hello?\n", "h44 Sun+2w 01:00 ask Engineering about 44\n"),
}


@pytest.mark.parametrize("counts", INSIDE)
def test_what_says_something_of_silence_is_counted_once(teller: Teller, counts: str) -> None:
    exposed, others, *_ = compare(teller, *both(TWO_CHANNELS, INSIDE[counts]))
    assert (exposed, others) == (7, 7 if "topics" in counts else 6)


def test_as_many_as_the_minimum_in_each_arm_are_enough(teller: Teller) -> None:
    assert compare(teller, *TWO_CHANNELS, least=6)[-1].value == pytest.approx(1 / 3)


@pytest.mark.parametrize("left_out", OUTSIDE)
def test_what_says_nothing_of_silence_is_left_out(teller: Teller, left_out: str) -> None:
    *counts, _ = compare(teller, *both(TWO_CHANNELS, OUTSIDE[left_out]))
    assert counts == [6, 6, 4 / 6, 2 / 6, int("one arm" in left_out)]


def test_of_several_hand_offs_the_last_to_fall_due_is_the_landmark_and_one_missed_is_enough(teller: Teller) -> None:
    """PR was asked at noon, so by 16:00: our answer at 15:00 came too early to tell, though Engineering's was up."""
    question, first = told("30", "Mon 12:00", "Mon 15:00")
    pr = "h30b Mon 12:00 ask PR about 30\n"
    asked = "department PR\npromise PR 4 h\n" + first + pr
    assert compare(teller, *both(TWO_CHANNELS, (question, asked)))[:2] == (6, 6)
    later = question.replace("Mon 15:00", "Mon 16:00")
    assert compare(teller, *both(TWO_CHANNELS, (later, asked)))[:2] == (7, 6)  # PR's was missed
    assert compare(teller, *both(TWO_CHANNELS, (later, f"{asked}h30b Mon 13:00 answer")))[:2] == (6, 7)


def test_a_question_taken_back_after_its_time_was_up_was_left_unanswered(teller: Teller) -> None:
    gone = ("31 Mon 09:00 p31 [on us] [deleted Tue 09:00]: Hello?\n", "h31 Mon 10:00 ask Engineering about 31\n")
    *counts, _ = compare(teller, *both(TWO_CHANNELS, gone))
    assert counts == [7, 6, 5 / 7, 2 / 6, 0]


@pytest.mark.parametrize("world", ["nothing", "silence", "one"])
def test_without_two_arms_there_is_no_risk_difference(teller: Teller, world: str) -> None:
    """In silence every hand-off was late: ten exposed in one stratum, and nobody to compare them with."""
    questions, handoffs = {
        "nothing": ("", ""),
        "silence": (TEN_ASK, TEN_ARE_ASKED),
        "one": told("1", "Mon 12:00", "Mon 20:00"),
    }[world]
    *counts, estimate = compare(teller, questions, handoffs, least=10)
    assert counts == [0, 0, None, None, 0 if world == "nothing" else 1]
    assert (estimate.value, estimate.n, estimate.reason) == (None, 0, "fewer than 10 to compare with")


# Replay --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("until", [None, "Mon+26w 00:00"], ids=["empty warehouse", "nothing said"])
def test_of_nothing_nothing_is_replayed(teller: Teller, until: str | None) -> None:
    teller.tell("", until=until)
    found = if_answered_within(teller.snapshot, EVER, HOUR)
    assert (found.rate, found.more.low, found.more.high, found.moved) == (None, 0, 0, 0)


def test_in_silence_nobody_knows_how_we_would_have_answered(silence: Teller) -> None:
    """We have never answered anything after a hand-off, so nothing says how soon we would have."""
    found = if_answered_within(silence.snapshot, EVER, 0)
    assert found.rate is not None
    assert (found.actual.estimate.n, found.rate.low, found.rate.high, found.moved) == (10, 0, 0, 0)


def test_a_single_wait_with_a_single_gate_moves_alone(teller: Teller) -> None:
    """Asked 09:00, gate 09:00 to 09:30, ours at 10:00. With the gate open at once it is 09:30, in time as before."""
    teller.tell(ONE_CONVERSATION, asked=ONE_HANDOFF)
    found = if_answered_within(teller.snapshot, EVER, 0)
    assert found.rate is not None
    assert (found.moved, found.more.low, found.more.high) == (1, 0, 0)
    assert found.rate.low == found.rate.high == found.actual.estimate.value == 2 / 3  # August's was never answered


ANSWERED_ON_US = """
    1  Mon 09:00  ann [on us]: My line is down.
    2  Wed 11:00  us > 1: Engineering says it is mended.
"""
ENGINEERING = """
    department Engineering
    h1 Mon 10:00 ask Engineering about 1
    h1 Wed 09:00 answer
    h2 Mon 10:00 ask Engineering about 3
"""


def test_a_channel_that_never_answered_after_a_gate_takes_the_reaction_of_the_others(teller: Teller) -> None:
    """Two hours on us. The shop's question waits for Engineering alone: 4 h, then 2 h, is Monday 16:00, in time."""
    teller.tell(f"{ANSWERED_ON_US}\n3  Mon 09:00  bob [on shop]: Mine, too.", asked=ENGINEERING)
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.more.low, found.more.high) == (1, 2)


def test_a_channel_takes_its_own_reaction_before_that_of_all(teller: Teller) -> None:
    """On shop it took us 20 h after the gate: 4 h and 20 h after 10:00 is Tuesday 10:00, too late."""
    teller.tell(
        f"""{ANSWERED_ON_US}
        3  Mon 09:00  bob [on shop]: Mine, too.
        4  Mon 09:00  cid [on shop]: And mine.
        5  Thu 05:00  shop > 4: Engineering says it is mended.
        """,
        asked=f"{ENGINEERING}h3 Wed 08:00 ask Engineering about 4\nh3 Wed 09:00 answer",
    )
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.more.low, found.more.high) == (1, 1)


def test_who_waits_for_more_than_hand_offs_gains_nothing_even_at_best(teller: Teller) -> None:
    """Bob's hand-off was refused: had others been faster, he would still wait for us."""
    teller.tell(
        f"{ANSWERED_ON_US}\n3  Mon 09:00  bob [on us]: Mine, too.",
        asked=f"{ENGINEERING}h2 Mon 11:00 decline (no time)",
    )
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.more.low, found.more.high) == (1, 1)


def test_a_question_taken_back_before_its_time_was_up_is_not_replayed(teller: Teller) -> None:
    teller.tell(
        f"{ANSWERED_ON_US}\n3  Mon 09:00  bob [on us] [deleted Tue 08:00]: Mine, too.",
        asked=ENGINEERING,
    )
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.actual.estimate.n, found.more.low, found.more.high) == (1, 1, 1)


def test_what_came_at_the_moment_of_our_answer_was_a_gate(teller: Teller) -> None:
    """Within four hours it comes on Monday at 14:00, and so does ours."""
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Wed 11:00 answer"
    teller.tell(ANSWERED_ON_US, asked=asked)
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.moved, found.more.low, found.more.high) == (1, 1, 1)


def test_nobody_answers_at_the_close_of_the_day_before_they_are_asked(teller: Teller) -> None:
    """Asked on Saturday at 15:30, at once is then and not Friday 17:00; ours an hour later is half an hour too late."""
    teller.tell(
        """
        1  Fri 16:00     ann: My line is down.
        2  Mon+1w 11:00  us > 1: Engineering says it is mended.
        """,
        asked="calendar office UTC Mon-Fri 09:00-17:00\ndepartment Engineering office\n"
        "h1 Sat 15:30 ask Engineering about 1\nh1 Mon+1w 10:00 answer",
    )
    found = if_answered_within(teller.snapshot, EVER, 0)
    assert (found.moved, found.more.low, found.more.high) == (1, 0, 0)


# Diagnosis -----------------------------------------------------------------------------------------------------------


def verdicts(teller: Teller) -> dict[str, str]:
    return {finding.symptom.name: finding.verdict for finding in diagnose(teller.snapshot, EVER)}


def test_the_six_symptoms_of_a_week_with_a_hundred_hand_offs(teller: Teller) -> None:
    """A hundred ask and have our answer after an hour. Engineering holds each six minutes, then 40 are answered, 30 of
    these with a leader; 20 have no time, 40 are not important. The limits are Wilson's for a hundred.

    siloed: all input is Engineering's, of three departments. Marketing: 100 % (from 96) answered. No time: 20 % (13 to
    29), more than 5, perhaps not 15. Leaders: 30 % (22 to 40) is more than 5. Won't: 60 % (50 to 69) without an answer.
    Impossible: 100 % within a day; 10 % (6 to 17) of the waiting was for colleagues.
    """
    asked, lines = [], [f"{DEPARTMENTS}department PR\nroster Lea in Engineering [leader]"]
    for k in range(100):
        begin = MONDAY + timedelta(hours=k)
        asked += [said(f"q{k}", begin, f"p{k}", channel_id="us")]
        asked += [said(f"a{k}", begin + timedelta(hours=1), "us", parent_id=f"q{k}")]
        handed, ended = (begin + timedelta(minutes=minutes) for minutes in (6, 12))
        end = "answer by Lea" if k < 30 else "answer by Ben" if k < 40 else "decline (no time)"
        end = "decline (not important)" if k >= 60 else end
        lines += [f"h{k} {handed:%Y-%m-%d %H:%M} ask Engineering about q{k}", f"h{k} {ended:%Y-%m-%d %H:%M} {end}"]
    teller.tell(asked, asked="\n".join(lines))
    assert verdicts(teller) == {
        "departments are siloed": "clear signs",
        "social is treated as marketing": "no sign",
        "departments say they have no time": "some signs",
        "leaders are not included": "no sign",
        "departments can't or won't answer": "clear signs",
        "timely answers are impossible": "no sign",
    }


def test_in_silence_three_symptoms_are_clear_and_of_the_others_nothing_is_known(silence: Teller) -> None:
    """Of ten, none: Wilson's limits are 0 and 28 %; all: 72 and 100 %."""
    assert verdicts(silence) == {
        "departments are siloed": "not enough evidence",
        "social is treated as marketing": "clear signs",
        "departments say they have no time": "not enough evidence",
        "leaders are not included": "not enough evidence",
        "departments can't or won't answer": "clear signs",
        "timely answers are impossible": "clear signs",
    }


@pytest.mark.parametrize("is_one", [False, True], ids=["nothing", "one"])
def test_nothing_and_one_item_are_not_enough_evidence(teller: Teller, is_one: bool) -> None:
    teller.tell(ONE_CONVERSATION if is_one else "", asked=ONE_HANDOFF if is_one else "")
    assert verdicts(teller) == {symptom.name: "not enough evidence" for symptom in SYMPTOMS}


# On the command line -------------------------------------------------------------------------------------------------


def asked_for(
    teller: Teller, capsys: pytest.CaptureFixture[str], name: str, *options: str
) -> tuple[dict[str, Any], str]:
    """A finding as data, and in words."""
    where = ["--since", "2024-03-04", "--until", "2024-03-31"] if FINDINGS[name].takes else []
    where += ["--warehouse", str(teller.writer.home.folder)]
    assert main(["measure", name, *options, "--format", "json", *where]) == 0
    data = json.loads(capsys.readouterr().out)
    assert main(["measure", name, *options, *where]) == 0
    return data, capsys.readouterr().out


def test_the_replay_is_played_for_the_departments_that_are_named(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two late answers one lies with Engineering: with it alone at once, one more question is in time."""
    questions, handed = both(told("1", "Tue 10:00", "Tue 10:30"), told("2", "Tue 10:00", "Tue 10:30"))
    teller.tell(
        questions,
        asked=DEPARTMENTS
        + "department Legal\n"
        + handed.replace("h2 Mon 10:00 ask Engineering", "h2 Mon 10:00 ask Legal"),
    )
    data, words = asked_for(
        teller, capsys, "replay.if_answered_within", "--within", "30m", "--department", "Engineering"
    )
    assert (data["within"], data["departments"], data["value"], data["n"]) == (1800, ["Engineering"], 0, 2)
    assert (data["more"], data["rate"], data["moved"]) == ({"low": 1, "high": 1}, {"low": 0.5, "high": 0.5}, 1)
    assert "had Engineering answered within 0.5 h: 1 to 1 more in time, 0.0 % → 50.0 to 50.0 % of 2" in words
    data, _ = asked_for(teller, capsys, "replay.if_answered_within", "--within", "30m")
    assert (data["departments"], data["more"]) == ([], {"low": 2, "high": 2})


@pytest.mark.parametrize("name", sorted(FINDINGS))
def test_each_finding_says_what_it_found_or_why_not(
    silence: Teller, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, words = asked_for(silence, capsys, name)
    assert data["finding"] == name
    period = "2024-03-04 to 2024-03-31 (UTC)\n" if FINDINGS[name].takes else ""
    assert words.startswith(f"{FINDINGS[name].label} ({name})\n{period}\n")
    assert (data["period"] is None) == (not period)
    if name.startswith("diagnosis."):
        (found,) = [one for one in diagnose(silence.snapshot, EVER) if one.symptom.key == name.split(".")[1]]
        assert data["verdict"] == found.verdict
        assert [sign["value"] for sign in data["signs"]] == [one.estimate.value for one in found.evidence]
        assert found.verdict in words
    elif name == "silence.risk_difference":
        assert (data["value"], data["reason"]) == (None, "fewer than 10 to compare with")
        assert "unknown: fewer than 10" in words


@pytest.mark.parametrize(
    ("name", "options", "idle"),
    [
        ("diagnosis.siloed", ["--by", "week"], "--by"),
        ("diagnosis.siloed", ["--format", "csv"], "--format csv"),
        ("diagnosis.siloed", ["--within", "4h", "--compare", "year"], "--compare, --within"),
        ("objectives.pace", ["--since", "2024-03-04"], "--since"),
        ("conversations.reply_rate", ["--within", "4h"], "--within is for replay.if_answered_within alone"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    silence: Teller, capsys: pytest.CaptureFixture[str], name: str, options: list[str], idle: str
) -> None:
    assert main(["measure", name, *options, "--warehouse", str(silence.writer.home.folder)]) == 1
    said = capsys.readouterr().err
    assert idle in said
    assert said.endswith("Leave it out.\n")
