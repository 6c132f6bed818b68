"""From a click on a filter until everything is drawn, in a real browser, against the same page with constant data.

The time is taken inside the page: from the click to the first frame after the last change that a reader could see.
At once is a click as soon as the page stands, before anything is asked ahead (ui/ahead.py); asked ahead is one after
the server has come to rest. Constant data is the same click once more: every figure then comes from the cache, and only
the drawing is left.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench.timing import Figures

ROOT = Path(__file__).parents[1]
NAME = "click → drawn, 365 d"
"""At once; what follows the name says what is otherwise."""

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()

#: Scopes that are alike in work and differ in the cache: each can be clicked for the first time once. The first of a
#: pair is clicked at once.
_YEAR, _WEEKDAYS, _WALL = {"compare": "A year before"}, {"compare": "The same weekdays before"}, "Round the clock"
_FRESH: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    ({}, _WEEKDAYS),
    (_YEAR, {"clock": _WALL}),
    ({**_WEEKDAYS, "clock": _WALL}, {**_YEAR, "clock": _WALL}),
)
_USUAL, _WANTED = "Last 90 days", "Last 365 days"
_QUIET = 1000
"""Milliseconds without a change after which a page that runs no more counts as drawn."""

_WATCH = """
() => {
    window.bench = {clicked: 0, changed: 0};
    document.addEventListener('click', e => {
        if (e.target.closest('[role=option]')) window.bench = {clicked: performance.now(), changed: performance.now()};
    }, true);
    const unseen = '[data-testid=stStatusWidget], [data-testid=stToolbar], [data-testid=stHeader]';
    new MutationObserver(changes => {
        if (changes.every(c => (c.target.nodeType === 1 ? c.target : c.target.parentElement)?.closest(unseen))) return;
        requestAnimationFrame(() => { window.bench.changed = performance.now(); });
    }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ['d', 'data-stale', 'width', 'height', 'transform']});
}
"""
_DRAWN = f"""
() => window.bench.clicked && performance.now() - window.bench.changed > {_QUIET}
    && document.querySelector('.stApp[data-test-script-state=notRunning]')
    && !document.querySelector('[data-stale=true]')
"""
_READY = ".stApp[data-test-script-state=notRunning]"

_REST, _NOISE = 2.0, 0.05
"""Seconds, and so few of processor time in them, after which a server rests: nothing more is asked ahead."""


def click(_file: Path, folder: Path) -> Figures:
    """Seconds for a first click, at once and with its figures asked ahead, and for the same with constant data."""
    if not Path("/proc/self/stat").exists():
        return {NAME: "whether the server rests is read from /proc, and there is none here"}
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is a browser)
    except ImportError:
        return {NAME: "playwright is not installed (pip install -r requirements-dev.txt)"}
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=str(_CHROMIUM) if _CHROMIUM.exists() else None, args=_FLAGS
            )
        except Exception as error:  # whatever keeps a browser from starting
            return {NAME: f"no browser here: {str(error).splitlines()[0]}"}
        with _serving(folder) as (address, server):
            at_once, ahead, again, asked = _clicks(browser, address, server)
            held = _memory(server)
        browser.close()
    return {
        NAME: median(at_once),
        f"{NAME}, asked ahead": median(ahead),
        f"{NAME}, constant data": median(again),
        "click ÷ constant data, 365 d, at once": median(at_once) / median(again),
        "click ÷ constant data, 365 d": median(ahead) / median(again),
        "page drawn → all periods asked ahead": median(asked),
        "memory of the dashboard, MB": held,
    }


def _clicks(browser: Any, address: str, server: int) -> tuple[list[float], ...]:
    """Seconds of clicks on a period: at once, asked ahead, with all figures in the cache; and until all were asked."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.set_default_timeout(180_000)
    at_once, ahead, again, asked = [], [], [], []
    for hasty, patient in _FRESH:
        _open(page, address, hasty)
        at_once.append(_choose(page, _WANTED))
        _rest(server)
        again.append(_once_more(page))
        _open(page, address, patient)
        asked.append(_rest(server))
        ahead.append(_choose(page, _WANTED))
        again.append(_once_more(page))
    return at_once, ahead, again, asked


def _open(page: Any, address: str, scope: dict[str, str]) -> None:
    page.goto(f"{address}/?{urlencode({'period': _USUAL, **scope})}")
    page.wait_for_selector(_READY)
    page.wait_for_selector("h1")
    page.evaluate(_WATCH)


def _once_more(page: Any) -> float:
    """The click on a period that is drawn, with all figures in the cache."""
    _choose(page, _USUAL)
    return _choose(page, _WANTED)


def _choose(page: Any, period: str) -> float:
    page.locator(".st-key-period input").click()
    page.evaluate("() => { window.bench.clicked = 0 }")
    page.get_by_role("option", name=period, exact=True).click()
    page.wait_for_function(_DRAWN)
    return float(page.evaluate("() => (window.bench.changed - window.bench.clicked) / 1000"))


def _rest(server: int) -> float:
    """Wait until a process rests; how many seconds it has still worked."""
    began = last = time.monotonic()
    used = _used(server)
    while time.monotonic() - last < _REST:
        time.sleep(_REST / 10)
        if (now := _used(server)) - used > _NOISE:
            used, last = now, time.monotonic()
    return last - began


def _used(process: int) -> float:
    """Seconds of processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """The most memory that a process has held, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, int]]:
    """The dashboard on a warehouse; gives its address and its process, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "RAPPORT_WAREHOUSE": str(folder)},
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 (our own loopback address)
                if answer.status == 200:
                    return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError("The dashboard did not start.")
