"""What the figures say, in the sentences that a leader reads first.

Each is a pure function from measurements to a sentence or None, and says no more than the figures bear: only what
excludes chance is called a change, a department is named only where its figure stands clear of the others', and where
too little is known another sentence says so, or none. Credit comes before what held us back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from queries import intervals
from queries.estimates import change
from queries.intervals import Limits
from queries.measurement import Estimate, Measurement
from queries.replay import Replay
from ui import words

UNLOGGED, OUTSIDE = "(no hand-off logged)", "(outside hours)"
_APPROVAL = ", approval"

#: What a department owns must be so much more of the questions than of the answers before it is worth a sentence.
_CLEAR_GAP = 0.1
_MOST = 4

#: "Had they answered within so many hours" is asked with these, on the clock of the department.
HOURS = 4

Evidence = Literal["questions", "waiting", "department"]


@dataclass(frozen=True)
class Sentence:
    """One sentence, and where a reader finds what it rests on."""

    text: str
    evidence: Evidence
    department: str | None = None
    is_late: bool = False
    """Whether it is about requests that are past the agreed time."""


@dataclass(frozen=True)
class Figures:
    """What the sentences are made of."""

    rate: Measurement
    """conversations.reply_rate"""
    internal: Measurement
    """ledger.internal_share of the whole organisation"""
    holders: Measurement
    """ledger.open_wait_by_holder of the whole organisation, by holder"""
    promised: Measurement
    """handoffs.answered_in_promise by department"""
    promised_before: Measurement | None
    """The same over the earlier period; None where nothing is compared."""
    need: Measurement
    """ownership.need_share by department"""
    answers: Measurement
    """ownership.answer_share by department"""
    teams: frozenset[str]
    """The departments that are the social team."""
    has_opening_hours: frozenset[str]
    """The departments with a calendar."""
    has_handoffs: bool
    """Whether any hand-off is known at all."""
    replay: Replay | None = None
    """How it would have been, had the department that held most answered within HOURS; None where none stands clear."""
    minimum: int = 10
    """Under so many items a figure is too few to say."""

    def may_name(self, department: str) -> bool:
        """Whether the scope takes it in, and it is a department to be asked and not the social team."""
        asked_for = self.promised.scope.departments
        return department not in self.teams and department[:1] != "(" and (not asked_for or department in asked_for)


def sentences(figures: Figures) -> list[Sentence]:
    """The most important of what can be said, four at most."""
    found = (answered(figures.rate), credited(figures), held(figures), replayed(figures), owned(figures))
    return [sentence for sentence in found if sentence is not None][:_MOST]


def answered(rate: Measurement) -> Sentence | None:
    """How many were answered in time, and whether that has changed."""
    now = rate.estimate
    if now.value is None:
        return None
    if now.is_weak:
        asked = words.counted(now.n, "question was", "questions were")
        return Sentence(f"Too few to say how many are answered within a day: {asked} asked.", "questions")
    before = rate.before.value if rate.before and _is_clear(rate) else None
    said = f"{_so_many(now.value, now.n, before)} answered within a day"
    return Sentence(f"{said}{_compared(rate)}.", "questions")


def held(figures: Figures) -> Sentence | None:
    """Whom the public waited for: nothing where no hand-off is known, no claim where most waits have none logged."""
    if not figures.has_handoffs:
        return None
    logged_by = hours_by(figures.holders)
    unlogged = logged_by.get(UNLOGGED, 0.0)
    while_open = sum(logged_by.values()) - logged_by.get(OUTSIDE, 0.0)
    if while_open and unlogged > while_open / 2:
        return Sentence("We cannot say who held it: most waits have no hand-off logged.", "waiting")
    share = figures.internal.estimate
    if share.value is None or share.is_weak:
        return None
    was, before = "", figures.internal.before.value if figures.internal.before else None
    if before is not None and _is_clear(figures.internal):
        was = f", {'up' if share.value > before else 'down'} from {_number(before, share.value)} and more than chance,"
    points = _number(share.value, before if was else None)
    where = "In the whole organisation, " if figures.promised.scope.departments else ""
    said = f"{where}{points}{words.NBSP}% of the waiting hours{was} were spent waiting for colleagues"
    name = holding_most(figures)
    part = next((part for part in figures.promised.slices if part.key == name), None)
    if name is None or part is None or not _is_below_others(part.key, figures):
        return Sentence(f"{said}.", "waiting")
    kept = part.estimate
    requests = words.counted(kept.n, "request", "requests")
    said += f"; {name} answered {_of_100(kept.value or 0.0)} requests in the time agreed ({requests})"
    return Sentence(f"{said}.", "department", name, is_late=True)


def replayed(figures: Figures) -> Sentence | None:
    """What the department that held most could have changed; only where it is more than a handful at the least."""
    found = figures.replay
    if found is None or found.rate is None or found.actual.estimate.is_weak or found.more.low < figures.minimum:
        return None
    (name,) = found.departments
    now = found.actual.estimate.value or 0.0
    within = words.counted(
        HOURS,
        "opening hour" if name in figures.has_opening_hours else "hour",
        "opening hours" if name in figures.has_opening_hours else "hours",
    )
    low, high = words.count(int(found.more.low)), words.count(int(found.more.high))
    more = low if low == high else f"{low} to {high}"
    then = [f"{share * 100:.0f}" for share in (found.rate.low, found.rate.high)]
    rates = then[0] if then[0] == then[1] else f"{then[0]} to {then[1]}"
    said = f"Had {name} answered within {within}, {more} more questions would have been answered within a day"
    return Sentence(f"{said} ({now * 100:.0f} → {rates}{words.NBSP}%).", "department", name, is_late=True)


def credited(figures: Figures) -> Sentence | None:
    """Who made answers possible: departments that got better by more than chance, or stand clear above the others.

    Clear above: the interval lies wholly over one half and over that of all other requests together, and the department
    has not got worse.
    """
    earlier = {part.key: part.estimate for part in figures.promised_before.slices} if figures.promised_before else {}
    names, said = [], []
    for part in figures.promised.slices:
        now = part.estimate
        if now.value is None or now.is_weak or not figures.may_name(part.key):
            continue
        before = earlier.get(part.key, Estimate(None))
        verdict = change(now, before, "up").verdict
        praise = f"{part.label}, {words.percent(now.value)} in the time agreed"
        if verdict == "better":
            praise += f" (was {_number(before.value or 0.0, now.value)}: more than chance)"
        elif verdict == "worse" or not _is_above_others(part.key, figures):
            continue
        names.append(part.key)
        said.append(praise)
    if not said:
        return None
    listed = said[0] if len(said) == 1 else f"{'; '.join(said[:-1])}; and {said[-1]}"
    return Sentence(f"Made answers possible: {listed}.", "department", names[0] if len(names) == 1 else None)


def owned(figures: Figures) -> Sentence | None:
    """The department whose topics are asked about far more than it answers in public; the widest such gap."""
    answers, need = figures.answers, figures.need
    if answers.estimate.value is None or answers.estimate.is_weak or answers.details.get("known", 0.0) < 0.5:
        return None
    given = {part.key: part.estimate for part in answers.slices}
    widest: tuple[float, str, float, float] | None = None
    for part in need.slices:
        wanted = part.estimate
        if wanted.value is None or wanted.low is None or wanted.is_weak or not figures.may_name(part.key):
            continue
        theirs = given.get(part.key, Estimate(None))
        value, high = theirs.value or 0.0, theirs.high
        if theirs.value is None or high is None:  # it gave none
            high = intervals.wilson(0, answers.estimate.n).high
        if wanted.low - high >= _CLEAR_GAP and (widest is None or wanted.value - value > widest[0]):
            widest = (wanted.value - value, part.key, wanted.value, value)
    if widest is None:
        return None
    _, name, wanted_share, given_share = widest
    gave = f"{_of_100(given_share)} public answers" if given_share else "none of the public answers"
    said = f"{_of_100(wanted_share)} questions whose topic has an owner belong to {name}; it gave {gave} itself."
    return Sentence(said[:1].upper() + said[1:], "department", name)


def hours_by(holders: Measurement) -> dict[str, float]:
    """The waiting hours by holder, approval apart."""
    return {part.key: part.estimate.value or 0.0 for part in holders.slices}


def most_hours(holders: Measurement, teams: frozenset[str], among: Sequence[str] = ()) -> str | None:
    """The department to which most waiting hours fell, input and approval together, whether that is chance or not.

    `among`: only of these, if any are given.
    """
    held: dict[str, float] = {}
    for key, value in hours_by(holders).items():
        name = key.removesuffix(_APPROVAL)
        if name[:1] != "(" and name not in teams and (not among or name in among):
            held[name] = held.get(name, 0.0) + value
    return max(held, key=lambda name: held[name]) if any(held.values()) else None


def holding_most(figures: Figures) -> str | None:
    """The department that held most of the waiting hours, input and approval together, if that is more than chance.

    The ends of the two intervals are added, which is wider than what is known and so never claims too much.
    """
    spans: dict[str, tuple[float, float]] = {}
    for part in figures.holders.slices:
        name = part.key.removesuffix(_APPROVAL)
        if name[:1] == "(" or name in figures.teams:
            continue
        low, high = spans.get(name, (0.0, 0.0))
        end = part.estimate.high if part.estimate.high is not None else float("inf")
        spans[name] = (low + (part.estimate.low or 0.0), high + end)
    if not spans:
        return None
    most = max(spans, key=lambda name: spans[name][0])
    others = [high for name, (_, high) in spans.items() if name != most]
    is_clear = spans[most][0] > max(others, default=0.0)
    return most if is_clear and figures.may_name(most) else None


def _others(key: str, figures: Figures) -> Limits | None:
    """The interval of all requests to other departments together; None where they are too few to say."""
    parts = [part for part in figures.promised.slices if part.key != key and part.estimate.value is not None]
    n = sum(part.estimate.n for part in parts)
    if n < figures.minimum:
        return None
    effect = max(part.details.get("design_effect", 1.0) for part in parts)
    hits = sum(part.details.get("hits", 0.0) for part in parts)
    return intervals.wilson(hits / effect, n / effect)


def _is_below_others(key: str, figures: Figures) -> bool:
    own = next((part.estimate for part in figures.promised.slices if part.key == key), Estimate(None))
    others = _others(key, figures)
    return others is not None and not own.is_weak and own.high is not None and own.high < others.low


def _is_above_others(key: str, figures: Figures) -> bool:
    own = next((part.estimate for part in figures.promised.slices if part.key == key), Estimate(None))
    others = _others(key, figures)
    return others is not None and not own.is_weak and own.low is not None and own.low > max(0.5, others.high)


def _is_clear(found: Measurement) -> bool:
    return found.change is not None and found.change.verdict in ("better", "worse", "changed")


def _compared(rate: Measurement) -> str:
    """The comparison as the end of a sentence; empty where there is nothing to compare with."""
    now, before = rate.estimate, rate.before
    if rate.change is None or before is None or before.value is None or now.value is None:
        return ""
    then = _then(rate)
    if rate.change.verdict == "too few to say":
        return f"; too few came {then} to compare with"
    if _is_clear(rate):
        direction = "up" if now.value > before.value else "down"
        return f", {direction} from {_number(before.value, now.value)} {then}: more than chance"
    return f", no clear change from {_number(before.value, None)} {then}"


def _then(found: Measurement) -> str:
    period, scope = found.before_period, found.scope
    if period is None:
        return "before"
    if scope.custom_before is not None or scope.compare == "weekdays":
        return f"in {words.period(period)}"
    if scope.compare == "year":
        return "a year before"
    if scope.period.since.day == 1 and period.since.day == 1 and period.days >= 28:
        return "the month before"
    return f"in the {words.counted(period.days, 'day', 'days')} before"


def _so_many(share: float, n: int, before: float | None) -> str:
    """How many of the questions, as the start of a sentence."""
    if share == 0:
        return f"None of the {words.count(n)} questions was"
    if share == 1:
        return f"All {words.count(n)} questions were"
    if share < 0.005:
        return "Hardly any question was"
    return "Nearly all questions were" if share >= 0.995 else f"{_number(share, before)} of 100 questions were"


def _of_100(share: float) -> str:
    if 0 < share < 0.005:
        return "fewer than 1 of 100"
    return f"{share * 100:.0f} of 100"


def _number(share: float, other: float | None) -> str:
    """Points out of a hundred; with tenths where whole points would hide that two shares differ."""
    is_alike = other is not None and other != share and f"{share * 100:.0f}" == f"{other * 100:.0f}"
    return f"{share * 100:.1f}" if is_alike else f"{share * 100:.0f}"
