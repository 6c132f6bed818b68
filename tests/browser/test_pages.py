"""Every page, as a reader opens it."""

import pytest

from tests.browser.conftest import Tab, serving

PAGES = {
    "/": "Where we stand",
    "/departments": "Departments",
    "/waiting": "Waiting",
    "/conversations": "Conversations",
    "/explorer": "Explorer",
    "/glossary": "Glossary",
    "/data": "Data",
}
THREAD = "/conversations?thread=x:f0"

#: Terms of the field, names in the code, what a program says when it does not know: none of them is for a reader.
FORBIDDEN = (
    "Kaplan censored exchange watermark quantile p90 backlog reply_rate first_response next_response ever_answered "
    "two_way conversation_key NaN undefined Traceback Error: <NA>"
).split()


@pytest.mark.parametrize(("path", "title"), [*PAGES.items(), (THREAD, "Conversations")])
def test_a_deep_link_opens_its_page_on_a_cold_server(browser, warehouse_folder, path, title):
    with serving(warehouse_folder) as address:
        tab = Tab(browser, address).open(path)
        assert tab.title == title
        tab.is_sound()
        tab.page.close()


def test_every_page_opens_by_the_navigation(tab):
    tab.open("/")
    for title in ("Departments", "Waiting", "Conversations", "Explorer", "Glossary", "Data", "Where we stand"):
        tab.page.get_by_role("link", name=title, exact=True).click()
        tab.page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
        tab.settle().is_sound()


@pytest.mark.parametrize("path", [*PAGES, THREAD])
def test_a_page_is_sound_in_both_themes_and_widths(tab, path):
    tab.open(path)
    for scheme, paper in (("light", "rgb(251, 250, 246)"), ("dark", "rgb(20, 24, 27)")):
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.wait_for_function(
            "paper => getComputedStyle(document.querySelector('.stApp')).backgroundColor === paper", arg=paper
        )
        tab.fits()


def test_a_page_speaks_plain_words(tab):
    said = ""
    for path in (*PAGES, THREAD, "/explorer?show=findings"):
        if path != "/glossary":  # the one page for the terms of the field
            said += tab.open(path).text
    for word in FORBIDDEN:
        assert word not in said


def test_the_start_page_says_how_sure_it_is(tab):
    said = tab.open("/").text
    for needed in (
        "Answered within a day",
        "likely between",
        "messages",
        "Typical wait",
        "Still waiting",
        "oldest",
        "Posts that answer somebody",
        "compared with",
        "Data complete until 20\u00a0Nov\u00a02026, 08:00",
        "Riverline Life 2\u00a0d\u00a03\u00a0h late",
    ):
        assert needed in said, needed


def test_charts_and_tables_have_a_name_for_those_who_hear_the_page(tab):
    tab.open("/")
    tab.page.get_by_text("When people turn to us").click()
    for name in (
        "Answered within a day by week, from",
        "When people start conversations",
        "Each channel: conversations",
    ):
        tab.page.locator(f"[aria-label^='{name}']").first.wait_for(state="attached")


def test_nobody_waiting_is_said_as_such(tab):
    tab.open("/waiting?period=Choose+days&days=2026-05-01&days=2026-05-02")
    assert "Nobody is waiting" in tab.text
    tab.is_sound()


def test_without_data_every_page_says_what_to_do(browser, tmp_path):
    with serving(tmp_path / "nothing") as address:
        tab = Tab(browser, address)
        for path, title in PAGES.items():
            tab.open(path)
            assert tab.title == title
            if path not in ("/data", "/glossary"):
                assert "No conversations yet" in tab.text
                assert "python -m connectors import FILE" in tab.text
                assert tab.page.get_by_role("link", name="Import a file on the Data page").count() == 1
            tab.is_sound()
        tab.page.close()


def test_a_warehouse_that_cannot_be_read_is_one_sentence(browser, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "published.duckdb").write_text("this is not a database")
    with serving(folder) as address:
        tab = Tab(browser, address)
        tab.page.goto(address)
        alert = tab.page.get_by_role("alert")
        alert.wait_for()
        assert "cannot be read" in alert.inner_text()
        assert "publishes it anew" in alert.inner_text()
        assert "Traceback" not in tab.text
        tab.page.close()
