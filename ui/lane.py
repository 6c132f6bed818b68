"""The hand-offs of a conversation beside its messages: whom we asked and when, what came of it, and how long it took.

All functions are pure; times are UTC, lengths of time run round the clock, as the public waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby, pairwise
from typing import Any

from ui import words
from ui.plain import shown

Handoff = Mapping[str, Any]

_AT_THE_LATEST = " at the latest"

#: How a request ended without an answer.
ENDS = {
    "no time": "had no time",
    "not important": "did not think it important",
    "does not know": "did not know",
    "declined": "turned it down",
    "closed": "closed it",
}


@dataclass(frozen=True)
class Event:
    """Something that happened inside, at its time."""

    at: datetime
    said: str
    facts: Sequence[str] = ()
    """What stands under it, after its time."""
    quoted: str | None = None
    is_late: bool = False
    is_about: str = ""
    """" at the latest" where the log knows no better."""


def events(handoffs: Sequence[Handoff], zone: str) -> list[Event]:
    """Everything that happened inside, in order."""
    found = [event for handoff in handoffs for event in _events(handoff, zone)]
    return sorted(found, key=lambda event: event.at)


def run_html(run: Sequence[Event], zone: str) -> str:
    """What happened between two messages, as one item of the thread; the same said in a row is said once."""
    parts = [_event_html(list(alike), zone) for _, alike in groupby(run, key=lambda event: (event.said, event.quoted))]
    return f'<li class="rp-inside">{"".join(parts)}</li>' if parts else ""


def ended_at(handoff: Handoff) -> datetime | None:
    """When it came to its end, by an answer or without; None while it is open."""
    found: datetime | None = handoff["answered_at"] or handoff["ended_at"]
    return found


def held_for(handoffs: Sequence[Handoff], since: datetime, until: datetime) -> dict[str, float]:
    """For how many seconds of a wait each department held the clock, in the order in which they were asked.

    As in the ledger: those hold it that are open and were asked after the last answer of any; two that hold it together
    each count the whole.
    """
    spans = [
        (max(one["asked_at"], since), min(ended_at(one) or until, until), one)
        for one in handoffs
        if one["asked_at"] < until and (ended_at(one) or until) > since
    ]
    answers = [one["answered_at"] for one in handoffs if one["answered_at"] is not None]
    moments = sorted({moment for begin, end, _ in spans for moment in (begin, end)})
    held: dict[str, float] = {}
    for begin, end in pairwise(moments):
        last = max((moment for moment in answers if since < moment <= begin), default=None)
        holding = {
            one["department"]
            for from_at, to_at, one in spans
            if from_at <= begin and to_at > begin and (last is None or from_at > last)
        }
        for department in sorted(holding):
            held[department] = held.get(department, 0.0) + (end - begin).total_seconds()
    return held


def waited_for(handoffs: Sequence[Handoff], since: datetime, until: datetime, whose: str) -> str:
    """The part of a wait that colleagues held: `; our first answer waited 3 days for Engineering`; empty for none."""
    held = [
        f"{words.duration(seconds)} for {department}"
        for department, seconds in held_for(handoffs, since, until).items()
        if seconds >= words.MINUTE
    ]
    return f"; {whose} waited {' and '.join(held)}" if held else ""


def _events(handoff: Handoff, zone: str) -> Iterator[Event]:
    department, end, seen = handoff["department"], ended_at(handoff), handoff["seen_until"]
    what = "asked to approve" if handoff["kind"] == "approval" else "asked"
    by = f" by {handoff['asked_by']}" if handoff["asked_by"] else ""
    yield Event(
        handoff["asked_at"],
        f"{department} {what}{by}",
        [_agreed(handoff, zone)],
        handoff["question"],
        is_about=_AT_THE_LATEST if handoff["asked_at_latest"] else "",
    )
    for reminder in handoff["reminders"] or ():
        yield Event(reminder, f"{department} reminded")
    if end is not None:
        is_about = _AT_THE_LATEST if handoff["answered_at"] is not None and handoff["answered_at_latest"] else ""
        yield Event(end, _end(handoff), [took(handoff, end)], is_late=_is_late(handoff, end), is_about=is_about)
    elif seen is not None and seen > handoff["asked_at"]:
        said = f"{department} has not answered"
        yield Event(seen, said, [took(handoff, seen)], is_late=_is_late(handoff, seen))


def _end(handoff: Handoff) -> str:
    if handoff["answered_at"] is not None:
        people = [name for name in (handoff["answered_by"], handoff["joined_by"]) if name]
        return f"{handoff['department']} answered" + (f": {' with '.join(people)}" if people else "")
    if handoff["outcome"] == "passed on":
        return f"{handoff['department']} passed it on" + (f" to {handoff['passed_to']}" if handoff["passed_to"] else "")
    return f"{handoff['department']} {ENDS.get(handoff['outcome'], 'closed it')}"


def took(handoff: Handoff, end: datetime) -> str:
    """How long it took, or has taken, against what was agreed."""
    length = words.duration((end - handoff["asked_at"]).total_seconds())
    said = f"after {length}" if ended_at(handoff) else f"open for {length}"
    due = handoff["due_at"]
    if due is None:
        return said
    if end > due:
        return f"{said}, {words.duration((end - due).total_seconds())} past the time agreed"
    return f"{said}, in the time agreed" if ended_at(handoff) else f"{said}, still in the time agreed"


def _is_late(handoff: Handoff, end: datetime) -> bool:
    return handoff["due_at"] is not None and end > handoff["due_at"]


def _agreed(handoff: Handoff, zone: str) -> str:
    if handoff["promise_seconds"] is None:
        return "no time agreed"
    said = f"agreed: within {words.agreed(handoff['promise_seconds'], handoff['promise_clock'])}"
    return f"{said}, by {words.moment(handoff['due_at'], zone)}" if handoff["due_at"] is not None else said


def _event_html(alike: Sequence[Event], zone: str) -> str:
    first = alike[0]
    times = f" {len(alike)} times" if len(alike) > 1 else ""
    quote = f'<p class="rp-asked"><q>{shown(first.quoted, limit=280)}</q></p>' if first.quoted else ""
    moments = [f"{words.moment(event.at, zone)}{event.is_about}" for event in alike]
    facts = " · ".join([*moments, *first.facts])
    return (
        f'<div class="rp-inside-one{" rp-inside-late" if first.is_late else ""}">'
        f'<p class="rp-inside-who">{shown(f"{first.said}{times}")}</p>{quote}'
        f'<p class="rp-inside-facts">{escape(facts)}</p></div>'
    )
