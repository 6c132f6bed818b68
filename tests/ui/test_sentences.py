"""Every sentence that the start page can say, with data that makes it say so, and with data too thin to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from queries import intervals
from queries.estimates import TOO_FEW, change
from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.replay import Bounds, Replay
from queries.scope import Period, Scope
from ui import words
from ui.sentences import Figures, answered, credited, held, holding_most, most_hours, owned, replayed, sentences

SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 29)))
BEFORE = Period(date(2026, 6, 3), date(2026, 8, 31))
NOTHING = Estimate(None, reason="nothing to judge in this period")


def rate(hits, n):
    """A share as the engine would give it: Wilson's limits, weak under ten."""
    if not n:
        return NOTHING
    limits = intervals.wilson(hits, n)
    return Estimate(hits / n, limits.low, limits.high, n, TOO_FEW if n < 10 else None)


def whole(name, now, before=None, scope=SCOPE, slices=(), **details):
    metric = metrics()[name]
    return Measurement(
        metric,
        scope,
        datetime(2026, 11, 30),
        now,
        Coverage(1, 1),
        before_period=BEFORE if before else None,
        before=before,
        change=change(now, before, metric.better) if before else None,
        slices=slices,
        details=details,
    )


def by_department(name, kept, **more):
    """A rate by department from hits and n of each, in the order given."""
    slices = tuple(
        Slice(key, key, rate(hits, n), details={"hits": hits, "design_effect": 1.0} if n else {})
        for key, (hits, n) in kept.items()
    )
    hits, n = (sum(column) for column in zip(*kept.values(), strict=True)) if kept else (0, 0)
    return whole(name, rate(hits, n), slices=slices, **more)


def hours(**by_holder):
    slices = tuple(
        Slice(key.replace("_", " "), key.replace("_", " "), Estimate(value, value * 0.9, value * 1.1, 200))
        for key, value in by_holder.items()
    )
    return whole("ledger.wait_by_holder", Estimate(sum(by_holder.values()), n=400), slices=slices)


def unlogged(held, number):
    parts = (*held.slices, Slice("(no hand-off logged)", "no hand-off logged", Estimate(number, 0, number, 200)))
    return replace(held, slices=parts)


KEPT = {"Communications": (0, 0), "Engineering": (91, 240), "Customer Service": (80, 100), "Legal": (60, 90)}
FIGURES = Figures(
    rate=whole("conversations.reply_rate", rate(1739, 2850), rate(1881, 2850)),
    internal=whole("ledger.internal_share", rate(460, 1000)),
    holders=unlogged(hours(Communications=300, Engineering=400, Legal=60), 150),
    promised=by_department("handoffs.answered_in_promise", KEPT),
    promised_before=None,
    need=by_department("ownership.need_share", {"Communications": (500, 1000), "HR": (300, 1000)}),
    answers=by_department("ownership.answer_share", {"Communications": (950, 1000), "HR": (20, 1000)}, known=0.9),
    teams=frozenset({"Communications"}),
    has_opening_hours=frozenset({"Engineering"}),
    has_handoffs=True,
)


def said(sentence):
    return sentence and sentence.text.replace(words.NBSP, " ")


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (
            (1739, 2850),
            (1881, 2850),
            "61 of 100 questions were answered within a day, down from 66 in the 90 days before: more than chance.",
        ),
        (
            (1881, 2850),
            (1739, 2850),
            "66 of 100 questions were answered within a day, up from 61 in the 90 days before: more than chance.",
        ),
        (
            (61, 100),
            (66, 100),
            "61 of 100 questions were answered within a day, no clear change from 66 in the 90 days before.",
        ),
        (
            (61, 100),
            (3, 4),
            "61 of 100 questions were answered within a day; too few came in the 90 days before to compare with.",
        ),
        ((61, 100), (0, 0), "61 of 100 questions were answered within a day."),
        ((61, 100), None, "61 of 100 questions were answered within a day."),
        ((0, 40), None, "None of the 40 questions was answered within a day."),
        ((40, 40), None, "All 40 questions were answered within a day."),
        ((998, 1000), None, "Nearly all questions were answered within a day."),
        ((2, 1000), None, "Hardly any question was answered within a day."),
        ((2, 4), None, "Too few to say how many are answered within a day: 4 questions were asked."),
        ((1, 1), None, "Too few to say how many are answered within a day: 1 question was asked."),
        ((0, 0), None, None),
    ],
)
def test_how_many_were_answered(now, before, expected):
    assert said(answered(whole("conversations.reply_rate", rate(*now), before and rate(*before)))) == expected


def test_the_earlier_period_is_named_as_it_is():
    now, before = rate(1739, 2850), rate(1881, 2850)
    year = whole("conversations.reply_rate", now, before, replace(SCOPE, compare="year"))
    assert "down from 66 a year before: more than chance" in said(answered(year))
    own = whole("conversations.reply_rate", now, before, replace(SCOPE, custom_before=BEFORE))
    assert "down from 66 in 3 Jun – 31 Aug 2026: more than chance" in said(answered(own))
    november = replace(SCOPE, period=Period(date(2026, 11, 1), date(2026, 11, 30)))
    month = replace(
        whole("conversations.reply_rate", now, before, november),
        before_period=Period(date(2026, 10, 1), date(2026, 10, 31)),
    )
    assert "down from 66 the month before" in said(answered(month))


