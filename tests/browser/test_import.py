"""One's own file, from the upload to the figures, through the very process that the command line runs."""

import csv
from datetime import datetime, timedelta

import pytest

from tests.browser.conftest import Tab, serving

HEADINGS = ["id", "who", "written", "answers", "said", "side"]


@pytest.fixture
def export(tmp_path):
    """An export with a heading that cannot be guessed, and one row that cannot be read."""
    place = tmp_path / "my export (1).csv"
    begin = datetime(2026, 9, 1, 9)
    with place.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for number in range(60):
            asked = begin + timedelta(hours=7 * number)
            out.writerow(
                [f"q{number}", f"person{number}", asked.isoformat(), "", f"Is anybody there, number {number}?", "them"]
            )
            if number % 3:
                out.writerow(
                    [
                        f"a{number}",
                        "riverline",
                        (asked + timedelta(hours=2)).isoformat(),
                        f"q{number}",
                        "Yes, we are.",
                        "we",
                    ]
                )
        out.writerow(["bad", "person", "the day after", "", "=1+1", "them"])
    return place


def test_a_file_becomes_figures(browser, tmp_path, export):
    with serving(tmp_path / "warehouse") as address:
        tab = Tab(browser, address).open("/")
        tab.page.get_by_role("link", name="Import a file on the Data page").click()
        tab.at("/data").page.locator("input[type=file]").set_input_files(export)
        tab.page.get_by_role("button", name="Import this file").wait_for()
        tab.settle().is_sound()
        tab.page.locator("[aria-label='The first rows of the file']").first.wait_for(state="attached")

        assert tab.page.get_by_role("button", name="Import this file").is_disabled()
        assert "Still needed: platform, id of its author, which messages are ours." in tab.text
        _choose(tab, "Id of its author", "who")
        _choose(tab, "Id of the message it answers", "answers")
        _choose(tab, "The column that tells our messages", "side")
        _choose(tab, "What it says for ours", "we")
        _choose(tab, "Platform", "X")
        tab.page.get_by_role("button", name="Import this file").click()
        tab.page.get_by_text("100 new, 1 row could not be read").wait_for(timeout=60_000)
        tab.page.get_by_text("1 row is set aside").wait_for()
        tab.settle().is_sound()

        with tab.page.expect_download() as download:
            tab.page.get_by_role("button", name="Download all as CSV").click()
        rows = list(csv.reader(download.value.path().open(encoding="utf-8-sig", newline="")))
        assert len(rows) == 2
        assert "the day after" in rows[1][3] or "the day after" in rows[1][2]

        tab.page.get_by_role("button", name="See the figures").click()
        tab.at("/")
        tab.page.get_by_text("Answered within a day").first.wait_for()
        tab.settle().is_sound()
        tab.page.get_by_text("67\u00a0%").first.wait_for(state="attached")
        tab.page.close()


def test_a_file_that_is_no_table_is_refused_in_a_sentence(tab, tmp_path):
    nothing = tmp_path / "nothing.csv"
    nothing.write_bytes(b"")
    tab.open("/data").page.locator("input[type=file]").set_input_files(nothing)
    alert = tab.page.get_by_role("alert")
    alert.wait_for()
    assert "nothing.csv" in alert.inner_text()
    tab.is_sound()


def _choose(tab, name, option):
    box = tab.page.get_by_role("combobox", name=name)
    box.scroll_into_view_if_needed()
    box.focus()
    box.press_sequentially(option)
    box.press("Enter")
    box.press("Tab")  # a list of several stays open, and hides the rest of the page from those who hear it
    tab.settle()
