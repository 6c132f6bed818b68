"""Every metric in four cases: in a week that a reader can follow, on nothing, where nobody answers, and on one item.

Each case is a table over all metrics, so that a new one without its four expectations fails. Durations are in seconds,
shares fractions from 0 to 1. Figures with special rules have more cases of their own in the other files here.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import log

import pytest

from queries.measurement import Measurement
from queries.metric import metrics
from queries.scope import Period
from queries.slices import has_slice
from tests import facts
from tests.conversations import Teller

HOUR, DAY = 3600, 86400
TOO_FEW = "too few to say"
NOTHING = "nothing to judge in this period"
THE_WEEK = Period(date(2024, 3, 4), date(2024, 3, 10))

#: Value and n; in place of a value the reason why there is none.
Case = tuple[float | str, int]

#: What can only be asked for of one department.
OF_ENGINEERING = ("ownership.answer_share", "ownership.gap", "ownership.need_share")


def check(teller: Teller, name: str, case: Case, period: Period = THE_WEEK) -> Measurement:
    """A figure, or its reason, and n; a figure over fewer than ten is too few to say, but for a plain count."""
    expected, n = case
    departments = ("Engineering",) if name in OF_ENGINEERING else ()
    found = teller.measure(name, period=period, departments=departments)
    if isinstance(expected, str):
        assert (found.estimate.value, found.estimate.reason, found.estimate.n) == (None, expected, n)
        return found
    assert (found.estimate.value, found.estimate.n) == (pytest.approx(expected), n)
    is_weak = n < 10 and name not in COUNTED and not (name in HOURS and n == 0)
    assert found.estimate.reason == (TOO_FEW if is_weak else None)
    return found


# A week that a reader can follow -------------------------------------------------------------------------------------

A_WEEK = """
    z1  2023-08-01 09:00  zoe [on us]: Hello?
    z2  2023-08-01 10:00  us > z1: Hello.
    y1  2024-02-05 09:00  ann [on us]: My line is down.
    y2  2024-02-05 10:00  us > y1: Which one?
    y3  2024-02-05 11:00  ann > y2: The red one.
    y4  2024-02-05 12:00  us > y3: Fixed.
    x1  2024-02-06 09:00  ann [on us]: My line is down.
    x2  2024-02-06 10:00  us > x1: Which one?
    x3  2024-02-06 11:00  ann > x2: The blue one.
    x4  2024-02-06 12:00  us > x3: Fixed.
    p   Mon 08:00         us [on us]: Shall we open on Sundays?
    q   Wed 08:00         us [on us]: Our new catalogue.
    a1  Mon 09:00         ann > p: My line is down.
    a2  Mon 10:00         us > a1: Is it the red one? -Pri
    a3  Mon 11:00         ann > a2: Which one is red?
    a4  Mon 15:00         us > a3: Fixed. -Pri
    b1  Tue 09:00         bob [on us]: Where is my invoice?
    b2  Tue 11:00         bob > b1: Anybody there?
    b3  Thu 09:00         us > b1: In your box.
    b4  Thu 10:00         bob > b3: Thanks!
    c1  Wed 09:00         zoe [on shop]: My line is down.
    d1  Fri 09:00         dan [mention]: Has anybody tried @us?
    d2  Fri 10:00         us > d1: We have. -Lea
    e1  Fri 09:00         eve [review]: I have tried @us, never again.
    f1  Fri 12:00         flo [to gil]: Does anybody know a good shop?
    f2  Fri 13:00         us > f1: We think we are one. -Pri
    f3  Fri 14:00         flo > f2: Where are you?
    f4  Fri 15:00         us > f3: Everywhere. -Pri
