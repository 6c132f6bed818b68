"""What the view says of figures that rest on too little."""

from datetime import date, datetime

from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import words
from ui.view import judged

OPEN = "not yet known: more than half still wait"


def measured(n):
    open_one = Estimate(None, n=n, at_least=0.0, reason=OPEN)
    return Measurement(
        metrics()["conversations.first_response"],
        Scope(Period(date(2026, 9, 7), date(2026, 10, 18))),
        datetime(2026, 10, 19),
        open_one,
        Coverage(1, 1),
        tail=open_one,
        slices=(Slice("x:1", "one", open_one, tail=open_one),),
    )


def test_a_wait_of_too_few_claims_no_length():
    found = judged(measured(1), 10)
    for estimate in (found.estimate, found.tail, found.slices[0].estimate, found.slices[0].tail):
        assert words.value(found.metric, estimate) == "–"
        assert words.reason(found.metric, estimate) == "too few to say: 1 first message"
    assert "over" not in words.summary(found)


def test_a_wait_of_enough_is_known_to_be_longer():
    assert judged(measured(10), 10) == measured(10)
