"""While a reader reads, the dashboard asks what a choice of another period will ask."""

import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import organisation
from tests.browser.conftest import serving

_MISSED = re.compile(r'^cache_lookups_total\{cache="ui\.view\._measured".*result="miss"\} (\d+)', re.MULTILINE)
_STILL = 3.0  # seconds: a question takes a few hundredths of one


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found: Path = tmp_path_factory.mktemp("ahead") / "warehouse"
    organisation.build(found)
    return found


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def missed(address: str) -> int:
    """How many figures were not in the cache when they were asked for."""
    with urllib.request.urlopen(f"{address}/_stcore/metrics", timeout=10) as answer:  # noqa: S310 (our own loopback address)
        return int(_MISSED.search(answer.read().decode())[1])


def asked_ahead(address: str, drawn: int) -> int:
    """How many were not, once more has been asked than was drawn, and nothing more is."""
    deadline = time.monotonic() + 60
    found, since = drawn, time.monotonic()
    while found == drawn or time.monotonic() - since < _STILL:
        assert time.monotonic() < deadline, "nothing was asked ahead, or it took no end"
        time.sleep(0.2)
        if (now := missed(address)) != found:
            found, since = now, time.monotonic()
    return found


def test_another_period_is_drawn_from_what_was_asked_ahead(tab, address, folder):
    tab.open("/")
    known = asked_ahead(address, missed(address))
    tab.page.locator(".st-key-period input").click()
    tab.page.get_by_role("option", name="Last 28 days", exact=True).click()
    tab.asks(period="Last 28 days")
    tab.is_sound()
    assert missed(address) == known
    (log,) = folder.parent.glob("server-*.log")
    assert "ScriptRunContext" not in log.read_text()