"""
ASKED = """
    department  Care [social team]
    department  Engineering
    department  PR
    roster      Priya in Care [signs -Pri]
    roster      Lea in Engineering [leader] [signs -Lea]
    promise     Engineering 4 h
    promise     PR 24 h
    topic       faults: line -> Engineering
    topic       bills: invoice -> Care
    h1   Mon 09:15  ask Engineering about a1
    h1   Mon 09:45  answer by Lea
    h2   Mon 11:15  ask PR about a3
    h2   Mon 14:15  answer by Ida
    h3   Tue 09:00  ask PR about b1
    h3   Tue 10:00  remind
    h3   Tue 12:00  remind
    h3   Wed 09:00  pass to Engineering
    h3>  Thu 08:00  answer by Ben [done]
    h4   Wed 10:00  ask Engineering about c1
    h4   Wed 11:00  decline (no time)
    h5   Fri 09:00  ask PR about 99
"""

GOLDEN: Mapping[str, Case] = {
    "conversations.started": (6, 6),  # ann, bob, zoe, dan, eve, flo
    "conversations.reply_rate": (4 / 7, 7),  # ann twice, dan, flo; not bob after 48 h, nor zoe, nor eve
    "conversations.ever_answered": (4 / 6, 6),  # all but zoe and eve
    "conversations.first_response": (48 * HOUR, 5),  # ann 1 h, dan 1 h, bob 48 h; zoe and eve wait: the third of five
    "conversations.next_response": (HOUR, 2),  # flo 1 h, ann 4 h: half are answered by 1 h
    "conversations.two_way": (1 / 4, 4),  # of ann, bob, dan and flo only ann came back with more than thanks
    "conversations.depth": (1, 4),  # ann 2, bob 1, dan 1, flo 1
    "conversations.waiting": (2, 2),  # zoe and eve
    "conversations.asked_again": (1 / 4, 4),  # ann's "Which one is red?"
    "conversations.chased": (1 / 7, 7),  # bob, two hours after
    "interactivity.reply_share": (6 / 8, 8),  # turns: ann 2, bob 1, dan 1, flo 2; and two posts
    "interactivity.reciprocity": (3 / 6, 6),  # ann 2/2, bob 1/2 (thanks left out), dan 1/1, flo 1/2, zoe and eve 0
    "interactivity.invitations": (1 / 2, 2),  # the first asks
    "interactivity.sparked": (1 / 2, 2),  # ann wrote under the first
    "interactivity.joined": (1 / 2, 2),  # dan's mention, not eve's review
    "interactivity.outreach": (1, 1),  # flo
    "interactivity.index": (100 * (4 / 7 * 1 / 4 * 6 / 8 * 3 / 6) ** (1 / 4), 4),  # four of the above
    "people.participants": (6, 6),
    "people.returning": (1 / 6, 6),  # ann; zoe was here longer ago than 180 days
    "people.new_voices": (4, 4),  # bob, dan, eve, flo
    "people.core": (1, 1),  # ann's third
    "handoffs.asked": (6, 6),  # h1 to h5, and what PR passed on
    "handoffs.answered_in_promise": (2 / 6, 6),  # h1, h2; not: passed on, after 23 of 4 h, declined, open
    "handoffs.time_to_answer": (23 * HOUR, 6),  # half an hour, 3 h, 23 h: half; the other three never
    "handoffs.never_answered": (3 / 6, 6),  # passed on, declined, and open for more than 14 days
    "handoffs.declined": (1 / 5, 5),  # of five that came to an end
    "handoffs.overdue": (1, 1),  # h5
    "handoffs.bounced": (1 / 6, 6),  # h3
    "handoffs.reminders": (2 / 6, 6),
    "handoffs.leader_involved": (1 / 6, 6),  # Lea
    "handoffs.unlinked": (1 / 6, 6),  # h5
    # To 25 March 00:00: ann 1 + 4, bob 48, zoe 447, dan 1, eve 399, flo 1.
    "ledger.wait_by_holder": (901, 6),
    "ledger.open_wait_by_holder": (901, 6),  # everybody works round the clock
    "ledger.internal_share": (51.5 / 901, 6),  # Engineering 0.5 + 23 + 1, PR 3 + 24
    "ownership.answer_share": (1 / 5, 5),  # d2 is signed by Engineering, four by Care, one by nobody
    "ownership.departments_active": (3, 3),  # Care and Engineering in public, PR by h2
    # Care 4 answers; Engineering 1 and two inputs; PR one.
    "ownership.evenness": (-(log(1 / 2) / 2 + log(3 / 8) * 3 / 8 + log(1 / 8) / 8) / log(3), 8),
    "ownership.gap": (100 * (2 / 3 - 3 / 8), 3),
    "ownership.need_share": (2 / 3, 3),  # the lines of ann and zoe; the invoice is Care's
}


@pytest.fixture(scope="module")
def week(teller: Teller) -> Teller:
    teller.tell(A_WEEK, asked=ASKED, until="Mon+3w 00:00")
    return teller


@pytest.mark.parametrize("name", GOLDEN)
def test_in_a_week_that_a_reader_can_follow(week: Teller, name: str) -> None:
    check(week, name, GOLDEN[name])


# Nothing -------------------------------------------------------------------------------------------------------------

NOTHING_THERE: Mapping[str, Case] = {
    "conversations.started": (0, 0),
    "conversations.reply_rate": (NOTHING, 0),
    "conversations.ever_answered": (NOTHING, 0),
    "conversations.first_response": (NOTHING, 0),
    "conversations.next_response": (NOTHING, 0),
    "conversations.two_way": (NOTHING, 0),
    "conversations.depth": (NOTHING, 0),
    "conversations.waiting": (0, 0),
    "conversations.asked_again": (NOTHING, 0),
    "conversations.chased": (NOTHING, 0),
    "interactivity.reply_share": (NOTHING, 0),
    "interactivity.reciprocity": (NOTHING, 0),
    "interactivity.invitations": (NOTHING, 0),
    "interactivity.sparked": (NOTHING, 0),
    "interactivity.joined": (NOTHING, 0),
    "interactivity.outreach": (0, 0),
    "interactivity.index": ("not known: answered within the promise", 0),
    "people.participants": (0, 0),
    "people.returning": (NOTHING, 0),
    "people.new_voices": (0, 0),
    "people.core": (0, 0),
    "handoffs.asked": (0, 0),
    "handoffs.answered_in_promise": (NOTHING, 0),
    "handoffs.time_to_answer": (NOTHING, 0),
    "handoffs.never_answered": (NOTHING, 0),
    "handoffs.declined": (NOTHING, 0),
    "handoffs.overdue": (0, 0),
    "handoffs.bounced": (NOTHING, 0),
    "handoffs.reminders": (NOTHING, 0),
    "handoffs.leader_involved": (NOTHING, 0),
    "handoffs.unlinked": (NOTHING, 0),
    "ledger.wait_by_holder": (0, 0),
    "ledger.open_wait_by_holder": (0, 0),
    "ledger.internal_share": (NOTHING, 0),
    "ownership.answer_share": (NOTHING, 0),
    "ownership.departments_active": (0, 0),
    "ownership.evenness": (NOTHING, 0),
    "ownership.gap": ("it is told of a department, where something was asked and something given", 0),
    "ownership.need_share": (NOTHING, 0),
}
COUNTED = {name for name, metric in metrics().items() if metric.unit == "count"}
HOURS = {name for name, metric in metrics().items() if metric.unit == "hours"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("empty")) as writer:
        teller = Teller(writer)
        teller.tell("", until=None)
        yield teller


@pytest.mark.parametrize("name", NOTHING_THERE)
def test_in_an_empty_warehouse(empty: Teller, name: str) -> None:
    check(empty, name, NOTHING_THERE[name])


@pytest.mark.parametrize("month", [date(2020, 1, 1), date(2023, 12, 1)], ids=["before the data", "between"])
@pytest.mark.parametrize("name", NOTHING_THERE)
def test_in_a_month_in_which_nothing_happened(week: Teller, name: str, month: date) -> None:
    period = Period(month, month.replace(day=31))
    check(week, name, NOTHING_THERE[name], period)
    by = "week" if has_slice(metrics()[name], "week") else "channel"
    parts = week.measure(name, by, period=period, compare="previous")
    assert {part.estimate.value for part in parts.slices} == {0 if NOTHING_THERE[name][0] == 0 else None}
    assert all((part.estimate.value is None) == bool(part.estimate.reason) for part in parts.slices)
    assert parts.change is not None
    assert parts.change.verdict in (("unknown",) if month.year == 2020 else ("unknown", "no clear change"))


@pytest.mark.parametrize("name", NOTHING_THERE)
def test_in_a_month_after_the_data(week: Teller, name: str) -> None:
    """Nothing is known of it but what was waiting, or past its time, when the data ended."""
    period = Period(date(2024, 5, 1), date(2024, 5, 31))
    still_open: Mapping[str, Case] = {"conversations.waiting": (2, 2), "handoffs.overdue": (1, 1)}
    check(week, name, still_open.get(name, ("the data ends before this period begins", 0)), period)


# Silence -------------------------------------------------------------------------------------------------------------

# Ten people ask on Monday at 10:00, 10:01, … 10:09. Care asks Engineering about each at 10:30. Nobody ever answers.
TEN_ASK = "\n".join(f"q{k} Mon 10:0{k} p{k} [on us]: My line is down." for k in range(10))
TEN_ARE_ASKED = "\n".join(f"h{k} Mon 10:30 ask Engineering about q{k}" for k in range(10))
STILL_WAIT = "not yet known: more than half still wait"
WEEKS = 3 * 7 * 24  # hours until 25 March 10:00

UNANSWERED: Mapping[str, Case] = {
    "conversations.started": (10, 10),
    "conversations.reply_rate": (0, 10),
    "conversations.ever_answered": (0, 10),
    "conversations.first_response": (STILL_WAIT, 10),
    "conversations.next_response": (NOTHING, 0),
    "conversations.two_way": (NOTHING, 0),
    "conversations.depth": (NOTHING, 0),
    "conversations.waiting": (10, 10),
    "conversations.asked_again": (NOTHING, 0),
    "conversations.chased": (0, 10),
    "interactivity.reply_share": (NOTHING, 0),  # we said nothing at all
    "interactivity.reciprocity": (0, 10),
    "interactivity.invitations": (NOTHING, 0),
    "interactivity.sparked": (NOTHING, 0),
    "interactivity.joined": (NOTHING, 0),
    "interactivity.outreach": (0, 0),
    "interactivity.index": (0, 10),
    "people.participants": (10, 10),
    "people.returning": ("the data goes back less than 180 days before the period", 10),
    "people.new_voices": ("the data goes back less than 90 days before the period", 10),
    "people.core": (0, 0),
    "handoffs.asked": (10, 10),
    "handoffs.answered_in_promise": (0, 10),
    "handoffs.time_to_answer": (STILL_WAIT, 10),
    "handoffs.never_answered": (1, 10),
    "handoffs.declined": (NOTHING, 0),  # none came to an end
    "handoffs.overdue": (10, 10),
    "handoffs.bounced": (0, 10),
    "handoffs.reminders": (0, 10),
    "handoffs.leader_involved": (0, 10),
    "handoffs.unlinked": (0, 10),
    "ledger.wait_by_holder": (10 * WEEKS - 45 / 60, 10),  # 0 + 1 + … + 9 minutes less
    "ledger.open_wait_by_holder": (10 * WEEKS - 45 / 60, 10),
    "ledger.internal_share": (10 * (WEEKS - 1 / 2) / (10 * WEEKS - 45 / 60), 10),  # Engineering since 10:30
    "ownership.answer_share": (NOTHING, 0),
    "ownership.departments_active": (0, 0),
    "ownership.evenness": (NOTHING, 0),
    "ownership.gap": ("nothing is known of what is asked, or of what is given", 0),
    "ownership.need_share": (1, 10),
}


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("silence")) as writer:
        teller = Teller(writer)
        asked = f"department Care [social team]\ndepartment Engineering\npromise Engineering 4 h\n{TEN_ARE_ASKED}"
        teller.tell(TEN_ASK, asked=f"topic faults: line -> Engineering\n{asked}", until="Mon+3w 10:00")
        yield teller


@pytest.mark.parametrize("name", UNANSWERED)
def test_where_nobody_answers(silence: Teller, name: str) -> None:
    found = check(silence, name, UNANSWERED[name])
    if UNANSWERED[name][0] == STILL_WAIT:
        since = {"conversations.first_response": 0, "handoffs.time_to_answer": 30 * 60}[name]
        assert found.estimate.at_least == WEEKS * HOUR - since
        assert found.details["still_waiting"] == 10


# One item ------------------------------------------------------------------------------------------------------------

# Asked Mon 09:00, answered 10:00, asked again 11:00, answered 13:00; one hand-off; and a post.
ONE_CONVERSATION = """
    0  2023-08-01 09:00   ann: Hello?
    p  Mon 08:00          us [on us]: Shall we open on Sundays?
    1  Mon 09:00          ann > p: My line is down.
    2  Mon 10:00          us > 1: Fixed.
    3  Mon 11:00          ann > 2: Down again!
    4  Mon 13:00          us > 3: Fixed again.
