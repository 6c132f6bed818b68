"""Figures in plain words, in British English: durations, shares, dates, and sentences that say no more than is known.

All functions are pure. A number and its unit are held together by a no-break space.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from queries import report
from queries.funnel import Place
from queries.measurement import Estimate, Measurement
from queries.metric import Metric, Unit
from queries.scope import Period

NBSP = "\u00a0"
MINUTE, HOUR, DAY = 60, 3600, 86400

#: What the n of a metric counts, as one and as many.
COUNTED = {
    "conversations.started": ("conversation", "conversations"),
    "conversations.reply_rate": ("message", "messages"),
    "conversations.ever_answered": ("conversation", "conversations"),
    "conversations.first_response": ("first message", "first messages"),
    "conversations.next_response": ("follow-up", "follow-ups"),
    "conversations.two_way": ("answered conversation", "answered conversations"),
    "conversations.depth": ("answered conversation", "answered conversations"),
    "conversations.waiting": ("message", "messages"),
    "conversations.asked_again": ("answered conversation", "answered conversations"),
    "conversations.chased": ("message", "messages"),
    "interactivity.reply_share": ("post of ours", "posts of ours"),
    "interactivity.reciprocity": ("conversation", "conversations"),
    "interactivity.invitations": ("post of ours", "posts of ours"),
    "interactivity.sparked": ("post of ours", "posts of ours"),
    "interactivity.joined": ("conversation elsewhere", "conversations elsewhere"),
    "interactivity.outreach": ("conversation", "conversations"),
    "interactivity.index": ("conversation", "conversations"),
    "people.participants": ("person", "people"),
    "people.returning": ("person", "people"),
    "people.core": ("person", "people"),
    "people.new_voices": ("person", "people"),
    "handoffs.asked": ("request", "requests"),
    "handoffs.answered_in_promise": ("request", "requests"),
    "handoffs.time_to_answer": ("request", "requests"),
    "handoffs.never_answered": ("request", "requests"),
    "handoffs.declined": ("request that ended", "requests that ended"),
    "handoffs.overdue": ("request", "requests"),
    "handoffs.bounced": ("request", "requests"),
    "handoffs.reminders": ("request", "requests"),
    "handoffs.leader_involved": ("request", "requests"),
    "handoffs.unlinked": ("request", "requests"),
    "ownership.answer_share": ("public answer", "public answers"),
    "ownership.departments_active": ("department", "departments"),
    "ownership.evenness": ("answer or input", "answers and inputs"),
    "ownership.gap": ("conversation", "conversations"),
    "ownership.need_share": ("topic of a conversation", "topics of conversations"),
    "ledger.open_wait_by_holder": ("conversation", "conversations"),
    "ledger.wait_by_holder": ("conversation", "conversations"),
    "ledger.internal_share": ("conversation", "conversations"),
}


def duration(seconds: float) -> str:
    """A length of time as people say it: `45 s`, `12 min`, `5 h 40 min`, `2 d 7 h`, `19 days`; it does not break."""
    return report.duration(seconds).replace(" ", NBSP)


def percent(fraction: float) -> str:
    """A share: `61 %`, and `4.2 %` under ten, where whole points would hide a change."""
    return f"{_points(fraction)}{NBSP}%"


def _points(fraction: float) -> str:
    points = fraction * 100
    return f"{points:.1f}".removesuffix(".0") if points < 9.95 else f"{points:.0f}"


def count(number: float) -> str:
    """A count with thousands apart: `2,850`."""
    return f"{number:,.0f}"


def hours(number: float) -> str:
    """A sum of hours, which stays in hours however many they are: `46 h`, `31,248 h`; `1.5 h` under ten."""
    return f"{f'{number:.1f}'.removesuffix('.0') if number < 9.95 else count(number)}{NBSP}h"


def agreed(seconds: float, clock: str) -> str:
    """A promise between colleagues: `4 opening hours`, `30 opening minutes`; round the clock `2 days`."""
    if clock != "business":
        return duration(seconds)
    length, unit = (HOUR, "hour") if seconds >= HOUR else (MINUTE, "minute")
    number = f"{seconds / length:.1f}".removesuffix(".0")
    return f"{number}{NBSP}opening {unit if number == '1' else unit + 's'}"


def counted(number: int, one: str, many: str) -> str:
    """A count of things: `1 message`, `2,850 messages`."""
    return f"{count(number)} {one if number == 1 else many}"


def amount(metric: Metric, value: float) -> str:
    """A value in the unit of its metric."""
    return _AMOUNTS[metric.unit](value)


def number(value: float) -> str:
    """A number without a unit: two digits after the point where it is under one, `0.42`; else one, `2.5`; `3`."""
    return f"{value:.{2 if abs(value) < 1 else 1}f}".rstrip("0").rstrip(".")


_AMOUNTS: dict[Unit, Callable[[float], str]] = {
    "duration": duration,
    "percent": percent,
    "count": count,
    "hours": hours,
    "score": "{:.0f}".format,
    "number": number,
    "points": lambda value: f"{value:+.0f}{NBSP}points".replace("-", "−"),
}


def value(metric: Metric, estimate: Estimate) -> str:
    """The figure as a card shows it; a dash where there is none, `over 5 d` where it is only known to be larger."""
    if estimate.value is not None:
        return amount(metric, estimate.value)
    if estimate.at_least is not None:
        return f"over {duration(estimate.at_least)}"
    return "–"


def likely(metric: Metric, estimate: Estimate) -> str:
    """The interval: `likely between 59 and 63 %`; empty where there is none."""
    low, high = estimate.low, estimate.high
    if estimate.value is None or (low is None and high is None):
        return ""
    if low is None or high is None:
        side, end = ("over", low) if low is not None else ("under", high)
        return f"likely {side} {amount(metric, end)}" if end is not None else ""
    if metric.unit == "percent":
        near = _points(low) == _points(high)
        return (
            f"likely between {low * 100:.1f} and {high * 100:.1f}{NBSP}%"
            if near
            else f"likely between {_points(low)} and {percent(high)}"
        )
    if amount(metric, low) == amount(metric, high):
        return ""
    return f"likely between {amount(metric, low)} and {amount(metric, high)}"


def reason(metric: Metric, estimate: Estimate) -> str:
    """Why a figure is missing or weak, in one sentence; empty where it is neither."""
    if estimate.value is None and estimate.at_least is not None:
        return f"not yet known: more than half still wait after {duration(estimate.at_least)}"
    if not estimate.reason:
        return ""
    if "too few" in estimate.reason:
        one, many = COUNTED.get(metric.name, ("case", "cases"))
        return f"too few to say: {counted(estimate.n, one, many)}" if estimate.n else f"no {many} in this period"
    return estimate.reason


def resting_on(metric: Metric, estimate: Estimate) -> str:
    """What a figure rests on: `2,850 messages`; empty for counts, which are their own n."""
    if metric.unit == "count" or not estimate.n:
        return ""
    return counted(estimate.n, *COUNTED.get(metric.name, ("case", "cases")))


def nine_in_ten(measurement: Measurement) -> str:
    """By when nine in ten are answered: `nine in ten by 2 d 7 h`; empty for what is no wait."""
    tail = measurement.tail
    if tail is None or measurement.metric.unit != "duration":
        return ""
    if tail.value is not None:
        return f"nine in ten answered by {duration(tail.value)}"
    if tail.at_least is not None:
        return f"nine in ten: not yet known, over {duration(tail.at_least)}"
    return ""


def facts(measurement: Measurement) -> list[str]:
    """What belongs beside a figure: how sure it is, by when nine in ten, what it rests on, what is not in it."""
    metric, estimate, details = measurement.metric, measurement.estimate, measurement.details
    said = ["" if metric.unit == "count" else likely(metric, estimate), nine_in_ten(measurement)]
    if estimate.value is not None and details.get("oldest"):
        said.append(f"oldest {duration(details['oldest'])}")
    if not reason(metric, estimate):
        said.append(resting_on(metric, estimate))
    if waiting := round(details.get("still_waiting", 0)):
        said.append(f"{count(waiting)} still waiting, counted")
    if in_time := round(details.get("not_due", 0)):
        said.append(f"{count(in_time)} still in time")
    return [fact for fact in said if fact]


def change(measurement: Measurement) -> str:
    """How it compares: `was 66 %: worse`, `was 66 %: no clear change`; empty where there is nothing to compare with."""
    verdict = measurement.change.verdict if measurement.change else None
    if verdict is None or measurement.before is None:
        return ""
    if measurement.before.value is None and measurement.before.at_least is None:
        return ""
    was = f"was {value(measurement.metric, measurement.before)}"
    if verdict in ("unknown", "too few to say"):
        return was if measurement.metric.unit == "count" else f"{was}: too few to say"
    return f"{was}: {verdict}"


def beside_others(metric: Metric, place: Place) -> str:
    """How a slice stands beside the others, in words that claim no more than is known; empty where it is too few."""
    more, less = ("longer", "shorter") if metric.unit == "duration" else ("higher", "lower")
    return {
        "within": "no different from the others, as far as can be seen",
        "perhaps above": f"perhaps {more} than the others",
        "perhaps below": f"perhaps {less} than the others",
        "above": f"{more} than chance would make it",
        "below": f"{less} than chance would make it",
        "too few to say": "",
    }[place]


def day(when: date, *, year: bool = True) -> str:
    """A date: `30 Nov 2026`."""
    return f"{when.day}{NBSP}{when:%b}" + (f"{NBSP}{when.year}" if year else "")


def moment(when: datetime, zone: str = "UTC", *, year: bool = True) -> str:
    """A UTC time in the reader's zone: `30 Nov 2026, 08:00`."""
    local = when.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    return f"{day(local, year=year)}, {local:%H:%M}"


