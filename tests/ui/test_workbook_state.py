"""The list of what is to put right: text stays text, and a link leads to a spreadsheet of Google's or nowhere."""

from datetime import datetime

import pytest

from ui.workbook_state import cell_address, left_out, problem_item, written_back

BOOK = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123456789/edit"


@pytest.mark.parametrize("place", ["#gid=0", "#gid=1613166149&range=B14", "#gid=7&range=14:14"])
def test_a_place_in_a_spreadsheet_is_linked(place: str) -> None:
    assert cell_address(BOOK + place) == BOOK + place


@pytest.mark.parametrize(
    "link",
    [
        None,
        "",
        "javascript:alert(1)",
        BOOK,
        f"{BOOK}#gid=x",
        f'{BOOK}#gid=0&range=B1" onclick="x',
        f"{BOOK}#gid=0\n",
        BOOK.replace("docs.google.com", "docs.google.com.example.org") + "#gid=0",
        BOOK.replace("https", "http") + "#gid=0",
        f"https://example.org/?{BOOK}#gid=0",
    ],
)
def test_any_other_address_is_not(link: str | None) -> None:
    assert cell_address(link) is None


def test_what_stands_in_a_cell_is_shown_letter_by_letter_and_what_was_left_out_is_marked() -> None:
    said = {"sentence": "Promises row 2, Within: ‘<b>soon</b>’ is not a duration.", "refused": True, "link": "x"}
    item = problem_item(said)
    assert "‘&lt;b&gt;soon&lt;/b&gt;’" in item
    assert "left out" in item
    assert "href" not in item
    linked = problem_item({**said, "refused": False, "link": f"{BOOK}#gid=0&range=B2"})
    assert "left out" not in linked
    assert f'href="{BOOK}#gid=0&amp;range=B2"' in linked


def test_what_loaded_all_the_same_is_said() -> None:
    assert left_out([{"refused": 0}, {"refused": 0}]) == "All of them are in the figures."
    assert left_out([{"refused": 1}, {"refused": 0}]) == "1 row was left out; all others are in the figures."
    assert left_out([{"refused": 1200}, {"refused": 2}]) == "1,202 rows were left out; all others are in the figures."


def test_it_says_when_the_workbook_was_last_written_to() -> None:
    runs = [
        {"source": "google_sheets", "started_at": datetime(2026, 11, 30, 9), "detail": None},
        {"source": "write-back", "started_at": datetime(2026, 11, 30, 8), "detail": "To *Ours*: 2 rows appended."},
        {"source": "write-back", "started_at": datetime(2026, 11, 29, 8), "detail": "To Ours: 1 row appended."},
    ]
    said = written_back(runs, "Europe/Paris")
    assert said is not None
    assert said.endswith(r", 09:00. To \*Ours\*\: 2 rows appended\.")
    assert written_back(runs[:1], "UTC") is None
