"""What a page asks: its own script is run once, and all that it asks of queries and the snapshot is recorded.

A list kept by hand would drift from the pages. The recording is replayed without Streamlit, call by call, with nothing
kept from one round to the next, so that the time is that of the questions alone.
"""

import importlib
import inspect
import itertools
import logging
import os
import pickle
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import queries
from queries.channels import channels
from queries.measurement import Measurement
from warehouse import Home, Snapshot, current

ROOT = Path(__file__).parents[1]

#: What the start page keeps behind a title until it is opened: a benchmark opens it.
FOLDED = ("more-figures", "hours-folded")

_numbers = itertools.count()


@dataclass(frozen=True)
class Scoped:
    """A scope as the link to a page says it."""

    name: str
    period: str
    channels: int | None
    """How many channels are chosen; None: all."""


SCOPES = (Scoped("90 d, 5 channels", "Last 90 days", 5), Scoped("365 d", "Last 365 days", None))


@dataclass(frozen=True)
class Call:
    """One question: a function of queries, or a method of the snapshot, with what it was given and what it gave."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    result: Any

    def ask(self, snapshot: Snapshot) -> Any:
        """The same question again."""
        return self.function(snapshot, *self.arguments, **self.keywords)


def record(home: Home, scoped: Scoped) -> list[Call]:
    """Run the start page on a warehouse in a scope, as a reader would open it, and return what it asked, in order.

    Raises RuntimeError where the page could not be drawn.
    """
    logging.disable(logging.WARNING)  # there is no browser, and Streamlit says so again and again
    import streamlit as st  # noqa: PLC0415 (the measured process does without it)
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    from ui import scope_bar  # noqa: PLC0415

    labels = list(scope_bar.channel_labels(channels(current(home))))
    st.cache_data.clear()
    os.environ["RAPPORT_WAREHOUSE"] = str(home.folder)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=1800)
    page.query_params["period"] = scoped.period
    if scoped.channels:
        page.query_params["channels"] = labels[: scoped.channels]
    for fold in FOLDED:
        page.session_state[fold] = True
    try:
        with _recording() as calls:
            page.run()
    finally:
        logging.disable(logging.NOTSET)
    if page.exception or page.error:
        raise RuntimeError(f"The page could not be drawn: {[found.value for found in (*page.exception, *page.error)]}")
    return calls


def replay(snapshot: Snapshot, calls: list[Call]) -> None:
    """Ask all of it again, as if no figure had been asked for before."""
    forget(snapshot)
    for call in calls:
        call.ask(snapshot)


def forget(snapshot: Snapshot) -> None:
    """Give the snapshot another identity, which is the key of every cache of figures.

    What is worked out once for a snapshot, whatever is asked of it, stays known, as it does while the dashboard runs.
    """
    snapshot.identity = f"{snapshot.identity.partition(' ')[0]} {next(_numbers)}"


def measured(calls: list[Call]) -> list[Measurement]:
    """The measurements among the answers."""
    return [call.result for call in calls if isinstance(call.result, Measurement)]


def save(calls: list[Call], file: Path) -> None:
    """Keep a recording for a process that has no Streamlit."""
    file.write_bytes(pickle.dumps(calls))


def load(file: Path) -> list[Call]:
    """A recording that was kept."""
    calls: list[Call] = pickle.loads(file.read_bytes())  # noqa: S301 (our own, of this run)
    return calls


@contextmanager
def _recording() -> Iterator[list[Call]]:
    """Note each call that does not come from within another one, until the block ends."""
    calls: list[Call] = []
    inside = threading.local()

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(snapshot: Snapshot, *arguments: Any, **keywords: Any) -> Any:
            if getattr(inside, "call", False):
                return function(snapshot, *arguments, **keywords)
            inside.call = True
            try:
                result = function(snapshot, *arguments, **keywords)
            finally:
                inside.call = False
            calls.append(Call(function, arguments, keywords, result))
            return result

        return call

    functions = {function: noted(function) for function in _questions()}
    _exchange(functions)
    methods = {name: getattr(Snapshot, name) for name in ("rows", "records", "table")}
    for name, method in methods.items():
        setattr(Snapshot, name, noted(method))
    try:
        yield calls
    finally:
        _exchange({call: function for function, call in functions.items()})
        for name, method in methods.items():
            setattr(Snapshot, name, method)


def _questions() -> list[Callable[..., Any]]:
    """The public functions of queries that ask something of a snapshot."""
    for module in pkgutil.iter_modules(queries.__path__, "queries."):
        importlib.import_module(module.name)  # a page may bring it in only while it runs
    return [
        found
        for module in _modules("queries")
        for name, found in vars(module).items()
        if inspect.isfunction(found)
        and found.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(found).parameters), "") == "snapshot"
    ]


def _exchange(functions: dict[Callable[..., Any], Callable[..., Any]]) -> None:
    """Put one function in the place of another wherever it has been imported."""
    for module in (*_modules("queries"), *_modules("ui")):
        for name, found in list(vars(module).items()):
            if inspect.isfunction(found) and found in functions:
                setattr(module, name, functions[found])


def _modules(package: str) -> list[Any]:
    return [module for name, module in list(sys.modules.items()) if name.split(".")[0] == package]
