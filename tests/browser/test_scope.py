"""What a reader has chosen stays chosen, and can be passed on."""

from urllib.parse import parse_qs, urlparse

HELP = "Riverline Help · X"


def choose_period(tab, period):
    tab.page.get_by_role("combobox", name="Period").click()
    tab.page.get_by_role("option", name=period, exact=True).click()


def test_the_scope_survives_page_changes_and_a_reload(tab):
    tab.open("/")
    choose_period(tab, "Last 28 days")
    tab.page.wait_for_url("**period=*")
    tab.settle()
    tab.page.get_by_role("combobox", name="Channels").click()
    tab.page.get_by_role("option", name=HELP).click()
    tab.page.locator(".rp-chip", has_text=HELP).wait_for()
    tab.page.keyboard.press("Escape")  # an open list hides the rest of the page from those who hear it
    tab.settle()
    days = tab.page.locator(".rp-dates").inner_text()
    for title in ("Data", "Waiting", "Conversations", "Where we stand"):
        tab.page.get_by_role("link", name=title, exact=True).click()
        tab.page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
        tab.settle()
        tab.asks(period="Last 28 days", channels=HELP)
    tab.page.reload()
    tab.settle().is_sound()
    assert tab.page.locator(".rp-dates").inner_text() == days
    assert tab.page.locator(".rp-chip").all_inner_texts() == [HELP]


def test_what_stands_behind_more_is_in_the_address_too(tab):
    tab.open("/?clock=While+we+were+open&compare=A+year+before&platforms=X")
    assert tab.page.locator(".rp-chip").all_inner_texts() == ["X", "a year before", "waits while we were open"]
    tab.page.get_by_role("link", name="Waiting", exact=True).click()
    tab.page.wait_for_url("**/waiting**")
    tab.settle().is_sound()
    tab.asks(clock="While we were open", compare="A year before", platforms="X")
    tab.page.get_by_role("button", name="Clear", exact=True).click()
    tab.page.wait_for_function("() => !location.search.includes('platforms')")
    assert tab.settle().page.locator(".rp-chip").count() == 0


def test_an_address_with_unknown_values_never_widens_the_scope_in_silence(tab):
    tab.open("/?channels=Old+Help+%C2%B7+X&period=Last+fortnight")
    tab.shows("asks for a channel that is not here: Old Help · X")
    tab.shows("asks for a period that is not here: Last fortnight")
    tab.page.get_by_role("link", name="Waiting", exact=True).click()
    tab.page.wait_for_url("**/waiting**")
    tab.settle().shows("Old Help")
    choose_period(tab, "Last 28 days")
    tab.page.wait_for_url("**period=*")
    tab.hides("Old Help")
    tab.is_sound()


def test_a_period_of_ones_own_is_in_the_address(tab):
    tab.open("/?period=Choose+days&days=2026-10-01&days=2026-10-31")
    assert tab.page.locator(".rp-dates").inner_text().replace("\u00a0", " ") == "1 Oct – 31 Oct 2026"
    tab.is_sound()


def test_a_row_of_the_channel_table_sets_the_scope(tab):
    tab.open("/")
    grid = tab.page.locator("[class*=st-key-channels-table]")
    grid.scroll_into_view_if_needed()
    box = grid.locator("canvas").first.bounding_box()
    tab.page.mouse.click(box["x"] + 18, box["y"] + 60)
    tab.page.locator(".rp-chip", has_text=HELP).wait_for()
    tab.settle().is_sound()
    tab.asks(channels=HELP)


def test_an_hour_leads_to_the_conversations_that_began_then(tab):
    tab.open("/")
    tab.page.get_by_text("When people turn to us").click()
    chart = tab.page.locator(".st-key-hours-chart")
    chart.scroll_into_view_if_needed()
    box = chart.locator(".bars .point path").nth(5 * 24 + 8).bounding_box()  # rows from Sunday up
    tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.page.get_by_role("button", name="Read them").click()
    tab.page.wait_for_url("**/conversations**")
    tab.settle().is_sound()
    assert "Began on Tuesday, 08:00 to 09:00" in tab.text
    tab.page.get_by_role("button", name="Any hour").click()
    tab.page.wait_for_function("() => !location.search.includes('at=')")
    tab.settle().is_sound()


def test_from_waiting_into_a_conversation_and_back(tab):
    tab.open("/waiting?period=Last+28+days")
    tab.page.get_by_role("button", name="Read this conversation").nth(1).click()
    tab.page.wait_for_url("**thread=*")
    tab.settle().is_sound()
    tab.asks(period="Last 28 days", thread=parse_qs(urlparse(tab.page.url).query)["thread"])
    assert "still waiting after" in tab.text
    tab.page.reload()
    assert "still waiting after" in tab.settle().text
    tab.page.get_by_role("button", name="All conversations").click()
    tab.page.get_by_text("newest first").wait_for()
    tab.settle().is_sound()
    tab.asks(period="Last 28 days")


def test_words_and_state_find_a_conversation(tab):
    tab.open("/conversations?period=All+data")
    tab.page.get_by_label("Find words").fill("my heating is cold")
    tab.page.get_by_label("Find words").press("Enter")
    tab.page.get_by_text("1 conversation, with “my heating is cold”").wait_for()
    tab.page.get_by_role("radio", name="Our posts").click()
    tab.page.get_by_text("Nothing found").wait_for()
    tab.page.get_by_label("Find words").fill("river, number 12")
    tab.page.get_by_label("Find words").press("Enter")
    tab.page.get_by_text("1 post of ours, with").wait_for()
    tab.settle()
    tab.page.get_by_role("button", name="Read this conversation").click()
    tab.page.get_by_text("What it drew").wait_for()
    tab.settle().is_sound()


def test_a_thread_shows_waits_fates_and_sides(tab):
    said = tab.open("/conversations?thread=x:f3").text.replace("\u00a0", " ")
    for needed in (
        "waited 6 days",
        "automated",
        "only thanks",
        "hidden by us",
        "deleted by its author",
        "edited",
        "written by Ana",
        "needs a reply",
        "still waiting after",
    ):
        assert needed in said, needed


def test_a_thread_that_is_not_here_says_so(tab):
    tab.open("/conversations?thread=x:nothing")
    assert "This conversation is not here" in tab.text
    tab.is_sound()