def test_two_shares_that_differ_are_never_said_with_one_number():
    close = whole("conversations.reply_rate", rate(606_000, 1_000_000), rate(614_000, 1_000_000))
    assert said(answered(close)).startswith("60.6 of 100 questions were answered within a day, down from 61.4 in")


def test_who_held_the_clock_is_named_where_its_figures_stand_clear():
    sentence = held(FIGURES)
    assert said(sentence) == (
        "46 % of the waiting hours were spent waiting for colleagues; Engineering answered 38 of 100 requests in the "
        "time agreed (240 requests)."
    )
    assert (sentence.evidence, sentence.department) == ("department", "Engineering")


PLAIN = "46 % of the waiting hours were spent waiting for colleagues."


@pytest.mark.parametrize(
    "figures",
    [
        replace(FIGURES, promised=by_department("handoffs.answered_in_promise", {**KEPT, "Engineering": (3, 8)})),
        replace(FIGURES, promised=by_department("handoffs.answered_in_promise", {**KEPT, "Engineering": (170, 240)})),
        replace(FIGURES, promised=by_department("handoffs.answered_in_promise", {"Engineering": (91, 240)})),
        replace(FIGURES, holders=unlogged(hours(Communications=300, Engineering=200, Legal=190), 150)),
        replace(FIGURES, holders=unlogged(hours(Communications=700), 150)),
    ],
    ids=["too few requests", "as good as the others", "nobody else was asked", "another held as much", "none held it"],
)
def test_no_department_is_named_where_its_figures_do_not_stand_clear(figures):
    assert said(held(figures)) == PLAIN


def test_a_department_is_named_only_inside_the_scope():
    scope = replace(SCOPE, departments=("Legal",))
    assert (
        said(held(replace(FIGURES, promised=replace(FIGURES.promised, scope=scope))))
        == f"In the whole organisation, {PLAIN}"
    )


def test_the_share_of_colleagues_is_called_a_change_only_where_it_is_more_than_chance():
    grown = whole("ledger.internal_share", rate(460, 1000), rate(300, 1000))
    assert said(held(replace(FIGURES, internal=grown))).startswith(
        "46 % of the waiting hours, up from 30 and more than chance, were spent"
    )
    same = whole("ledger.internal_share", rate(460, 1000), rate(455, 1000))
    assert said(held(replace(FIGURES, internal=same))).startswith("46 % of the waiting hours were spent")


def test_where_most_waits_have_no_hand_off_logged_nobody_is_said_to_have_held_them():
    most = replace(FIGURES, holders=unlogged(hours(Communications=300, Engineering=400), 701))
    assert said(held(most)) == "We cannot say who held it: most waits have no hand-off logged."
    closed = replace(most.holders, slices=(*most.holders.slices, Slice("(outside hours)", "", Estimate(9999, n=300))))
    assert said(held(replace(most, holders=closed))) == said(held(most))  # closed hours say nothing of the log


def test_nothing_is_said_of_holders_without_hand_offs_or_with_too_few_waits():
    assert held(replace(FIGURES, has_handoffs=False)) is None
    assert held(replace(FIGURES, internal=whole("ledger.internal_share", rate(4, 9)))) is None
    assert held(replace(FIGURES, internal=whole("ledger.internal_share", NOTHING), holders=hours())) is None


def test_approval_counts_for_the_department_that_gives_it():
    both = hours(**{"Engineering": 250, "Legal": 200, "Legal,_approval": 200})
    assert holding_most(replace(FIGURES, holders=both)) == "Legal"
    assert most_hours(both, FIGURES.teams) == "Legal"


def test_the_example_comes_from_where_most_hours_were_though_that_may_be_chance():
    close = hours(Communications=900, Engineering=200, Legal=201)
    assert holding_most(replace(FIGURES, holders=close)) is None
    assert most_hours(close, FIGURES.teams) == "Legal"
    assert most_hours(unlogged(hours(Communications=900), 100), FIGURES.teams) is None


def credit(now, before=None):
    promised = by_department("handoffs.answered_in_promise", now)
    earlier = by_department("handoffs.answered_in_promise", before) if before else None
    return credited(replace(FIGURES, promised=promised, promised_before=earlier))


def test_who_got_better_by_more_than_chance_is_credited_with_what_was():
    sentence = credit({"Customer Service": (176, 200)}, {"Customer Service": (128, 200)})
    assert (
        said(sentence) == "Made answers possible: Customer Service, 88 % in the time agreed (was 64: more than chance)."
    )
    assert sentence.department == "Customer Service"