"""
ONE_HANDOFF = """
    department  Care [social team]
    department  Engineering
    roster      Priya in Care [handle us]
    promise     Engineering 1 h
    topic       faults: line -> Engineering
    h1  Mon 09:00  ask Engineering about 1
    h1  Mon 09:30  answer
"""

SINGLE: Mapping[str, Case] = {
    "conversations.started": (1, 1),
    "conversations.reply_rate": (1, 2),
    "conversations.ever_answered": (1, 1),
    "conversations.first_response": (HOUR, 1),
    "conversations.next_response": (2 * HOUR, 1),
    "conversations.two_way": (1, 1),
    "conversations.depth": (2, 1),
    "conversations.waiting": (1, 1),  # whoever asked in August still waits
    "conversations.asked_again": (0, 1),
    "conversations.chased": (0, 2),
    "interactivity.reply_share": (2 / 3, 3),  # two turns and a post
    "interactivity.reciprocity": (1, 1),
    "interactivity.invitations": (1, 1),
    "interactivity.sparked": (1, 1),
    "interactivity.joined": (NOTHING, 0),
    "interactivity.outreach": (0, 0),
    "interactivity.index": (100 * (2 / 3) ** (1 / 4), 1),  # the other three are 1
    "people.participants": (1, 1),
    "people.returning": (0, 1),
    "people.new_voices": (0, 0),  # she was here in August
    "people.core": (0, 0),
    "handoffs.asked": (1, 1),
    "handoffs.answered_in_promise": (1, 1),
    "handoffs.time_to_answer": (HOUR / 2, 1),
    "handoffs.never_answered": (0, 1),
    "handoffs.declined": (0, 1),
    "handoffs.overdue": (0, 0),
    "handoffs.bounced": (0, 1),
    "handoffs.reminders": (0, 1),
    "handoffs.leader_involved": (0, 1),
    "handoffs.unlinked": (0, 1),
    "ledger.wait_by_holder": (3, 1),
    "ledger.open_wait_by_holder": (3, 1),
    "ledger.internal_share": (1 / 6, 1),  # half an hour of three
    "ownership.answer_share": (0, 2),  # both are Care's
    "ownership.departments_active": (2, 2),
    "ownership.evenness": (-(log(2 / 3) * 2 / 3 + log(1 / 3) / 3) / log(2), 3),  # Care twice, Engineering once
    "ownership.gap": (100 * (1 - 1 / 3), 1),
    "ownership.need_share": (1, 1),
}


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("single")) as writer:
        teller = Teller(writer)
        teller.tell(ONE_CONVERSATION, asked=ONE_HANDOFF)
        yield teller


@pytest.mark.parametrize("name", SINGLE)
def test_on_a_single_item(single: Teller, name: str) -> None:
    check(single, name, SINGLE[name], Period(date(2024, 3, 4), date(2024, 3, 4)))


# All of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cases", [GOLDEN, NOTHING_THERE, UNANSWERED, SINGLE], ids=["golden", "none", "silence", "one"])
def test_every_metric_has_its_case(cases: Mapping[str, Case]) -> None:
    assert cases.keys() == metrics().keys()
