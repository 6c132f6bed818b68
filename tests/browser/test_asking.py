"""Asking a department and noting what came of it, from the pages where people stand when they do so."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import organisation
from tests.browser.conftest import ROOT, Tab, serving
from warehouse import Home, current

QUESTION = "=When? <b>now</b> :red[x] [l](//e) `code`"

#: What the line says while the figures do not show it yet: the second on a machine that is busy.
LATER = re.compile("A sync is running|The figures follow in a moment")

#: Holds the writer as a sync does, and takes the inbox in and publishes when it is told to.
HOLDER = """
import sys
from pathlib import Path
from connectors import sync
from queries import marts
from warehouse import Home, open_writer
with open_writer(Home(Path(sys.argv[1])), marts.TEXT_VERDICTS) as writer:
    print("held", flush=True)
    sys.stdin.readline()
    sync.show(writer, lambda *args, **more: None)
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    organisation.build(tmp_path / "warehouse")
    return tmp_path / "warehouse"


@pytest.fixture
def address(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@contextmanager
def held(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The writer is held by another process until a line is sent to it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().strip() == "held"
        yield process
    finally:
        process.kill()
        process.wait()


def acts(folder: Path) -> list[tuple]:
    return current(Home(folder)).rows(
        "select act, department, note, acted_by, undone_at is not null from handoff_acts order by noted_at"
    )


def ask(tab: Tab, department: str = "Legal", clicks: int = 1) -> None:
    """Ask about the question that has waited longest, from the page Waiting."""
    tab.open("/waiting")
    tab.page.get_by_role("button", name="Ask a department").first.click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("What you ask").fill(QUESTION)
    dialog.get_by_label("Your name").fill("Ana")
    dialog.get_by_role("combobox", name=re.compile("Department")).click()
    tab.page.get_by_role("option", name=department, exact=True).click()
    dialog.get_by_role("button", name="Ask", exact=True).click(click_count=clicks)


def open_now(tab: Tab, department: str) -> str:
    """The figure ‘Open now’ in a department's row."""
    tab.open("/departments")
    figures = tab.page.locator(".rp-dept", has_text=department).locator(".rp-dept-figure").all_inner_texts()
    return figures[2]


def undo(tab: Tab) -> None:
    tab.page.locator(".st-key-acted").get_by_role("button", name="Undo").click()
    tab.shows("It is undone.")
    tab.page.wait_for_function("() => !document.body.innerText.includes('follow in a moment')")
    tab.settle()


def test_asked_answered_and_undone(tab, folder):
    before = open_now(tab, "Legal")
    assert before == "0"
    ask(tab, clicks=2)
    tab.shows("Legal is asked.")
    tab.hides("follow in a moment")
    assert acts(folder) == [("asked", "Legal", QUESTION, "Ana", False)]  # two clicks, one act
    assert open_now(tab, "Legal") == "1"
    tab.open("/departments?department=Legal")
    tab.shows(QUESTION)  # as it was written
    tab.page.get_by_role("button", name="What came of it").first.click()
    tab.page.get_by_role("dialog").get_by_role("button", name="Note it").click()
    tab.shows("Noted of Legal: answered.")
    tab.hides("follow in a moment")
    assert open_now(tab, "Legal") == "0"


def test_by_keyboard_the_button_follows_the_name_and_no_calendar_covers_it(tab, folder):
    tab.open("/waiting")
    tab.page.get_by_role("button", name="Ask a department").first.click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_label("Your name").click()
    tab.page.keyboard.type("Ana")
    assert "Enter to" not in dialog.inner_text()
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("() => document.activeElement.innerText") == "Ask"
    assert tab.page.locator("[data-baseweb=calendar]").count() == 0
    tab.page.keyboard.press("Enter")
    tab.shows("Choose the department that you ask.")
    assert dialog.get_by_label("Your name").input_value() == "Ana"
    assert acts(folder) == []


def test_at_another_time_and_passed_on_to_somebody(tab, folder):
    tab.open("/departments?department=Engineering")
    tab.page.get_by_role("button", name="What came of it").first.click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_text("Passed on", exact=True).click()
    dialog.get_by_label("To whom").wait_for()
    dialog.get_by_role("button", name="Note it").click()
    tab.shows("Choose to whom it was passed on.")
    dialog.get_by_role("combobox", name="To whom").click()
    tab.page.get_by_role("option", name="Legal", exact=True).click()
    dialog.get_by_text("At another time").click()
    dialog.get_by_role("group", name="When (empty: now)").wait_for()
    dialog.get_by_role("button", name="Note it").click()
    tab.shows("Noted of Engineering: passed on.")
    assert acts(folder) == [("passed on", "Legal", None, None, False)]


def test_undo_leaves_the_figures_as_they_were(tab, folder):
    before = open_now(tab, "Legal")
    ask(tab)
    tab.shows("Legal is asked.")
    tab.hides("follow in a moment")
    undo(tab)
    assert acts(folder) == [("asked", "Legal", QUESTION, "Ana", True)]
    assert open_now(tab, "Legal") == before


def test_asked_again_it_says_so_and_offers_a_reminder(tab, folder):
    ask(tab)
    tab.shows("Legal is asked.")
    tab.hides("follow in a moment")
    ask(tab)
    tab.shows("Legal was asked about this already")
    tab.page.get_by_role("button", name="Note a reminder instead").click()
    tab.shows("Legal was reminded.")
    tab.hides("follow in a moment")
    assert [act[0] for act in acts(folder)] == ["asked", "reminded"]


def test_while_a_sync_runs_it_is_noted_and_shows_by_itself_later(tab, folder):
    with held(folder) as sync:
        ask(tab)
        tab.page.locator(".rp-acted", has_text=LATER).wait_for()
        assert acts(folder) == []
        assert "Legal is asked." in tab.text
        sync.stdin.write("\n")
        sync.stdin.flush()
        tab.page.locator(".rp-acted", has_text=LATER).wait_for(state="detached")
        tab.shows("Legal is asked.")
    assert acts(folder) == [("asked", "Legal", QUESTION, "Ana", False)]
    assert open_now(tab, "Legal") == "1"


def test_a_row_that_is_wrong_shows_the_figures_twice(tab):
    tab.open("/departments?department=Legal")
    tab.page.get_by_role("button", name="This row is wrong").first.click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Mark the row").click()
    tab.shows("Say what is wrong with it.")
    dialog.get_by_label("What is wrong with it").fill("We <b>phoned</b> the same day.")
    dialog.get_by_role("button", name="Mark the row").click()
    tab.shows("A row of Legal is marked as wrong.")
    tab.hides("follow in a moment")
    tab.shows("Without the rows marked as wrong")
    said = tab.page.locator(".rp-twice").inner_text().replace("\u00a0", " ")
    assert "12 requests" in said
    assert "11 requests" in said
    tab.shows("Marked as wrong: We <b>phoned</b> the same day.")
    tab.open("/departments")
    assert "without rows marked as wrong: 0 % (11 requests)" in tab.text.replace("\u00a0", " ")
    tab.is_sound()
