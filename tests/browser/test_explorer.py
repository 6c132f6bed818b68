"""An analyst asks for any figure, cuts it, passes the link on, and reads down to the messages."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import marts
from queries.metric import metrics
from tests.browser import organisation
from tests.browser.conftest import serving
from tests.browser.test_pages import FORBIDDEN
from ui.explorer import by_area, figure_name
from warehouse import Home, open_writer, publish

FORMULA = '=HYPERLINK("https://example.invalid","x")'


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The small organisation, with a topic whose name a spreadsheet would run."""
    folder: Path = tmp_path_factory.mktemp("explorer") / "warehouse"
    organisation.build(folder)
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        with writer.transaction():
            writer.execute(
                "insert into topics (topic, position, words, department) values ($1, 0, ['order'], 'Engineering')",
                [FORMULA],
            )
        marts.refresh(writer)
        publish(writer)
    with serving(folder) as address:
        yield address


def test_any_figure_opens_at_its_link(tab):
    tab.open("/explorer")
    wrong = []
    for name in {metrics()[name].shape: name for name in by_area()}.values():  # one of each kind
        tab.open(f"/explorer?metric={name}&period=Last+365+days")
        label = figure_name(name).split(" · ")[1]
        if tab.page.locator(".rp-asked-figure h2").inner_text() != label or "could not be drawn" in tab.text:
            wrong.append(name)
    assert not wrong
    tab.is_sound()


@pytest.mark.parametrize(
    "by",
    ["whole", "channel", "platform", "department", "topic", "audience", "week", "month", "quarter", "weekday_hour"],
)
def test_a_wait_is_cut_any_way_and_fits_a_wide_screen_and_a_phone(tab, by):
    tab.open(f"/explorer?metric=conversations.first_response&by={by}")
    tab.fits()
    tab.page.locator(".js-plotly-plot").wait_for()  # one, and only one
    assert tab.page.locator("[data-testid=stPlotlyChart] [aria-label], [data-testid=stPlotlyChart][aria-label]").count()


def test_what_is_chosen_stands_in_the_address_and_stays(tab):
    tab.open("/explorer?period=Last+365+days")
    tab.page.get_by_role("combobox", name="Figure").click()
    tab.page.keyboard.type("time agreed")
    tab.page.get_by_role("option", name="Answered in the time agreed").click()
    tab.asks(metric="handoffs.answered_in_promise", period="Last 365 days")
    tab.page.get_by_role("radio", name="Department").click()
    tab.asks(metric="handoffs.answered_in_promise", by="department", period="Last 365 days")
    tab.page.get_by_role("radio", name="Not: ").click()
    tab.asks(metric="handoffs.answered_in_promise", by="department", state="did not", period="Last 365 days")
    tab.shows("22 requests, newest first")
    tab.page.reload()
    tab.settle()
    assert "22 requests, newest first" in tab.text
    tab.is_sound()


def test_a_bar_leads_to_its_items_and_they_to_the_conversation(tab):
    tab.open("/explorer?metric=handoffs.asked&by=department&period=Last+365+days")
    tab.page.locator(".js-plotly-plot .bars path").nth(2).click(force=True)
    tab.page.wait_for_url("**part=Legal**")
    tab.shows("Legal: 12")
    tab.shows("12 requests, newest first")
    tab.page.get_by_role("button", name="Read this conversation").first.click()
    tab.page.wait_for_url("**/conversations**thread=*")
    tab.shows("What do we say to case 100")
    tab.is_sound()


def test_the_file_cannot_run(tab):
    tab.open("/explorer?metric=conversations.started&by=topic&period=Last+365+days")
    with tab.page.expect_download() as coming:
        tab.page.get_by_role("button", name="Download these figures (CSV)").click()
    path = coming.value.path()
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    assert rows[1]["slice"] == f"'{FORMULA}"
    assert float(rows[1]["value"]) > 300
    assert coming.value.suggested_filename.startswith("conversations.started-by-topic-")


def test_only_our_file_can_be_taken_out_of_the_table(tab):
    """Streamlit's own button writes cells as they are."""
    tab.open("/explorer?metric=conversations.started&by=topic")
    tab.page.locator("[data-testid=stDataFrame]").hover()
    tab.page.get_by_role("button", name="Search: ").wait_for()
    assert not tab.page.get_by_role("button", name="Download as CSV: ").is_visible()


def test_the_sql_and_the_command_are_one_click_away(tab):
    tab.open("/explorer?metric=conversations.reply_rate&by=channel")
    for word in ("from exchanges", "python -m queries"):
        assert word not in tab.text
    tab.page.get_by_text("The SQL, and the command that gives this figure").click()
    tab.shows("from exchanges")
    tab.shows("-- title: Reply rate")
    tab.shows("python -m queries measure conversations.reply_rate --since 2026-08-23 --until 2026-11-20 --by channel")
    tab.is_sound()


def test_a_link_that_asks_for_what_is_not_here_says_so(tab):
    said = tab.open("/explorer?metric=sales.<b>revenue</b>&by=moon&part=x").text
    assert "asks for a figure that is not here: sales.<b>revenue</b>" in said
    assert "asks for a cut that this figure has not: moon" in said
    assert "asks for a part that is not here: x" in said
    assert "Answered within a day" in said
    tab.is_sound()


def test_findings_have_their_rules_and_a_link_of_their_own(tab):
    tab.open("/explorer?show=findings&of=Engineering&within=8&period=Last+365+days")
    said = tab.text.replace("\u00a0", " ")
    for words in (
        "Had Engineering answered within 8 hours",
        "due in this period",
        "At the least, what is unanswered would have stayed so",
        "Too few to say",
        "Departments can't or won't answer",
        "a sign under 75 %, clear under 50 %",
    ):
        assert words in said, words
    tab.page.get_by_role("radio", name="24 hours").click()
    tab.shows("Had Engineering answered within 24 hours")
    tab.asks(show="findings", of="Engineering", within="24", period="Last 365 days")
    tab.is_sound()
    for word in FORBIDDEN:
        assert word not in said


def test_the_glossary_leads_to_the_figure_and_back(tab):
    tab.open("/glossary#conversations-reply-rate")
    entry = tab.page.locator("#conversations-reply-rate")
    # On a slow machine Streamlit goes there before what stands above has its height; the browser does when asked.
    tab.page.evaluate("() => { const to = location.hash; location.hash = ''; location.hash = to }")
    tab.page.wait_for_function(
        "() => { const place = document.querySelector('#conversations-reply-rate').getBoundingClientRect();"
        " return place.top >= 0 && place.bottom <= innerHeight }"
    )
    assert entry.inner_text() == "Answered within a day"
    assert tab.page.locator(".st-key-glossary h3").count() > len(metrics())
    tab.page.get_by_role("searchbox", name="Find in the Glossary").fill("backlog")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => document.querySelectorAll('.st-key-glossary h3').length === 1")
    tab.page.get_by_role("link", name="Look at it").click()
    tab.page.wait_for_url("**/explorer?metric=conversations.waiting**")
    tab.settle().is_sound()
    link = tab.page.get_by_role("link", name="its meaning and rule")
    assert link.get_attribute("href") == "glossary#conversations-waiting"


def test_a_word_that_is_not_there_is_said_as_such(tab):
    tab.open("/glossary")
    tab.page.get_by_role("searchbox", name="Find in the Glossary").fill("<i>followers of followers</i>")
    tab.page.keyboard.press("Enter")
    tab.shows("No such word here")
    tab.shows("<i>followers of followers</i>")
    tab.is_sound()
