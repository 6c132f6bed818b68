"""What one run of the script looks at: a snapshot and a scope; and the caches, which know no clock.

A cache entry belongs to a snapshot. When a sync publishes, the identity changes, and nothing old is asked for again.
A view notes what it is asked, so that the same can be asked of another period (ui/ahead.py).
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple, cast

import streamlit as st

from queries import reading
from queries.behind import Behind, State, behind
from queries.curves import Curve, curve
from queries.diagnosis import Finding, diagnose
from queries.engine import cut, measure
from queries.estimates import TOO_FEW
from queries.measurement import Estimate, Measurement
from queries.replay import Replay, if_answered_within
from queries.risk import RiskDifference, risk_difference
from queries.scope import Scope
from queries.settings import Settings
from warehouse import DEFAULT_HOME, Home, Snapshot

_KEY = "rapport.view"
_ENTRIES = 4000  # figures of a few kilobytes; the oldest goes first

Found = TypeVar("Found")
Given = TypeVarTuple("Given")

#: A function of a view, and what it is given beside the view.
Question = tuple[Callable[..., object], tuple[object, ...]]


@dataclass(frozen=True)
class View:
    """A snapshot seen in a scope."""

    snapshot: Snapshot
    scope: Scope
    about: reading.About
    asked: dict[Question, None] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What it was asked in its own scope, each once, in order. The same view in another scope begins with nothing."""

    @property
    def settings(self) -> Settings:
        """What the organisation has decided for itself."""
        return self.about.settings

    @property
    def has_requests(self) -> bool:
        """Whether any request to a department is known."""
        return _has_requests(self.snapshot.identity, self.snapshot)

    def measure(self, metric: str, by: str | None = None, scope: Scope | None = None) -> Measurement:
        """One metric in this scope or another one."""
        found = _measured(self.snapshot.identity, self.snapshot, metric, scope or self.scope, by)
        if scope is None:
            self.asked[View.measure, (metric, by)] = None
        return judged(found, self.settings.minimum_n) if found.metric.unit == "duration" else found

    def replay(self, seconds: float, departments: tuple[str, ...]) -> Replay:
        """How it would have been, had these departments answered within so many seconds on their own clocks."""
        return _replayed(self.snapshot.identity, self.snapshot, self.scope, seconds, departments)

    def behind(self, measured: Measurement, part: str | None, state: State | None, size: int, offset: int) -> Behind:
        """One page of what lies behind a figure or one slice of it; `measured` is of this view."""
        key = (measured.metric.name, measured.scope, measured.by, part, state, size, offset)
        return _behind(self.snapshot.identity, self.snapshot, key, measured)

    def curve(self, measured: Measurement) -> Curve:
        """The whole curve behind a measured wait of this view."""
        key = (measured.metric.name, measured.scope)
        return _curve(self.snapshot.identity, self.snapshot, key, measured)

    def risk(self) -> RiskDifference:
        """How much more often the public is left without an answer in time where a colleague was late."""
        return _risk(self.snapshot.identity, self.snapshot, self.scope)

    def diagnose(self) -> list[Finding]:
        """Six symptoms, each looked for in the figures."""
        return _diagnosed(self.snapshot.identity, self.snapshot, self.scope)

    def read(self, name: str, **values: Any) -> list[dict[str, Any]]:
        """One list of queries/reading."""
        return read(self.snapshot, name, **values)


def noted(question: Callable[[View, *Given], Found]) -> Callable[[View, *Given], Found]:
    """A question that rests on other figures than those of its view alone; the view notes it after those."""

    @wraps(question)
    def asked(view: View, *given: *Given) -> Found:
        found = question(view, *given)
        view.asked[question, given] = None
        return found

    return asked


def judged(measurement: Measurement, minimum: int) -> Measurement:
    """Waits of fewer than the minimum, and not yet known: that they are too few is all there is to say."""

    def of(estimate: Estimate) -> Estimate:
        if estimate.at_least is None or estimate.n >= minimum:
            return estimate
        return Estimate(None, n=estimate.n, reason=TOO_FEW)

    return replace(
        measurement,
        estimate=of(measurement.estimate),
        tail=measurement.tail and of(measurement.tail),
        before=measurement.before and of(measurement.before),
        slices=tuple(
            replace(part, estimate=of(part.estimate), tail=part.tail and of(part.tail)) for part in measurement.slices
        ),
    )