def test_who_stands_clear_above_the_others_is_credited():
    assert said(credit({"Legal": (90, 100), "Engineering": (91, 240)})) == (
        "Made answers possible: Legal, 90 % in the time agreed."
    )


def test_several_are_credited_in_roster_order():
    now = {"Legal": (70, 100), "Billing": (90, 100), "Engineering": (91, 240)}
    sentence = credit(now, {"Legal": (40, 100), "Billing": (60, 100), "Engineering": (91, 240)})
    assert said(sentence) == (
        "Made answers possible: Legal, 70 % in the time agreed (was 40: more than chance); and Billing, 90 % in the "
        "time agreed (was 60: more than chance)."
    )
    assert sentence.department is None


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (
            {"Customer Service": (176, 200)},
            {"Customer Service": (170, 200)},
        ),  # no clear change, and nobody to stand above
        ({"Customer Service": (8, 9)}, {"Customer Service": (10, 100)}),  # too few
        ({"Legal": (90, 100), "Engineering": (91, 240)}, {"Legal": (100, 100), "Engineering": (91, 240)}),  # got worse
        ({"Legal": (40, 100), "Engineering": (10, 240)}, None),  # above the others, but not kept in half
        ({"Communications": (90, 100), "Engineering": (91, 240)}, None),  # the social team is not asked
        ({"Legal": (0, 0)}, None),
        ({"Legal": (90, 100), "Engineering": (2, 5)}, None),  # the others are too few to compare with
    ],
)
def test_no_credit_without_evidence(now, before):
    assert credit(now, before) is None


def test_what_a_department_owns_but_does_not_answer_is_said_where_it_is_clear():
    sentence = owned(FIGURES)
    assert (
        said(sentence)
        == "30 of 100 questions whose topic has an owner belong to HR; it gave 2 of 100 public answers itself."
    )
    assert sentence.department == "HR"
    silent = by_department("ownership.answer_share", {"Communications": (1000, 1000), "HR": (0, 0)}, known=0.9)
    assert "it gave none of the public answers itself" in said(owned(replace(FIGURES, answers=silent)))


@pytest.mark.parametrize(
    "figures",
    [
        replace(FIGURES, need=by_department("ownership.need_share", {"HR": (3, 9)})),
        replace(FIGURES, need=by_department("ownership.need_share", {"HR": (100, 1000)})),
        replace(FIGURES, answers=by_department("ownership.answer_share", {"HR": (1, 9)}, known=0.9)),
        replace(FIGURES, answers=replace(FIGURES.answers, details={"known": 0.3})),
        replace(FIGURES, answers=whole("ownership.answer_share", NOTHING, known=0.9)),
        replace(FIGURES, teams=frozenset({"Communications", "HR"})),
    ],
    ids=["too few questions", "no wide gap", "too few answers", "too few authors known", "no answers", "social team"],
)
def test_nothing_is_said_of_ownership_where_it_is_not_clear(figures):
    assert owned(figures) is None


def had(low, high, name="Engineering", n=2850):
    """Had it answered within four hours: so many more of n questions, of which 1,739 of 2,850 were answered in time."""
    now = whole("conversations.reply_rate", rate(round(n * 0.61), n))
    hits = round(n * 0.61)
    return Replay((name,), 4 * 3600, now, Bounds(low, high), Bounds((hits + low) / n, (hits + high) / n), moved=high)


@pytest.mark.parametrize(
    ("replay", "expected"),
    [
        (
            had(104, 150),
            "Had Engineering answered within 4 opening hours, 104 to 150 more questions would have been answered "
            "within a day (61 → 65 to 66 %).",
        ),
        (
            had(12, 12, name="Legal"),
            "Had Legal answered within 4 hours, 12 more questions would have been answered within a day (61 → 61 %).",
        ),
        (had(9, 150), None),
        (had(0, 0), None),
        (had(12, 12, n=9), None),
        (None, None),
    ],
)
def test_what_the_department_that_held_most_could_have_changed(replay, expected):
    said = replayed(replace(FIGURES, replay=replay))
    assert (said and said.text.replace(words.NBSP, " ")) == expected


def test_four_sentences_at_most_and_credit_before_what_held_us_back():
    found = sentences(FIGURES)
    assert [said(sentence)[:4] for sentence in found] == ["61 o", "Made", "46 %", "30 o"]
    found = sentences(replace(FIGURES, replay=had(104, 150)))
    assert [said(sentence)[:4] for sentence in found] == ["61 o", "Made", "46 %", "Had "]
    assert sentences(replace(FIGURES, rate=whole("conversations.reply_rate", NOTHING)))[-1] == owned(FIGURES)


def test_without_data_nothing_is_said():
    empty = replace(
        FIGURES,
        rate=whole("conversations.reply_rate", NOTHING),
        internal=whole("ledger.internal_share", NOTHING),
        holders=hours(),
        promised=by_department("handoffs.answered_in_promise", {}),
        need=whole("ownership.need_share", NOTHING),
        answers=whole("ownership.answer_share", NOTHING),
        has_handoffs=False,
    )
    assert sentences(empty) == []
