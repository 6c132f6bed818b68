"""Where the waiting hours went: who held the clock while the public waited, as one bar whose parts say themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

import streamlit as st

from queries.departments import departments
from queries.measurement import Measurement
from ui import frame, words
from ui.plain import shown
from ui.sentences import OUTSIDE, UNLOGGED
from ui.view import View, noted

#: Who held the clock, as `between_all` takes it.
HELD = ("ledger.open_wait_by_holder", "holder")
_MOST_PARTS = 5
_TEAM = "(social team)"
_ODD = {UNLOGGED: "no hand-off logged", OUTSIDE: "outside opening hours"}

Kind = Literal["team", "department", "others", "unlogged"]


@dataclass(frozen=True)
class Part:
    """One part of the bar: `points` of a hundred, and all parts together make a hundred."""

    name: str
    hours: float
    points: int
    kind: Kind


def whole_organisation(view: View, *, compared: bool = False) -> View:
    """The same question about all departments, since who held the clock is a matter between them.

    Their parts are shown as they are: nothing is asked of an earlier period unless it is `compared`.
    """
    scope = replace(view.scope, departments=())
    return replace(view, scope=scope if compared else replace(scope, compare="none", custom_before=None))


@noted
def between_all(view: View, metric: str, by: str | None) -> Measurement:
    """One metric of all departments, whichever of them the view has chosen; only a whole is compared."""
    return whole_organisation(view, compared=by is None).measure(metric, by=by)


def teams(view: View) -> frozenset[str]:
    """The departments that are the social team."""
    return frozenset(part.name for part in departments(view.snapshot) if part.is_social_team)


def waiting_hours(view: View) -> None:
    """The bar, what is left out of it, and all holders with how sure each is; nothing without departments."""
    if not departments(view.snapshot):
        return
    frame.section("Where the waiting hours went", "While we were open, by who could have ended the wait")
    held = between_all(view, *HELD)
    if held.estimate.value is None or held.estimate.is_weak or not shares(held, teams(view)):
        st.caption(words.sentence(words.reason(held.metric, held.estimate) or "nobody waited in this period") + ".")
        return
    st.html(bar(shares(held, teams(view))) + f'<p class="rp-quiet-note">{escape(left_out(held))}</p>')
    if view.scope.departments:
        st.caption("Of all departments, also those that are not chosen.")
    with st.expander("Every holder, with how sure the figure is", key="holders", type="compact"):
        st.html(table(held, teams(view)))


def shares(held: Measurement, social_team: Iterable[str]) -> list[Part]:
    """The parts of the bar: the social team, those who held most in roster order, the others, and what nobody logged.

    At most five. Points are rounded so that they sum to a hundred (largest remainders).
    """
    team = {*social_team, _TEAM}
    hours = {part.key: part.estimate.value or 0.0 for part in held.slices if part.key != OUTSIDE}
    ours = sum(value for key, value in hours.items() if key in team)
    unlogged = hours.get(UNLOGGED, 0.0)
    asked = {key: value for key, value in hours.items() if key not in team and key != UNLOGGED and value > 0}
    room = _MOST_PARTS - (ours > 0) - (unlogged > 0)
    named = set(asked) if len(asked) <= room else set(sorted(asked, key=lambda key: -asked[key])[: room - 1])
    parts: list[tuple[str, float, Kind]] = [("social team", ours, "team")]
    parts += [(key, value, "department") for key, value in asked.items() if key in named]
    parts += [("others", sum(value for key, value in asked.items() if key not in named), "others")]
    parts += [(_ODD[UNLOGGED], unlogged, "unlogged")]
    parts = [part for part in parts if part[1] > 0]
    points = _points([value for _, value, _ in parts])
    return [Part(name, value, point, kind) for (name, value, kind), point in zip(parts, points, strict=True)]


def bar(parts: Sequence[Part]) -> str:
    """One bar and its parts in words; for those who hear the page the words say it all."""
    places = _places(parts)
    drawn = "".join(
        f'<i class="rp-part-{place}" style="flex-grow:{part.hours:.3f}"></i>'
        for part, place in zip(parts, places, strict=True)
    )
    said = "".join(
        f'<li><i class="rp-part-{place}" aria-hidden="true"></i>'
        f"<b>{part.points}{words.NBSP}%</b> {shown(part.name)}</li>"
        for part, place in zip(parts, places, strict=True)
    )
    return (
        f'<div class="rp-held"><div class="rp-held-bar" aria-hidden="true">{drawn}</div>'
        f'<ul aria-label="Shares of the waiting hours">{said}</ul></div>'
    )


def left_out(held: Measurement) -> str:
    """What the bar rests on, and the hours that are not in it."""
    hours = {part.key: part.estimate.value or 0.0 for part in held.slices}
    inside = sum(hours.values()) - hours.get(OUTSIDE, 0.0)
    said = f"{words.hours(inside)} of waiting in {words.resting_on(held.metric, held.estimate)}, {held.metric.basis}."
    if hours.get(OUTSIDE):
        said += f" Another {words.hours(hours[OUTSIDE])} lay outside opening hours and are left out."
    return said


def table(held: Measurement, social_team: Iterable[str]) -> str:
    """Every holder with its hours, how sure they are, and how many conversations waited there; in roster order."""
    rows = "".join(
        f"<tr><th scope='row'>{shown(_named(part.key, set(social_team)))}</th>"
        f"<td>{escape(words.hours(part.estimate.value or 0.0))}</td>"
        f"<td>{escape(words.reason(held.metric, part.estimate) or words.likely(held.metric, part.estimate))}</td>"
        f"<td>{words.count(part.estimate.n)}</td></tr>"
        for part in held.slices
    )
    heads = "".join(f"<th scope='col'>{head}</th>" for head in ("Held by", "Hours", "How sure", "Conversations"))
    return f'<table class="rp-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _named(key: str, social_team: set[str]) -> str:
    if key in _ODD:
        return _ODD[key]
    return f"social team ({key})" if key in social_team else key.strip("()")


def _places(parts: Sequence[Part]) -> list[str]:
    """A colour for each part: departments have shades of one, in their order."""
    number, places = 0, []
    for part in parts:
        number += part.kind == "department"
        places.append(f"department-{number}" if part.kind == "department" else part.kind)
    return places


def _points(values: Sequence[float]) -> list[int]:
    """Whole points that sum to a hundred: rounded down, and what is left goes to the largest remainders."""
    whole = sum(values)
    if not whole:
        return [0 for _ in values]
    exact = [value * 100 / whole for value in values]
    points = [int(value) for value in exact]
    by_remainder = sorted(range(len(values)), key=lambda place: points[place] - exact[place])
    for place in by_remainder[: 100 - sum(points)]:
        points[place] += 1
    return points
