"""What is asked ahead: all that the page will ask over another period, by one thread, and only while nobody waits."""

import copy
import logging
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.browser import organisation
from ui import ahead
from ui.ahead import Ahead, Wish
from ui.scope_bar import CUSTOM, PERIODS
from ui.view import View
from warehouse import Snapshot, WarehouseError

ROOT = Path(__file__).parents[2]
PRESETS = [preset for preset in PERIODS if preset != CUSTOM]
PATIENCE = 20

#: Readers who look at different things: what was chosen, and what was opened.
READERS = {
    "as it opens": ({}, ()),
    "with a scope": ({"channels": "Riverline Help · X", "departments": "Engineering", "compare": "A year before"}, ()),
    "by the clock, opened": ({"clock": "While we were open"}, ("more-figures", "hours-folded")),
}


@pytest.fixture(scope="module", autouse=True)
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ahead") / "warehouse"
    organisation.build(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_WAREHOUSE", str(folder))
        yield


@pytest.fixture
def asked(monkeypatch):
    """What is asked of any snapshot, from now on."""
    found = []

    def counted(question):
        def ask(snapshot, sql, *values):
            found.append(sql)
            return question(snapshot, sql, *values)

        return ask

    for name in ("rows", "records", "arrays", "table"):
        monkeypatch.setattr(Snapshot, name, counted(getattr(Snapshot, name)))
    return found


def drawn(period: str, reader: str = "as it opens") -> View:
    """The view of the start page, drawn to its end."""
    chosen, opened = READERS[reader]
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in {"period": period, **chosen}.items():
        page.query_params[name] = value
    for fold in opened:
        page.session_state[fold] = True
    page.run()
    assert not page.exception and not page.error and not page.warning
    assert any("Data complete until" in found.proto.body for found in page.get("html"))
    return page.session_state["rapport.view"]


@pytest.mark.parametrize("reader", READERS)
def test_what_was_asked_ahead_is_only_drawn(asked, reader):
    st.cache_data.clear()
    first = drawn("Last 90 days", reader)
    for ask in Wish(first, tuple(first.asked)).asks():
        ask()
    asked.clear()
    scopes = [drawn(preset, reader).scope for preset in PRESETS]
    assert asked == []
    assert len({scope.period for scope in scopes}) == len(PRESETS)
    assert {replace(scope, period=first.scope.period) for scope in scopes} == {first.scope}


def test_what_was_not_asked_ahead_is_asked(asked):
    st.cache_data.clear()
    drawn("Last 90 days")
    asked.clear()
    drawn("Last 28 days")
    assert len(asked) > 20


def test_a_page_without_a_server_has_nothing_asked_ahead():
    drawn("Last 90 days")
    assert ahead.somebody_looks() is False
    assert [thread for thread in threading.enumerate() if thread.name == ahead.THREAD] == []


@pytest.fixture(scope="module")
def view():
    return drawn("Last 90 days")


@pytest.fixture
def asker():
    return Ahead(calm=0, is_wanted=lambda: True)


def over(thread: threading.Thread | None) -> None:
    if thread is not None:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_each_period_is_asked_once_those_first_that_are_chosen_most(view, asker):
    days = []
    wish = Wish(view, ((lambda one: days.append(one.scope.period.days), ()),))
    over(asker.wish(wish))
    assert days[:4] == [90, 28, 365, 7]
    assert len(days) == len(PRESETS)
    another = replace(view, scope=replace(view.scope, period=view.scope.period.shifted(-7)))
    over(asker.wish(Wish(another, wish.questions)))
    assert len(days) == len(PRESETS)


def test_a_newer_snapshot_is_asked_anew(view, asker):
    asked = []
    questions = ((lambda one: asked.append(one.snapshot.identity), ()),)
    over(asker.wish(Wish(view, questions)))
    newer = copy.copy(view.snapshot)
    newer.identity = "newer"
    over(asker.wish(Wish(replace(view, snapshot=newer), questions)))
    assert asked == [view.snapshot.identity] * len(PRESETS) + ["newer"] * len(PRESETS)


def test_a_newer_wish_goes_before_what_is_not_yet_asked(view, asker):
    asked, began, may_end = [], threading.Event(), threading.Event()

    def slow(one):
        began.set()
        assert may_end.wait(PATIENCE)
        asked.append(one.scope.channels)

    asker.wish(Wish(view, ((slow, ()),)))
    assert began.wait(PATIENCE)
    newer = replace(view, scope=replace(view.scope, channels=(1,)))
    thread = asker.wish(Wish(newer, ((lambda one: asked.append(one.scope.channels), ()),)))
    may_end.set()
    over(thread)
    assert asked == [(), *[(1,)] * len(PRESETS)]


def test_the_same_wish_again_lets_the_first_go_on(view, asker):
    asked = []

    def question(one):
        asked.append(one.scope.period)
        asker.wish(Wish(one, ((question, ()),)))

    over(asker.wish(Wish(view, ((question, ()),))))
    assert len(asked) == len(PRESETS)


def test_nothing_is_asked_while_a_page_is_drawn(view, asker):
    asked = []
    with asker.drawing():
        with asker.drawing():
            thread = asker.wish(Wish(view, ((asked.append, ()),)))
        thread.join(0.2)
        assert (asked, thread.is_alive()) == ([], True)
    over(thread)
    assert len(asked) == len(PRESETS)


def test_a_page_that_begins_to_be_drawn_holds_up_the_next_question(view, asker):
    asked, page = [], asker.drawing()

    def question(one):
        asked.append(one)
        if len(asked) == 1:
            page.__enter__()

    thread = asker.wish(Wish(view, ((question, ()),)))
    thread.join(0.2)
    assert (len(asked), thread.is_alive()) == (1, True)
    page.__exit__(None, None, None)
    over(thread)
    assert len(asked) == len(PRESETS)


def test_a_moment_passes_first_after_a_page_was_drawn(view):
    asker, asked = Ahead(calm=0.1, is_wanted=lambda: True), []
    with asker.drawing():
        pass
    drawn_at = time.monotonic()
    over(asker.wish(Wish(view, ((lambda _: asked.append(time.monotonic()), ()),))))
    assert asked[0] - drawn_at > 0.09


def test_what_fails_ends_the_wish_is_named_in_the_log_and_not_tried_again(view, asker, caplog):
    asked = []

    def fails(one):
        asked.append(one)
        raise WarehouseError("The disk is gone.")

    with caplog.at_level(logging.DEBUG, "rapport"):
        over(asker.wish(Wish(view, ((fails, ()),))))
    assert [(one.levelname, one.exc_text.splitlines()[-1]) for one in caplog.records] == [
        ("DEBUG", "warehouse.errors.WarehouseError: The disk is gone.")
    ]
    over(asker.wish(Wish(view, ((fails, ()),))))
    assert len(asked) == 1
    over(asker.wish(Wish(view, ((asked.append, ()),))))
    assert len(asked) == 1 + len(PRESETS)


def test_nothing_is_asked_once_nobody_looks_and_all_of_it_when_somebody_comes_back(view):
    looks, asked = [True, False], []
    asker = Ahead(calm=0, is_wanted=lambda: looks.pop(0) if looks else True)
    wish = Wish(view, ((asked.append, ()),))
    over(asker.wish(wish))
    assert len(asked) == 1
    over(asker.wish(wish))
    assert len(asked) == 1 + len(PRESETS)


def test_the_end_waits_for_the_question_that_is_asked_and_for_no_page(view, asker):
    asked, began, may_end = [], threading.Event(), threading.Event()

    def slow(one):
        began.set()
        may_end.wait(PATIENCE)
        asked.append(one)

    thread = asker.wish(Wish(view, ((slow, ()),)))
    assert began.wait(PATIENCE)
    with asker.drawing():
        threading.Timer(0.1, may_end.set).start()
        asker.end()
        assert (len(asked), thread.is_alive()) == (1, False)
