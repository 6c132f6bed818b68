"""A measurement as data for other programs, and as a table for a terminal.

In JSON durations are seconds, rates are fractions from 0 to 1, times are ISO 8601 UTC, and what is not known is null
with a reason. The names below are promised to stay.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from queries.funnel import Place, funnel
from queries.measurement import Estimate, Measurement
from queries.metric import Metric
from queries.scope import Period
from queries.settings import Settings

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def as_data(found: Measurement, minimum: int = Settings.minimum_n) -> dict[str, Any]:
    """The measurement as JSON values. `minimum` is the number of items under which a slice is too few to say."""
    compared = funnel(found, minimum)
    return {
        "metric": found.metric.name,
        "title": found.metric.title,
        "unit": found.metric.unit,
        "better": found.metric.better,
        "basis": found.metric.basis,
        "clock": found.scope.clock if found.metric.unit == "duration" else None,
        "period": {**_period(found.scope.period), "zone": found.scope.zone, "is_partial": found.is_partial},
        "watermark": _instant(found.watermark),
        **estimate_data(found.estimate),
        **({"p90": estimate_data(found.tail)} if found.tail else {}),
        "details": found.details,
        "coverage": {
            found.coverage.what: found.coverage.counted,
            "of": found.coverage.of,
            "began_later": found.coverage.began_later,
            "note": found.coverage.note,
        },
        "comparison": _comparison(found),
        "by": found.by,
        "funnel": {"centre": compared.centre, "dispersion": compared.dispersion} if compared else None,
        "slices": [
            {
                "key": part.key,
                "label": part.label,
                "is_partial": part.is_partial,
                "place": compared.places[part.key] if compared else None,
                **estimate_data(part.estimate),
                **({"p90": estimate_data(part.tail)} if part.tail else {}),
            }
            for part in found.slices
        ],
    }


def as_rows(found: Measurement, minimum: int = Settings.minimum_n) -> list[dict[str, Any]]:
    """One row for the whole and one for each slice, for CSV: the same values as in JSON."""
    compared = funnel(found, minimum)
    places = compared.places if compared else {}
    parts: list[tuple[str, Estimate, Estimate | None, Place | None]] = [("total", found.estimate, found.tail, None)]
    parts += [(part.label, part.estimate, part.tail, places.get(part.key)) for part in found.slices]
    return [
        {
            "metric": found.metric.name,
            "unit": found.metric.unit,
            "since": found.scope.period.ends[0],
            "until": found.scope.period.ends[1],
            "slice": label,
            "value": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "n": estimate.n,
            "p90": tail.value if tail else None,
            "reason": estimate.reason,
            "place": place,
        }
        for label, estimate, tail, place in parts
    ]


def as_text(found: Measurement, minimum: int = Settings.minimum_n) -> str:
    """The measurement for a person at a terminal."""
    metric, period = found.metric, found.scope.period
    lines = [
        f"{metric.title} ({metric.name}): {metric.label}",
        f"{' to '.join(period.ends)} ({found.scope.zone}), {metric.basis}"
        + (f"; {found.scope.clock} clock" if metric.unit == "duration" else "")
        + ("; partial" if found.is_partial else ""),
        f"data complete until {found.watermark:%Y-%m-%d %H:%M} UTC" if found.watermark else "no data yet",
        "",
    ]
    compared = funnel(found, minimum)
    places = compared.places if compared else {}
    rows = [("total", found.estimate, found.tail, "")]
    if found.before_period and found.before:
        rows.append((" to ".join(found.before_period.ends), found.before, None, ""))
    rows += [(part.label, part.estimate, part.tail, _BESIDE.get(places.get(part.key), "")) for part in found.slices]
    width = max(len(label) for label, _, _, _ in rows)
    lines += [f"{label:<{width}}  {_line(metric, estimate, tail)}{beside}" for label, estimate, tail, beside in rows]
    if compared and compared.is_overdispersed:
        lines.append(f"\nthey differ in general: their spread is {compared.dispersion:.1f} times that of chance")
    if found.change and found.change.verdict != "unknown":
        lines.append(f"\nagainst the comparison: {found.change.verdict}")
    if found.coverage.note:
        lines.append(
            f"{found.coverage.counted} of {found.coverage.of} {found.coverage.what} count: {found.coverage.note}"
        )
    return "\n".join(lines)


_BESIDE: dict[Place | None, str] = {
    "within": "  no different from the others, as far as can be seen",
    "perhaps above": "  perhaps above the others",
    "perhaps below": "  perhaps below the others",
    "above": "  above what chance would make it",
    "below": "  below what chance would make it",
}


def _line(metric: Metric, estimate: Estimate, tail: Estimate | None) -> str:
    text = f"{quantity(metric, estimate.value):>10}"
    if estimate.low is not None and estimate.high is not None and metric.unit != "count":
        text += f"  ({quantity(metric, estimate.low)} to {quantity(metric, estimate.high)})"
    if tail and metric.unit == "duration":
        text += f"  nine in ten {quantity(metric, tail.value)}"
    text += f"  n {estimate.n}"
    return text + (f"  {estimate.reason}" if estimate.reason else "")


def quantity(metric: Metric, value: float | None) -> str:
    """A value in its unit: 61.2 %, 2 h 04 min 41 s, 1022."""
    return "–" if value is None else _QUANTITIES[metric.unit](value)


def duration(seconds: float) -> str:
    """A length of time as people say it: `45 s`, `12 min`, `5 h 40 min`, `2 d 7 h`, `19 days`."""
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{round(whole / _MINUTE)} min" if round(whole / _MINUTE) < 60 else "1 h"
    if whole < _DAY:
        hours, minutes = divmod(round(whole / _MINUTE), 60) if whole < 10 * _HOUR else (round(whole / _HOUR), 0)
        return _pair(hours, "h", minutes, "min") if hours < 24 else "1 day"
    if whole < 10 * _DAY:
        days, hours = divmod(round(whole / _HOUR), 24)
        return "1 day" if (days, hours) == (1, 0) else _pair(days, "d" if hours else "days", hours, "h")
    return f"{round(whole / _DAY):,} days"


def _pair(large: int, unit: str, small: int, small_unit: str) -> str:
    return f"{large} {unit}" + (f" {small} {small_unit}" if small else "")


def estimate_data(estimate: Estimate) -> dict[str, Any]:
    """A figure as JSON values, with its interval, n and reason."""
    return {
        "value": estimate.value,
        "n": estimate.n,
        "interval": None if estimate.low is None and estimate.high is None else [estimate.low, estimate.high],
        "reason": estimate.reason,
        "at_least": estimate.at_least,
    }


def _comparison(found: Measurement) -> dict[str, Any] | None:
    if not (found.before_period and found.before and found.change):
        return None
    change = found.change
    return {
        "period": _period(found.before_period),
        **estimate_data(found.before),
        "difference": change.difference,
        "difference_interval": None if change.low is None and change.high is None else [change.low, change.high],
        "verdict": change.verdict,
    }


def _period(period: Period) -> dict[str, str]:
    since, until = period.ends
    return {"since": since, "until": until}


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") + "Z" if moment else None


_QUANTITIES: dict[str, Callable[[float], str]] = {
    "count": "{:.0f}".format,
    "percent": lambda value: f"{100 * value:.1f} %",
    "duration": duration,
    "number": "{:g}".format,
    "hours": "{:,.0f} h".format,
    "points": "{:+.0f} points".format,
    "score": "{:.0f} of 100".format,
}
