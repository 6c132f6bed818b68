"""A real server on a small warehouse, and a real browser: one of each for all tests but those that need it cold."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from tests.browser import world
from tests.browser.talk import Talk

ROOT = Path(__file__).parents[2]
_CHROMIUM = Path("/usr/bin/chromium")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
#: Nothing runs, nothing is left from the run before, and what comes in a file of its own (a chart) has come.
_STANDS = """() => document.querySelector('.stApp[data-test-script-state=notRunning]') && document.querySelector('h1')
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')"""
#: Until nothing has changed in the page for a while; at the longest five seconds, where something moves on its own.
_STILL = """() => new Promise(done => {
    const over = () => { watch.disconnect(); clearTimeout(quiet); clearTimeout(longest); done() }
    let quiet = setTimeout(over, 120), longest = setTimeout(over, 5000)
    const watch = new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(over, 120) })
    watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})
})"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The dashboard on a warehouse; gives its address, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder.parent / f"server-{port}.log"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    command += ["--server.fileWatcherType", "none"]
    with log.open("w") as out:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env={**os.environ, "RAPPORT_WAREHOUSE": str(folder), "PYTHONFAULTHANDLER": "1"},
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        _end(server, log)


def _end(server: "subprocess.Popen[bytes]", log: Path) -> None:
    """End the server; one that lingers says where it hangs, and no other test waits for it."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGABRT)
        server.wait()
        print(f"The server lingered after SIGTERM:\n{log.read_text()[-4000:]}")


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 (our own loopback address)
                if answer.status == 200:
                    return
        except OSError:
            assert server.poll() is None, "the server ended before it began"
            time.sleep(0.1)
    raise AssertionError("the server did not start")


class Tab:
    """A page in the browser that remembers what went wrong in it."""

    def __init__(self, browser, address: str) -> None:
        self.address = address
        self.page = browser.new_page()
        self.talk = Talk(self.page)
        self.page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self._note(said))

    def _note(self, said) -> None:
        probe = said.location.get("url", "")
        # on a deep link, Streamlit looks for its own endpoints below the page's path before it finds them at the root
        if not probe.endswith(("/_stcore/health", "/_stcore/host-config")):
            self.wrong.append(said.text)

    def open(self, path: str) -> "Tab":
        self.page.goto(self.address + path)
        return self.settle()

    def at(self, path: str) -> "Tab":
        """Follow a link that has been chosen until its page stands."""
        self.page.wait_for_url(lambda url: urlparse(url).path == path)
        return self.settle()

    def settle(self) -> "Tab":
        """Wait until all that was asked is answered and drawn."""
        deadline = time.monotonic() + 60
        while True:
            self.page.evaluate(_STILL)  # what was just clicked is sent by then
            if self.talk.is_over:
                self.page.wait_for_function(_STANDS)
                if self.talk.is_over:
                    return self
            assert time.monotonic() < deadline, "the page never stood still"

    @property
    def title(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def text(self) -> str:
        """Everything that a reader could read once the page stands, also in charts and tables."""
        self.settle()
        return self.page.evaluate(
            "() => document.body.innerText"
            " + [...document.querySelectorAll('svg text, canvas td, canvas th, [aria-label]')]"
            ".map(e => e.textContent + ' ' + (e.getAttribute('aria-label') || '')).join('\\n')"
        )

    def shows(self, words: str) -> None:
        """Wait until the page says so."""
        self.page.wait_for_function("words => document.body.innerText.includes(words)", arg=words)

    def hides(self, words: str) -> None:
        """Wait until the page no longer says so."""
        self.page.wait_for_function("words => !document.body.innerText.includes(words)", arg=words)

    def asks(self, **expected: str | list[str]) -> None:
        """Wait until the address asks for just these, by name."""
        wanted = {name: [value] if isinstance(value, str) else value for name, value in expected.items()}
        self.page.wait_for_url(lambda url: parse_qs(urlparse(url).query) == wanted)

    def is_sound(self) -> None:
        """Once the page stands: no error in page or console, and no dialog over it."""
        self.settle()
        assert self.wrong == []
        assert self.page.locator("[data-testid=stException], [role=dialog]").count() == 0
        assert "could not be drawn" not in self.text

    def fits(self) -> None:
        """Sound and no wider than the window, on a wide screen and on a phone."""
        for width in (1440, 390):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.settle().is_sound()
            self.page.wait_for_function(  # tables follow a change of width a moment later
                "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
                ".every(e => e.scrollWidth <= e.clientWidth)"
            )


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = str(_CHROMIUM) if _CHROMIUM.exists() else None
        chromium = playwright.chromium.launch(executable_path=path, args=_QUIET)
        # one context: what a page has loaded is there for the next, as for a reader
        yield chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
        chromium.close()


@pytest.fixture(scope="session")
def warehouse_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "warehouse"
    world.build(folder)
    return folder


@pytest.fixture(scope="session")
def address(warehouse_folder) -> Iterator[str]:
    with serving(warehouse_folder) as address:
        yield address


@pytest.fixture
def tab(browser, address) -> Iterator[Tab]:
    opened = Tab(browser, address)
    yield opened
    opened.page.close()
