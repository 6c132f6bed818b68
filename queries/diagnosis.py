"""Six things that organisations say of themselves, each looked for in the figures, with a rule that anybody can read.

A sign is read off a figure only where its whole interval lies beyond the mark; between the marks and with too little to
go by, the figure says nothing. A symptom is as clear as its clearest sign, and absent only where every figure that can
speak says so. The marks are conventions, published here, and the same for everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import ge, le
from typing import Literal

from queries.engine import measure
from queries.intervals import wilson
from queries.measurement import Estimate, Measurement
from queries.scope import Scope
from warehouse import Snapshot

Verdict = Literal["no sign", "some signs", "clear signs", "not enough evidence"]


@dataclass(frozen=True)
class Sign:
    """One figure that may show a symptom, and from where on it does. Marks are in the unit of the metric."""

    metric: str
    some: float
    clear: float
    reason: str | None = None
    """For handoffs.declined: the one reason that counts."""

    @property
    def is_high_bad(self) -> bool:
        """Whether more of it is the symptom."""
        return self.clear > self.some

    def read(self, estimate: Estimate) -> Verdict:
        """What the figure says."""
        low, high = estimate.low, estimate.high
        if estimate.value is None or estimate.is_weak or low is None or high is None:
            return "not enough evidence"
        best, worst = (low, high) if self.is_high_bad else (high, low)
        beyond = ge if self.is_high_bad else le
        if beyond(best, self.clear):
            return "clear signs"
        if beyond(best, self.some):
            return "some signs"
        return "not enough evidence" if beyond(worst, self.some) else "no sign"


@dataclass(frozen=True)
class Symptom:
    """A symptom, in the words in which it is met, and its signs. `key` names it on the command line."""

    name: str
    key: str
    signs: tuple[Sign, ...]


SYMPTOMS = (
    Symptom(
        "departments are siloed",
        "siloed",
        (
            Sign("ownership.evenness", some=0.5, clear=0.3),
            Sign("handoffs.bounced", some=0.1, clear=0.25),
        ),
    ),
    Symptom(
        "social is treated as marketing",
        "marketing",
        (
            Sign("interactivity.reply_share", some=0.5, clear=0.25),
            Sign("interactivity.invitations", some=0.2, clear=0.1),
            Sign("conversations.ever_answered", some=0.7, clear=0.4),
        ),
    ),
    Symptom(
        "departments say they have no time",
        "no_time",
        (Sign("handoffs.declined", some=0.05, clear=0.15, reason="no time"),),
    ),
    Symptom("leaders are not included", "leaders", (Sign("handoffs.leader_involved", some=0.05, clear=0.02),)),
    Symptom(
        "departments can't or won't answer",
        "no_answers",
        (
            Sign("handoffs.never_answered", some=0.1, clear=0.25),
            Sign("handoffs.answered_in_promise", some=0.75, clear=0.5),
        ),
    ),
    Symptom(
        "timely answers are impossible",
        "not_in_time",
        (
            Sign("conversations.reply_rate", some=0.75, clear=0.5),
            Sign("ledger.internal_share", some=0.25, clear=0.5),
        ),
    ),
)


@dataclass(frozen=True)
class Evidence:
    """A sign with the figure that was found and what it says."""

    sign: Sign
    measurement: Measurement
    estimate: Estimate
    """The figure read: the measurement's own, or that of one reason."""
    verdict: Verdict


@dataclass(frozen=True)
class Finding:
    """What is to be said of a symptom, with the rows it rests on."""

    symptom: Symptom
    verdict: Verdict
    evidence: tuple[Evidence, ...]


def diagnose(snapshot: Snapshot, scope: Scope, symptoms: Sequence[Symptom] = SYMPTOMS) -> list[Finding]:
    """What is to be said of each symptom in a scope."""
    return [_finding(snapshot, scope, symptom) for symptom in symptoms]


def _finding(snapshot: Snapshot, scope: Scope, symptom: Symptom) -> Finding:
    evidence = tuple(_evidence(snapshot, scope, sign) for sign in symptom.signs)
    return Finding(symptom, clearest([found.verdict for found in evidence]), evidence)


def _evidence(snapshot: Snapshot, scope: Scope, sign: Sign) -> Evidence:
    found = measure(snapshot, sign.metric, scope)
    estimate = found.estimate
    if sign.reason is not None:
        estimate = _part_with_reason(snapshot, scope, sign, estimate)
    return Evidence(sign, found, estimate, sign.read(estimate))


def _part_with_reason(snapshot: Snapshot, scope: Scope, sign: Sign, whole: Estimate) -> Estimate:
    """The share of all that ended which ended for one reason, with Wilson's interval."""
    by_reason = measure(snapshot, sign.metric, scope, by="reason")
    hits = sum(part.estimate.n for part in by_reason.slices if part.key == sign.reason)
    if not whole.n:
        return whole
    limits = wilson(hits, whole.n)
    return Estimate(hits / whole.n, low=limits.low, high=limits.high, n=whole.n, reason=whole.reason)


def clearest(verdicts: Sequence[Verdict]) -> Verdict:
    """What signs together say of their symptom."""
    order: tuple[Verdict, ...] = ("clear signs", "some signs", "no sign")
    return next((verdict for verdict in order if verdict in verdicts), "not enough evidence")
