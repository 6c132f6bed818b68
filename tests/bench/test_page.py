"""The page that is measured is the page that is shown."""

import pytest

from bench import page
from queries import engine
from queries.metric import metrics
from warehouse import current

SCRIPT = page.ROOT / "app_pages/at_a_glance/where_we_stand.py"


def test_the_recording_holds_every_metric_that_the_start_page_names(calls):
    script = SCRIPT.read_text(encoding="utf-8")
    named = {name for name in metrics() if f'"{name}"' in script}
    assert len(named) > 10
    assert named - {found.metric.name for found in page.measured(calls)} == set()


def test_what_is_folded_on_the_page_is_asked_too(calls):
    asked = {(found.metric.name, found.by) for found in page.measured(calls)}
    assert {("people.returning", "week"), ("conversations.started", "weekday_hour")} <= asked


def test_the_recording_is_of_the_scope_that_was_wanted(calls):
    scopes = {found.scope for found in page.measured(calls) if found.metric.name == "conversations.reply_rate"}
    assert {(scope.period.days, len(scope.channels)) for scope in scopes} == {(90, 5)}


def test_each_question_is_asked_once_more_with_the_same_answer(home, calls, tmp_path):
    page.save(calls, tmp_path / "calls")
    kept = page.load(tmp_path / "calls")
    assert len(kept) == len(calls)
    snapshot = current(home)
    page.forget(snapshot)
    assert [call.ask(snapshot) for call in kept if call.function is engine.cut] == [
        call.result for call in calls if call.function is engine.cut
    ]


def test_nothing_is_recorded_any_more_once_the_page_stands(home, calls):
    recorded = len(calls)
    engine.measure(current(home), "conversations.started", page.measured(calls)[0].scope)
    current(home).rows("select 1")
    assert len(calls) == recorded


def test_a_page_that_cannot_be_drawn_is_no_recording(home, monkeypatch):
    from ui import standing

    def fails(_view):
        raise ValueError("not today")

    monkeypatch.setattr(standing, "in_sentences", fails)
    with pytest.raises(RuntimeError, match="could not be drawn"):
        page.record(home, page.SCOPES[0])
