"""What a reader will choose next is asked ahead, while nobody waits: the page again, over the other preset periods.

The answers land in the caches of ui/view.py, so that the click only draws. Nothing lists what a page asks: the view has
noted it, whatever the reader has opened. One thread a process asks it of other periods, one question after another, and
none while a page is being drawn.
"""

import atexit
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from streamlit import runtime

from ui.scope_bar import ALL, DEFAULT_PERIOD, LAST_MONTH, THIS_MONTH, period_of
from ui.view import Question, View

_log = logging.getLogger("rapport")
THREAD = "rapport-ahead"
_CALM = 2.0  # seconds: time for a browser to draw, and for a reader who clicks on at once
_PATIENCE = 5.0  # seconds that the end of the process waits for a question

#: What readers choose first comes first.
PERIODS = (DEFAULT_PERIOD, "Last 28 days", "Last 365 days", "Last 7 days", THIS_MONTH, LAST_MONTH, ALL)


@dataclass(frozen=True)
class Wish:
    """What a page has asked of a view, to be asked of its other periods."""

    view: View
    questions: tuple[Question, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same page over another period."""
        view = self.view
        return view.snapshot.identity, _over(view, DEFAULT_PERIOD).scope, frozenset(self.questions)

    def asks(self) -> Iterator[Callable[[], object]]:
        """Each question of each period, to be called."""
        for preset in PERIODS:
            over = _over(self.view, preset)
            for question, given in self.questions:
                yield partial(question, over, *given)


def _over(view: View, preset: str) -> View:
    return replace(view, scope=replace(view.scope, period=period_of(preset, view.about)))


def somebody_looks() -> bool:
    """Whether a dashboard is served and somebody has it open."""
    return runtime.exists() and runtime.get_instance().state is runtime.RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED


class Ahead:
    """Asks the newest wish, on a thread that is there while there is one. `calm`: seconds after a page was drawn."""

    def __init__(self, calm: float = _CALM, is_wanted: Callable[[], bool] = somebody_looks) -> None:
        self._calm, self._is_wanted = calm, is_wanted
        self._changed = threading.Condition()
        self._drawing, self._drawn_at = 0, 0.0
        self._wish: Wish | None = None
        self._done: set[tuple[object, ...]] = set()
        self._thread: threading.Thread | None = None

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """A page is being drawn: nothing is asked ahead until the block has ended, and a moment after."""
        with self._changed:
            self._drawing += 1
        try:
            yield
        finally:
            with self._changed:
                self._drawing -= 1
                self._drawn_at = time.monotonic()
                self._changed.notify_all()

    def wish(self, wish: Wish) -> threading.Thread | None:
        """Replace what is not yet asked, unless it is the same; returns the thread that asks, if there is one.

        What was asked once, or could not be answered, is not asked again while its snapshot is the newest.
        """
        with self._changed:
            if wish.key in self._done or (self._wish is not None and wish.key == self._wish.key):
                return self._thread
            self._done = {key for key in self._done if key[0] == wish.view.snapshot.identity}
            self._wish = wish
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=THREAD, daemon=True)
                self._thread.start()
            return self._thread

    def end(self) -> None:
        """Ask no more, and let the question end that is being asked: a process must not end in the midst of it."""
        with self._changed:
            self._wish, thread = None, self._thread
            self._changed.notify_all()
        if thread is not None:
            thread.join(_PATIENCE)

    def _work(self) -> None:
        while wish := self._next():
            is_over = self._ask(wish)
            with self._changed:
                if self._wish is wish:
                    self._wish = None
                if is_over:
                    self._done.add(wish.key)

    def _next(self) -> Wish | None:
        with self._changed:
            if self._wish is None:
                self._thread = None
            return self._wish

    def _ask(self, wish: Wish) -> bool:
        """Whether there is nothing more to ask: all is answered, or something could not be."""
        try:
            for ask in wish.asks():
                if not self._stands(wish):
                    return False
                ask()
        except Exception:  # nobody has asked for it: who does is told
            _log.debug("What was asked ahead could not be answered", exc_info=True)
        return True

    def _stands(self, wish: Wish) -> bool:
        """Wait until no page is being drawn; whether the wish is still the newest then, and somebody looks."""
        with self._changed:
            while self._wish is wish and (
                self._drawing or (calm_in := self._drawn_at + self._calm - time.monotonic()) > 0
            ):
                self._changed.wait(None if self._drawing else calm_in)
            return self._wish is wish and self._is_wanted()


_ahead = Ahead()
drawing = _ahead.drawing
atexit.register(_ahead.end)


def ask_other_periods(view: View) -> None:
    """Have what the page has asked of this view asked of the other preset periods, too, once nobody waits."""
    if somebody_looks():
        _ahead.wish(Wish(view, tuple(view.asked)))
