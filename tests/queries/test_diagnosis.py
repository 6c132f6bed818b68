"""What the diagnosis says of figures: a sign only where the whole interval lies beyond the mark."""

import pytest

from queries.diagnosis import SYMPTOMS, Sign, clearest
from queries.measurement import Estimate
from queries.metric import metrics

HIGH_IS_BAD = Sign("handoffs.never_answered", some=0.1, clear=0.25)
LOW_IS_BAD = Sign("interactivity.reply_share", some=0.5, clear=0.25)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.25, 0.4, "clear signs"),
        (0.24, 0.4, "some signs"),
        (0.1, 0.4, "some signs"),
        (0.09, 0.4, "not enough evidence"),
        (0.05, 0.1, "not enough evidence"),
        (0.05, 0.09, "no sign"),
    ],
)
def test_more_of_what_is_bad_is_a_sign_from_the_lower_end_on(low: float, high: float, said: str) -> None:
    assert HIGH_IS_BAD.read(Estimate((low + high) / 2, low=low, high=high, n=100)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.1, 0.25, "clear signs"),
        (0.1, 0.26, "some signs"),
        (0.1, 0.5, "some signs"),
        (0.1, 0.51, "not enough evidence"),
        (0.5, 0.6, "not enough evidence"),
        (0.51, 0.6, "no sign"),
    ],
)
def test_less_of_what_is_good_is_a_sign_from_the_upper_end_on(low: float, high: float, said: str) -> None:
    assert LOW_IS_BAD.read(Estimate((low + high) / 2, low=low, high=high, n=100)) == said


def test_too_little_or_nothing_says_nothing() -> None:
    assert HIGH_IS_BAD.read(Estimate(0.9, low=0.5, high=1.0, n=4, reason="too few to say")) == "not enough evidence"
    assert HIGH_IS_BAD.read(Estimate(None, reason="nothing to judge in this period")) == "not enough evidence"


def test_a_symptom_is_as_clear_as_its_clearest_sign() -> None:
    assert clearest(["no sign", "clear signs", "some signs"]) == "clear signs"
    assert clearest(["no sign", "not enough evidence", "some signs"]) == "some signs"
    assert clearest(["no sign", "not enough evidence"]) == "no sign"
    assert clearest(["not enough evidence"]) == "not enough evidence"


def test_the_six_symptoms_rest_on_metrics_that_exist() -> None:
    assert len(SYMPTOMS) == 6
    assert all(sign.metric in metrics() for symptom in SYMPTOMS for sign in symptom.signs)
