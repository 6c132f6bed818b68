"""Hand-offs that are noted in the dashboard, and until when a log was kept."""

from datetime import datetime

import pytest

from queries import reading
from tests.conversations import Teller, at
from tests.queries.asked_inside import (
    A_QUESTION,
    ASKED,
    DAY,
    IN_PROMISE,
    OVERDUE,
    RATES,
    REMINDERS,
    ROUND_THE_CLOCK,
    TIME,
    states,
)

DAY_OF_WORK = """
    h1  Mon 10:00  ask Engineering about 1
    h2  Mon 10:00  ask PR about 1 for approval [done]
"""
ACTS = {
    "h1  Mon 12:00  answer by Lea [done]": ("Engineering", "answered", at("Mon 12:00"), None),
    "h1  Mon 12:00  decline (no time) [done]": ("Engineering", "no time", None, at("Mon 12:00")),
    "h1  Mon 12:00  pass to Legal [done]": ("Engineering", "passed on", None, at("Mon 12:00")),
    "h2  Mon 12:00  close [done]": ("PR", "closed", None, at("Mon 12:00")),
    "h2  Mon 12:00  answer [done]": ("PR", "answered", at("Mon 12:00"), None),
    "h2  Mon 12:00  remind [done]": ("PR", None, None, None),
    "h3  Mon 12:00  ask Legal about 1 [done]": ("Legal", None, None, None),
}


@pytest.mark.parametrize("line", ACTS)
def test_what_is_done_in_the_dashboard_counts_until_it_is_undone(teller: Teller, line: str) -> None:
    organisation = f"{ROUND_THE_CLOCK}{DAY_OF_WORK}"
    teller.tell(A_QUESTION, asked=organisation)
    everything = "select * exclude (channel_key) from requests order by all"
    without = teller.rows(everything)
    teller.ask(line)
    done = teller.rows("select department, outcome, answered_at, ended_at from requests order by all")
    assert ACTS[line] in done
    assert teller.rows(everything) != without
    teller.writer.execute("update handoff_acts set undone_at = now()::timestamp where act_id = 'a2'")
    teller.publish()
    assert teller.rows(everything) == without
    teller.tell(A_QUESTION, asked=f"{organisation}{line} [undone]")
    assert teller.rows(everything) == without


