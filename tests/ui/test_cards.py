"""A card says what is known, how sure it is, and no more."""

from datetime import date, datetime

from queries.measurement import Change, Coverage, Estimate, Measurement
from queries.metric import metrics
from queries.scope import Period, Scope
from ui.cards import card

SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 29)))


def measured(estimate, verdict=None, **more):
    change = Change(-0.05, -0.08, -0.02, verdict) if verdict else None
    before = Estimate(0.66, n=99) if verdict else None
    return Measurement(
        metrics()["conversations.reply_rate"],
        SCOPE,
        datetime(2026, 11, 30),
        estimate,
        more.pop("coverage", Coverage(1, 1)),
        before=before,
        change=change,
        **more,
    )


def test_a_change_has_a_colour_only_when_it_is_more_than_chance_and_has_a_direction():
    known = Estimate(0.61, 0.59, 0.63, 2850)
    assert "rp-worse" in card(measured(known, "worse"))
    assert "rp-better" in card(measured(known, "better"))
    for verdict in ("changed", "no clear change", "too few to say"):
        assert "rp-same" in card(measured(known, verdict))


def test_a_weak_figure_is_grey_and_says_why():
    drawn = card(measured(Estimate(0.5, 0.1, 0.9, 4, "too few to say")))
    assert "rp-weak" in drawn
    assert "Too few to say: 4 messages" in drawn


def test_a_card_can_be_heard():
    assert 'aria-label="Answered within a day: 61' in card(measured(Estimate(0.61, 0.59, 0.63, 2850)))


def test_a_channel_that_does_not_count_is_named_as_text():
    drawn = card(measured(Estimate(0.61, n=99), coverage=Coverage(1, 2, "<b>Jobs</b> has no data of this period.")))
    assert "1 of 2 channels count: " in drawn
    assert "&lt;b&gt;Jobs&lt;/b&gt; has no data of this period." in drawn
    assert "count:" not in card(measured(Estimate(0.61, n=99), coverage=Coverage(2, 2)))


def test_a_card_says_that_a_change_is_not_like_for_like():
    note = "Jobs began after the earlier period, so the change is not like for like."
    drawn = card(measured(Estimate(0.61, n=99), "better", coverage=Coverage(7, 7, note, began_later=1)))
    assert "7 of 7 channels count: " in drawn
    assert note in drawn


def test_a_card_says_by_which_date_it_counts():
    assert "<span>by time asked</span>" in card(measured(Estimate(0.61, 0.59, 0.63, 2850)))
