"""What a leader reads in two minutes and a social media manager does every day, where departments are known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import marts
from tests.browser import organisation
from tests.browser.conftest import serving
from tests.browser.test_pages import FORBIDDEN
from warehouse import Home, open_writer, publish


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The small organisation with departments, and with what it is for: objectives, topics, audiences."""
    folder: Path = tmp_path_factory.mktemp("standing") / "warehouse"
    organisation.build(folder)
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        with writer.transaction():
            for position in range(6):
                writer.execute(
                    "insert into objectives (objective, position, metric, target, due) "
                    "values ($1, $2, 'conversations.reply_rate', 0.9, date '2026-12-31')",
                    [f"Objective {position} <b>now</b>", position],
                )
            writer.execute(
                "insert into topics (topic, position, words, department) values ('Orders', 0, ['order'], 'Engineering')"
            )
            writer.execute("insert into audiences values ('Regulars', 0, 'p1', null)")
        marts.refresh(writer)
        publish(writer)
    with serving(folder) as address:
        yield address


def test_where_we_stand_goes_from_the_objectives_to_one_conversation(tab):
    said = tab.open("/").text.replace("\u00a0", " ")
    in_order = (
        "Objective: Objective 0 <b>now</b>",
        "All objectives (6)",
        "of 100 questions were answered within a day",
        "Still waiting",
        "Where the waiting hours went",
        "social team",
        "Read one",
        "Week by week",
    )
    places = [said.index(part) for part in in_order]
    assert places == sorted(places)
    assert tab.page.locator(".rp-objective:visible").count() == 4
    tab.page.get_by_text("Every holder, with how sure the figure is").click()
    tab.shows("social team (Communications)")
    tab.is_sound()
    for word in FORBIDDEN:
        assert word not in tab.text


def test_a_sentence_leads_to_what_it_rests_on(tab):
    tab.open("/?period=Last+28+days")
    tab.page.get_by_role("button", name="See who waits").first.click()
    tab.page.wait_for_url("**/waiting**")
    tab.settle().is_sound()
    tab.asks(period="Last 28 days")


def test_credit_leads_to_the_rows_of_the_department(tab):
    tab.open("/?period=Last+365+days")
    assert "Made answers possible: Engineering" in tab.text
    tab.page.get_by_role("button", name="See the requests").first.click()
    tab.page.wait_for_url("**/departments**")
    tab.settle().is_sound()
    tab.asks(period="Last 365 days", department="Engineering")


def test_one_conversation_can_be_read_with_what_happened_inside(tab):
    tab.open("/")
    tab.page.get_by_role("button", name="Read this conversation").click()
    tab.page.wait_for_url("**thread=*")
    tab.shows("Engineering asked by Kit")
    tab.shows("What do we say to case")
    tab.settle().is_sound()
    assert tab.page.locator(".rp-inside i").count() == 0
    assert tab.page.get_by_role("button", name="Ask a department").count() == 1


def test_waiting_says_on_whom_and_shows_those_of_one_holder(tab):
    tab.open("/waiting")
    tab.page.get_by_role("radio", name="Engineering: 2").click()
    tab.page.wait_for_function("() => document.querySelectorAll('.rp-item').length === 2")
    tab.settle().is_sound()
    whom = tab.page.locator(".rp-item-whom").all_inner_texts()
    assert all(said.startswith("Engineering, asked") for said in whom)
    assert tab.page.get_by_role("button", name="What came of it").count() == 2
    tab.page.get_by_role("radio", name="No hand-off logged").click()
    tab.shows("Nobody asked: no hand-off logged")
    tab.is_sound()


def test_an_address_can_ask_for_a_holder(tab):
    tab.open("/waiting?holder=Engineering")
    assert tab.page.locator(".rp-item").count() == 2


@pytest.mark.parametrize("path", ["/", "/waiting", "/conversations?thread=x:q0"])
def test_it_fits_a_wide_screen_and_a_phone_in_both_themes(tab, path):
    tab.open(path)
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        tab.fits()


def test_departments_topics_and_audiences_are_chosen_and_stay(tab):
    tab.open("/?departments=Engineering&topics=Orders")
    tab.page.get_by_text("More", exact=True).click()
    tab.page.wait_for_function(  # a list that opens while the box still unfolds closes again
        "() => document.getAnimations().every(one => one.playState !== 'running')"
    )
    tab.page.get_by_role("combobox", name="Audiences").click()
    tab.page.get_by_role("option", name="Regulars").click()
    tab.page.wait_for_url("**audiences=Regulars**")
    tab.page.keyboard.press("Escape")
    tab.settle().is_sound()
    chosen = {"departments": ["Engineering"], "topics": ["Orders"], "audiences": ["Regulars"]}
    for title in ("Waiting", "Departments", "Conversations", "Where we stand"):
        tab.page.get_by_role("link", name=title, exact=True).click()
        tab.page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
        tab.settle().is_sound()
        tab.asks(**chosen)
        assert tab.page.locator(".rp-chip").all_inner_texts() == ["Engineering", "Orders", "Regulars"]
    tab.page.get_by_role("button", name="Clear", exact=True).click()
    tab.page.wait_for_function("() => !location.search.includes('departments')")
    assert tab.settle().page.locator(".rp-chip").count() == 0


def test_what_the_workbook_does_not_know_is_named(tab):
    tab.open("/?departments=Espionage&topics=Weather&audiences=Ghosts")
    for said in (
        "a department that is not here: Espionage",
        "a topic that is not here",
        "an audience that is not here",
    ):
        tab.shows(said)
    tab.is_sound()


def test_what_came_of_a_request_can_be_noted_where_it_waits(tab):
    """The dialog of a row under Waiting opens, as it does in a conversation."""
    tab.open("/waiting")
    tab.page.get_by_role("radio", name="Engineering: 2").click()
    tab.page.wait_for_function("() => document.querySelectorAll('.rp-item').length === 2")
    tab.page.get_by_role("button", name="What came of it").first.click()
    tab.page.get_by_role("button", name="Note it").wait_for()
    assert tab.settle().page.locator("[data-testid=stException]").count() == 0
    assert tab.wrong == []