def test_an_ask_that_was_undone_takes_with_it_what_followed(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1 [done] [undone]
        h1  Mon 11:00  pass to PR
        h1> Mon 12:00  answer
        """,
    )
    assert teller.value(ASKED) == 0


def test_of_two_ends_the_first_counts_and_an_earlier_answer_before_a_later(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 14:00  close [done]
        h1  Mon 12:00  decline (not important) [done]
        h2  Mon 10:00  ask PR about 1
        h2  Mon 14:00  answer by Ben
        h2  Mon 12:00  answer by Ann [done]
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Mon 12:00"), "not important"),
        ("PR", at("Mon 10:00"), at("Mon 12:00"), None, "answered"),
    ]
    assert teller.rows("select answered_by from requests where department = 'PR'") == [("Ann",)]


def test_a_dispute_changes_no_figure_and_can_be_left_out(teller: Teller) -> None:
    asked = f"""{ROUND_THE_CLOCK}
        promise  Engineering 1 h
        h1  Mon 10:00  ask Engineering about 1
        h2  Mon 10:00  ask PR about 1
    """
    teller.tell(A_QUESTION, asked=asked)
    names = (ASKED, TIME, OVERDUE, REMINDERS, *RATES)
    before = {name: teller.measure(name) for name in names}
    teller.ask("h1  Mon 11:00  dispute: that was never ours")
    assert teller.rows("select dispute from requests order by department") == [("that was never ours",), (None,)]
    for name in names:
        assert teller.measure(name) == before[name], name
    assert teller.value(ASKED, without_disputed=True) == 1


def test_the_same_day_in_the_dashboard_and_in_the_log_gives_the_same_figures(teller: Teller) -> None:
    day = f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1 for approval
        h1  Mon 11:00  remind
        h1  Mon 12:00  pass to PR
        h1> Mon 13:00  answer by Ben
        h2  Mon 10:00  ask Legal about 1
        h2  Mon 12:00  decline (does not know)
    """
    teller.tell(A_QUESTION, asked=day)
    columns = "department, kind, asked_at, answered_at, answered_by, ended_at, outcome, reminders, conversation_key"
    logged = teller.rows(f"select {columns} from requests order by all")
    teller.tell(
        A_QUESTION, asked=day.replace("about 1\n", "about 1 [done]\n").replace("approval\n", "approval [done]\n")
    )
    assert teller.rows(f"select {columns} from requests order by all") == logged
    assert teller.rows("select distinct source from requests") == [("dashboard",)]


def test_what_is_asked_after_the_log_was_seen_is_not_there_yet(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        log_until="Tue 09:00",
        asked=f"""{ROUND_THE_CLOCK}
        promise  Engineering 1 d
        h1  Mon 09:00  ask Engineering about 1
        h1  Tue 09:01  answer
        h2  Wed 09:00  ask Engineering about 1
        """,
    )
    assert teller.value(ASKED) == 1
    found = teller.measure(TIME)
    assert (found.estimate.value, found.estimate.at_least, found.watermark) == (None, DAY, datetime(2024, 3, 5, 9))
    assert teller.rate(IN_PROMISE) == (0, 1)


def test_what_the_log_says_of_later_than_it_was_kept_is_not_there_yet(teller: Teller) -> None:
    """Asked on Monday, the log was kept for two weeks, and an answer of the fourth stands in it."""
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Mon+4w 10:00 answer"
    teller.tell(A_QUESTION, asked=asked, log_until="Mon+2w 12:00")
    assert teller.rate("handoffs.never_answered") == (1, 1)
    assert teller.measure(TIME).details["still_waiting"] == 1


def test_a_log_was_kept_until_it_says_or_the_last_thing_was_done_about_it(teller: Teller) -> None:
    """Kept until Friday 10:00; an answer in the dashboard on Saturday is seen, and so is what had come until then."""
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh2 Mon 10:00 ask Engineering about 2"
    question = f"{A_QUESTION}\n2  Mon 09:00  bob: Mine, too."
    teller.tell(question, asked=asked, log_until="Fri 10:00")
    seen_until = "select watermark from handoff_watermarks"
    assert teller.rows(seen_until) == [(at("Fri 10:00"),)]
    teller.ask("h1 Sat 10:00 answer [done]")
    assert teller.rows(seen_until) == [(at("Sat 10:00"),)]
    assert teller.measure(TIME).details["still_waiting"] == 1


def test_a_log_that_does_not_say_is_kept_still_and_seen_as_far_as_our_channels(teller: Teller) -> None:
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1"
    teller.tell(A_QUESTION, asked=asked, until="Mon+1w 00:00")
    teller.writer.execute("delete from handoff_sources")
    teller.publish()
    assert teller.rows("select watermark from handoff_watermarks") == [(at("Mon+1w 00:00"),)]
    teller.ask("h1 Mon+2w 10:00 answer [done]")
    assert teller.rows("select watermark from handoff_watermarks") == [(at("Mon+2w 10:00"),)]


@pytest.mark.parametrize(
    ("kept_until", "lines", "seen_until"),
    [
        ("Fri 10:00", "h1 Thu 10:00 answer [done]", "Fri 10:00"),
        ("Fri 10:00", "h1 Sat 10:00 answer [done] [undone]", "Fri 10:00"),  # what was undone is nothing
        ("Fri 10:00", "h1 Sat 10:00 remind [done]\nh1 Sun 10:00 answer [done]", "Sun 10:00"),
        ("Fri 10:00", "h1 Sun 10:00 remind [done]\nh1 Sat 10:00 remind [done]", "Sun 10:00"),
        ("Fri 10:00", "h1 Sat 10:00 remind [done]\nh1 Sun 10:00 answer [done] [undone]", "Sat 10:00"),
        (None, "", "Wed 12:00"),  # as far as our channels
        (None, "h1 Thu 10:00 remind", "Thu 10:00"),
        (None, "h1 Thu 10:00 answer", "Thu 10:00"),
        (None, "h1 Thu 10:00 decline (no time)", "Thu 10:00"),
        (None, "h1 Thu 10:00 remind\nh1 Fri 10:00 remind\nh1 Tue 10:00 remind", "Fri 10:00"),
        (None, "h2 Thu 10:00 ask Engineering", "Thu 10:00"),
        (None, "h1 Thu 10:00 answer [done] [undone]", "Wed 12:00"),
        (None, "h1 Tue 10:00 answer", "Wed 12:00"),
    ],
)
def test_until_when_a_log_has_been_seen(teller: Teller, kept_until: str | None, lines: str, seen_until: str) -> None:
    asked = f"department Engineering\nh1 Mon 10:00 ask Engineering about 1\n{lines}"
    teller.tell(A_QUESTION, asked=asked, until="Wed 12:00", log_until=kept_until)
    if kept_until is None:
        teller.writer.execute("delete from handoff_sources")
        teller.publish()
    assert teller.rows("select source, watermark from handoff_watermarks") == [("log", at(seen_until))]


def test_a_log_that_says_and_the_dashboard_that_does_not_are_each_seen_until_their_own_end(teller: Teller) -> None:
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh2 Sat 11:00 ask Engineering [done]"
    teller.tell(A_QUESTION, asked=asked, until="Wed 12:00", log_until="Fri 10:00")
    assert teller.rows("select source, watermark from handoff_watermarks order by source") == [
        ("dashboard", at("Sat 11:00")),
        ("log", at("Fri 10:00")),
    ]


def test_what_is_asked_after_the_end_of_the_data_is_held_where_somebody_waits(teller: Teller) -> None:
    """Our channels end on Friday; on Saturday Engineering is asked. Of the week before, nobody had been asked."""
    asked = "department Engineering\nh1 Sat 10:00 ask Engineering about 1"
    teller.tell(A_QUESTION, asked=asked, until="Fri 10:00", log_until="Sat 12:00")
    scope = {"watermark": at("Fri 10:00"), "channels": (), "platforms": (), "departments": (), "topics": ()}
    shown = scope | {"audiences": (), "holder": "", "age_from": 0.0, "age_to": 1e12, "limit": 9, "offset": 0}

    def held(until: datetime) -> tuple[list[str], list[str]]:
        (row,) = reading.read(teller.snapshot, "waiting", shown | {"until": until})
        by_holder = reading.read(teller.snapshot, "waiting_by_holder", shown | {"until": until})
        return [one["department"] for one in row["handoffs"]], [one["holder"] for one in by_holder]

    assert held(at("Sat 00:00")) == (["Engineering"], ["Engineering"])  # the period reaches the end of the data
    assert held(at("Wed 00:00")) == ([], ["(no hand-off logged)"])
