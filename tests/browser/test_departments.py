"""Departments, as a leader opens it before a meeting, and as the head of a department opens the link to its rows."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import organisation
from tests.browser.conftest import Tab, serving
from tests.browser.test_pages import FORBIDDEN

PAGE = "/departments"
ENGINEERING = f"{PAGE}?department=Engineering"
HELP = "Riverline Help · X"
HOSTILE = f"{PAGE}?department={quote(organisation.HOSTILE)}"


def chosen(tab: Tab) -> str:
    """The state that the list of requests is narrowed to."""
    return tab.page.get_by_role("combobox", name="Which requests").input_value()


def choose(tab: Tab, option: str, of: str = "Which requests") -> None:
    found = tab.page.get_by_role("combobox", name=of)
    found.scroll_into_view_if_needed()
    # an open list closes when the page scrolls: the scrolling must be over
    tab.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found.click()
    tab.page.get_by_role("option", name=option, exact=True).click()


def rows(tab: Tab) -> list[str]:
    """The requests in the list, as they are read."""
    return tab.settle().page.locator(".st-key-list-handoffs article").all_inner_texts()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("departments") / "warehouse"
    organisation.build(folder)
    return folder


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def test_departments_stand_in_the_order_of_the_workbook_with_credit_first(tab):
    tab.open(PAGE)
    names = tab.page.locator(".rp-dept-name").all_inner_texts()
    assert names == ["Engineering", "Legal", organisation.HOSTILE, "Sustainability"]  # who asks is not among them
    said = tab.page.locator(".rp-dept").first.inner_text().replace("\u00a0", " ")
    assert said.index("Answered in the time agreed") < said.index("Typical wait") < said.index("Open now")
    for needed in ("answers within 8 h", "likely between", "40 requests", "2 turned down: no time", "past the agreed"):
        assert needed in said
    assert "Made answers possible: Engineering" in tab.text
    assert "How complete the log is" in tab.text


def test_too_few_is_said_and_no_promise_is_said(tab):
    tab.open(PAGE)
    said = tab.page.locator(".rp-dept").all_inner_texts()
    assert "too few to say" in said[2]
    assert "no promise agreed" in said[2]
    assert "no promise agreed" in said[3]
    assert f"fill in the workbook: what is agreed with {organisation.HOSTILE} (tab Promises)." in tab.text


def test_choosing_a_department_opens_its_rows_at_an_address_to_pass_on(tab):
    tab.open(PAGE)
    tab.page.get_by_role("button", name="Open Legal").click()
    tab.page.wait_for_url("**/departments?department=Legal")
    tab.shows("12 requests, the open ones first")
    assert "Hand-offs row 102" in tab.text
    assert "Hand-offs row 2 " not in tab.text
    tab.page.get_by_role("button", name="Link to these rows").click()
    link = f"{tab.address}/departments?department=Legal&period=Last+90+days&state=all"
    tab.page.locator("code", has_text=link).wait_for()
    tab.shows("This address opens on this machine only.")
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="All departments").click()
    tab.shows("Made answers possible")


@pytest.mark.parametrize("path", [ENGINEERING, HOSTILE])
def test_the_link_opens_exactly_its_rows_on_a_cold_server(browser, folder, path):
    with serving(folder) as address:
        tab = Tab(browser, address).open(path)
        tab.shows("longest open first" if path == ENGINEERING else "longest open at the top, then newest first")
        departments = tab.settle().page.locator(".rp-thread-head h2").all_inner_texts()
        assert departments == ["Engineering" if path == ENGINEERING else organisation.HOSTILE]
        assert "case 100" not in tab.text
        tab.is_sound()
        tab.page.close()


def test_rows_can_be_chosen_by_where_they_stand(tab):
    tab.open(ENGINEERING)
    tab.shows("2 requests, longest open first")  # what is open stands first
    for state, said in (
        ("Past the agreed time", "2 requests, longest open first"),
        ("Answered late", "6 requests, newest first"),
        ("Turned down: no time", "2 requests, newest first"),
    ):
        choose(tab, state)
        tab.shows(said)
    assert "turned down: no time" in tab.text


def test_an_address_may_name_the_state_and_a_reader_may_choose_another(tab):
    tab.open(f"{ENGINEERING}&state=late")
    assert chosen(tab) == "Answered late"
    tab.shows("6 requests, newest first")
    choose(tab, "Open")
    tab.page.wait_for_url("**state=waiting**")
    tab.settle().is_sound()
    tab.page.get_by_role("button", name="All departments").click()
    tab.page.wait_for_function("() => !location.search.includes('state')")  # the next one opens as is usual
    tab.open(f"{ENGINEERING}&state=slow")
    tab.shows("This link asks for a state that is not here: slow.")
    assert chosen(tab) == "Open"


def test_the_link_carries_period_channels_and_state_to_a_server_that_knows_nothing(tab, browser, folder):
    tab.open(f"{ENGINEERING}&channels={quote(HELP)}")
    choose(tab, "All of the period")
    tab.settle()
    choose(tab, "Last 28 days", of="Period")
    tab.page.wait_for_url("**period=Last**")
    here = rows(tab.settle())
    tab.page.get_by_role("button", name="Link to these rows").click()
    link = tab.page.locator("code", has_text="http").inner_text()
    path = "/departments" + link.partition("/departments")[2].replace("\n", "")
    assert {"period=Last+28+days", "state=all"} <= set(path.partition("?")[2].split("&"))
    with serving(folder) as address:
        cold = Tab(browser, address).open(path)
        assert chosen(cold) == "All of the period"
        assert cold.page.locator(".rp-chip").all_inner_texts() == [HELP]
        assert len(here) == 14  # of 40
        assert rows(cold) == here
        cold.is_sound()
        cold.page.close()


def test_a_row_leads_to_the_question_of_the_public(tab):
    tab.open(ENGINEERING)
    tab.page.get_by_role("button", name="Read the conversation").first.click()
    tab.at("/conversations")
    tab.shows("Where is my order")


def test_the_curve_has_a_name_for_those_who_hear_the_page(tab):
    tab.open(ENGINEERING)
    curve = tab.page.locator("[aria-label^='Share of requests to Engineering still waiting']")
    curve.first.wait_for(state="attached")
    assert "when the agreed time is up" in curve.first.get_attribute("aria-label")


def test_a_department_that_is_not_there_is_named_and_the_others_are(tab):
    tab.open(f"{PAGE}?department=Enginering")
    tab.shows("There is no department Enginering")
    assert "There are: Communications, Engineering, Legal" in tab.text
    tab.is_sound()


def test_before_the_data_nothing_is_claimed(tab):
    tab.open(f"{PAGE}?period=Choose+days&days=2025-08-01&days=2025-08-05")
    tab.shows("Nothing was asked in this period")
    assert "Made answers possible" not in tab.text
    said = tab.page.locator(".rp-dept").first.inner_text()
    assert "40 more since this period ended" in said
    assert "oldest 3" in said
    tab.is_sound()


@pytest.mark.parametrize("path", [PAGE, ENGINEERING, HOSTILE])
def test_it_is_sound_in_both_themes_and_widths_and_speaks_plain_words(tab, path):
    tab.open(path)
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        tab.fits()
    for word in FORBIDDEN:
        assert word not in tab.text


def test_without_hand_offs_it_says_how_to_begin(browser, warehouse_folder):
    with serving(warehouse_folder) as address:
        tab = Tab(browser, address).open(PAGE)
        tab.shows("No departments yet")
        assert "python -m connectors workbook new FILE.xlsx" in tab.text
        tab.is_sound()
        tab.page.close()
