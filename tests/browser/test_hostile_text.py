"""What strangers write is shown as they wrote it, and does nothing."""

import pytest

from tests.browser.world import CHANNELS, HOSTILE
from ui.plain import clean

JOBS = CHANNELS[2]["title"]
PLACES = {
    "thread": "/conversations?thread=facebook:long",
    "list": "/conversations?period=All+data",
    "waiting": "/waiting?period=All+data",
    "figures": "/",
    "data": "/data",
}


@pytest.mark.parametrize("place", PLACES)
def test_it_does_nothing(tab, place):
    tab.open(PLACES[place])
    tab.page.locator("[data-testid=stMain]").wait_for()
    assert "owned" not in tab.page.title()
    inside = tab.page.locator("[data-testid=stMain]")
    for selector in (
        "img[src=x]",
        "script",
        ".katex",
        "iframe",
        "a[href^='javascript' i]",
        "h1:has-text('outside')",
        "[data-testid=stMain] strong:has-text('bold')",
        "span:has-text('red text')[style*='color']",
    ):
        assert inside.locator(selector).count() == 0, selector
    assert tab.page.evaluate("() => getComputedStyle(document.body).display") != "none"
    tab.is_sound()


def test_it_is_read_letter_by_letter(tab):
    tab.open(PLACES["thread"])
    shown = tab.page.locator(".rp-text").all_inner_texts()
    for text in HOSTILE:
        assert any(clean(text).split() == said.split() for said in shown), text


def test_a_channel_of_ours_may_have_any_name(tab):
    tab.open("/")
    tab.page.get_by_role("combobox", name="Channels").click()
    tab.page.get_by_text(f"{JOBS} · Facebook", exact=True).click()
    tab.page.locator(".rp-chip", has_text=JOBS).wait_for()
    tab.settle().is_sound()
    assert JOBS in tab.text


def test_a_search_may_be_anything(tab):
    tab.open("/conversations")
    tab.page.get_by_label("Find words").fill("$a^2$ cost $5")
    tab.page.get_by_label("Find words").press("Enter")
    tab.page.get_by_text("with “$a^2$ cost $5”").wait_for()
    tab.settle().is_sound()
    assert tab.page.locator(".katex").count() == 0