def home() -> Home:
    """The warehouse that is shown: RAPPORT_WAREHOUSE, else data/."""
    return Home(Path(os.environ.get("RAPPORT_WAREHOUSE") or DEFAULT_HOME))


def look(snapshot: Snapshot, scope: Scope, about: reading.About) -> View:
    """Note what this run looks at, before the page is run, and return it."""
    found = st.session_state[_KEY] = View(snapshot, scope, about)
    return found


def look_away() -> None:
    """Note that there is nothing to look at yet."""
    st.session_state.pop(_KEY, None)


def view() -> View | None:
    """What this run looks at; None while nothing is published."""
    return cast("View | None", st.session_state.get(_KEY))


def about(snapshot: Snapshot) -> reading.About:
    """What a snapshot holds: channels, settings, how far it reaches."""
    return _about(snapshot.identity, snapshot)


def read(snapshot: Snapshot, name: str, **values: Any) -> list[dict[str, Any]]:
    """One list of queries/reading, kept as long as the snapshot is shown."""
    return _read(snapshot.identity, snapshot, name, _hashable(values))


def _hashable(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (key, tuple(item) if isinstance(item, Sequence) and not isinstance(item, str) else item)
        for key, item in sorted(values.items())
    )


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _measured(identity: str, _snapshot: Snapshot, metric: str, scope: Scope, by: str | None) -> Measurement:
    """Every way to cut a figure begins with the same whole."""
    if by is None:
        return measure(_snapshot, metric, scope)
    return cut(_snapshot, _measured(identity, _snapshot, metric, scope, None), by)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _replayed(
    identity: str,  # noqa: ARG001 (the key of the cache)
    _snapshot: Snapshot,
    scope: Scope,
    seconds: float,
    departments: tuple[str, ...],
) -> Replay:
    return if_answered_within(_snapshot, scope, seconds, departments)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _behind(
    identity: str,  # noqa: ARG001 (the key of the cache, with the next)
    _snapshot: Snapshot,
    key: tuple[str, Scope, str | None, str | None, State | None, int, int],
    _measured: Measurement,
) -> Behind:
    *_, part, state, size, offset = key
    return behind(_snapshot, _measured, part, state=state, limit=size, offset=offset)


@st.cache_data(show_spinner=False, max_entries=200)
def _curve(
    identity: str,  # noqa: ARG001 (the key of the cache, with the next)
    _snapshot: Snapshot,
    key: tuple[str, Scope],  # noqa: ARG001
    _measured: Measurement,
) -> Curve:
    return curve(_snapshot, _measured)


@st.cache_data(show_spinner=False, max_entries=200)
def _risk(identity: str, _snapshot: Snapshot, scope: Scope) -> RiskDifference:  # noqa: ARG001 (the key of the cache)
    return risk_difference(_snapshot, scope)


@st.cache_data(show_spinner=False, max_entries=200)
def _diagnosed(identity: str, _snapshot: Snapshot, scope: Scope) -> list[Finding]:  # noqa: ARG001 (the key of the cache)
    return diagnose(_snapshot, scope)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _read(
    identity: str,  # noqa: ARG001 (the key of the cache)
    _snapshot: Snapshot,
    name: str,
    values: tuple[tuple[str, Any], ...],
) -> list[dict[str, Any]]:
    return reading.read(_snapshot, name, dict(values))


@st.cache_data(show_spinner=False, max_entries=20)
def _has_requests(identity: str, _snapshot: Snapshot) -> bool:  # noqa: ARG001 (the key of the cache)
    return bool(_snapshot.rows("select count(*) > 0 from requests")[0][0])


@st.cache_data(show_spinner=False, max_entries=20)
def _about(identity: str, _snapshot: Snapshot) -> reading.About:  # noqa: ARG001
    return reading.about(_snapshot)