def age(when: datetime, now: datetime) -> str:
    """How old the newest data is: `21 days`, `5 months`, `6 years`; empty up to two days, which are nothing to say."""
    days = (now - when) / timedelta(days=1)
    if days <= 2:
        return ""
    for length, unit in ((365.25, "years"), (365.25 / 12, "months")):
        if days >= 2 * length:
            return f"{int(days / length)}{NBSP}{unit}"
    return f"{int(days)}{NBSP}days"


def period(days: Period) -> str:
    """A period: `3 Sep – 1 Dec 2026`; the year twice where it differs."""
    if days.since == days.until:
        return day(days.since)
    return f"{day(days.since, year=days.since.year != days.until.year)} – {day(days.until)}"


def compared_with(measurement: Measurement) -> str:
    """What the figures are compared with, or that there is nothing; empty where nothing was asked for."""
    if measurement.before_period is None or measurement.before is None:
        return ""
    if measurement.before.value is None and measurement.before.at_least is None:
        return (
            f"nothing to compare with: {measurement.before.reason}"
            if measurement.before.reason
            else "nothing to compare with"
        )
    scope = measurement.scope
    is_whole = scope.custom_before is not None or scope.seen(measurement.watermark) == scope.period
    so_far = "" if is_whole else "still running: as far as it has come, "
    return f"{so_far}compared with {period(measurement.before_period)}"


def sentence(text: str) -> str:
    """With a capital first letter, as a label or the start of a sentence."""
    return text[:1].upper() + text[1:]


def summary(measurement: Measurement) -> str:
    """One sentence that says the whole figure, for those who hear the page instead of seeing it."""
    metric, estimate = measurement.metric, measurement.estimate
    if why := reason(metric, estimate):
        said = why if estimate.value is None else f"{value(metric, estimate)}, {why}"
    else:
        said = value(metric, estimate)
    interval = "" if metric.unit == "count" else likely(metric, estimate)
    parts = [said, interval, nine_in_ten(measurement), change(measurement), resting_on(metric, estimate)]
    return f"{sentence(metric.label)}: " + ", ".join(part for part in parts if part)
