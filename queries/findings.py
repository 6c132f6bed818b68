"""What follows from the figures, by name: what silence goes with, what would have been, six symptoms, the objectives.

Each is answered as data (see docs/command-line.md) and in words for a terminal. Rates are fractions from 0 to 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from queries.diagnosis import SYMPTOMS, Finding, Symptom, diagnose
from queries.metric import metrics
from queries.objectives import objectives
from queries.replay import if_answered_within
from queries.report import estimate_data, quantity
from queries.risk import risk_difference
from queries.scope import Scope
from warehouse import Snapshot

#: Within so many seconds the departments would have answered, where nobody says within what.
WITHIN = 4 * 3600.0

Data = dict[str, Any]

_SCOPE = frozenset(("since", "until", "channel", "platform", "department", "topic", "audience"))


@dataclass(frozen=True)
class Question:
    """A finding that can be asked for: its name, what it says, and how to find it in a scope, within some seconds."""

    name: str
    label: str
    definition: str
    answer: Callable[[Snapshot, Scope, float], Data]
    in_words: Callable[[Data], list[str]]
    takes: frozenset[str] = _SCOPE
    """What can be asked for beside zone and warehouse, as options of the command line."""


def _risk(snapshot: Snapshot, scope: Scope, _within: float) -> Data:
    found = risk_difference(snapshot, scope)
    return {
        **estimate_data(found.estimate),
        "exposed": found.exposed,
        "others": found.others,
        "exposed_risk": found.exposed_risk,
        "others_risk": found.others_risk,
        "dropped_strata": found.dropped_strata,
    }


def _risk_in_words(data: Data) -> list[str]:
    if data["value"] is None:
        return [f"unknown: {data['reason']}"]
    low, high = data["interval"]
    return [
        f"{100 * data['value']:+.1f} points ({100 * low:+.1f} to {100 * high:+.1f}), "
        f"{data['exposed']:,} waits with a late colleague, {data['others']:,} without; "
        f"{data['dropped_strata']} strata of channel and topic left out"
    ]


def _replay(snapshot: Snapshot, scope: Scope, within: float) -> Data:
    everybody = replace(
        scope, departments=()
    )  # those of the scope are whose answers come sooner, for whatever question
    found = if_answered_within(snapshot, everybody, within, scope.departments)
    now = found.actual.estimate
    return {
        "within": within,
        "departments": list(found.departments),
        **estimate_data(now),
        "more": {"low": found.more.low, "high": found.more.high},
        "rate": {"low": found.rate.low, "high": found.rate.high} if found.rate else None,
        "moved": found.moved,
    }


def _replay_in_words(data: Data) -> list[str]:
    who = ", ".join(data["departments"]) or "all departments"
    if data["rate"] is None:
        return [f"had {who} answered sooner: unknown, nothing was due"]
    more, rate = data["more"], data["rate"]
    return [
        f"had {who} answered within {data['within'] / 3600:g} h: {more['low']:,} to {more['high']:,} more in time, "
        f"{100 * data['value']:.1f} % → {100 * rate['low']:.1f} to {100 * rate['high']:.1f} % of {data['n']:,}; "
        f"{data['moved']:,} public answers would have come sooner"
    ]


def _symptom(symptom: Symptom) -> Question:
    def answer(snapshot: Snapshot, scope: Scope, _within: float) -> Data:
        (found,) = diagnose(snapshot, scope, (symptom,))
        return _found(found)

    marks = "; ".join(
        f"{sign.metric}{f' ({sign.reason})' if sign.reason else ''} {'over' if sign.is_high_bad else 'under'} "
        f"{sign.some:g}, clear {sign.clear:g}"
        for sign in symptom.signs
    )
    return Question(f"diagnosis.{symptom.key}", symptom.name, f"Signs: {marks}.", answer, _symptom_in_words)


def _found(found: Finding) -> Data:
    return {
        "verdict": found.verdict,
        "signs": [
            {
                "metric": one.sign.metric,
                "reason_counted": one.sign.reason,
                "some": one.sign.some,
                "clear": one.sign.clear,
                "verdict": one.verdict,
                **estimate_data(one.estimate),
            }
            for one in found.evidence
        ],
    }


def _symptom_in_words(data: Data) -> list[str]:
    return [
        data["verdict"],
        *(
            f"  {sign['metric']}: {_amount(sign['metric'], sign['value'])}, n = {sign['n']:,}: {sign['verdict']}"
            for sign in data["signs"]
        ),
    ]


def _amount(metric: str | None, value: float | None) -> str:
    if value is None:
        return "unknown"
    return quantity(metrics()[metric], value) if metric else f"{value:,g}"


def _objectives(snapshot: Snapshot, scope: Scope, _within: float) -> Data:
    return {
        "objectives": [
            {
                "objective": one.name,
                "metric": one.metric.name if one.metric else None,
                "figure": one.figure,
                "better": one.better,
                "target": one.target,
                "due": one.due.isoformat() if one.due else None,
                "owner": one.owner,
                "pace": one.pace,
                "forecast": one.forecast,
                "as_of": one.as_of.isoformat() if one.as_of else None,
                **estimate_data(one.now),
            }
            for one in objectives(snapshot, scope.zone)
        ]
    }


def _objectives_in_words(data: Data) -> list[str]:
    return [
        f"{one['objective']}: {one['pace']} (now {_amount(one['metric'], one['value'])}, "
        f"target {_amount(one['metric'], one['target'])}" + (f" by {one['due']})" if one["due"] else ")")
        for one in data["objectives"]
    ] or ["the workbook has no objectives yet"]


def _all() -> dict[str, Question]:
    found = (
        Question(
            "silence.risk_difference",
            "what a late colleague goes with",
            "How much more often the public had no answer in time where a hand-off missed its promise, like with like "
            "by channel and topic; associated with it, whatever the cause.",
            _risk,
            _risk_in_words,
        ),
        Question(
            "replay.if_answered_within",
            "had they answered sooner",
            "The share answered in time had the departments (all, or those of --department) answered within --within "
            "on their own clocks; at the least, what is unanswered stays so.",
            _replay,
            _replay_in_words,
            _SCOPE | {"within"},
        ),
        *map(_symptom, SYMPTOMS),
        Question(
            "objectives.pace",
            "where the objectives stand",
            "Each objective of the workbook over the last 90 days of the data; do its months lead to the target?",
            _objectives,
            _objectives_in_words,
            frozenset(),
        ),
    )
    return {question.name: question for question in found}


#: Every finding by name.
FINDINGS = _all()


def find(snapshot: Snapshot, name: str, scope: Scope, within: float = WITHIN) -> Data:
    """A finding of FINDINGS as data. `within`: seconds, for the replay."""
    question = FINDINGS[name]
    since, until = scope.period.ends
    period = {"since": since, "until": until, "zone": scope.zone}
    return {
        "finding": name,
        "period": period if "since" in question.takes else None,
        **question.answer(snapshot, scope, within),
    }


def in_words(data: Data) -> str:
    """A finding for a person at a terminal."""
    question, period = FINDINGS[data["finding"]], data["period"]
    head = [f"{question.label} ({question.name})"]
    head += [f"{period['since']} to {period['until']} ({period['zone']})"] if period else []
    return "\n".join([*head, "", *question.in_words(data)])
