"""Rows of the tabs that say what for: Promises, Objectives, Figures, Topics, Audiences."""

from collections.abc import Callable
from datetime import date
from typing import Any

from connectors.workbook import times, values
from connectors.workbook.known import Known
from connectors.workbook.names import Names, key
from connectors.workbook.problem import Bad, quoted
from connectors.workbook.row import Row, Sheet
from queries.metric import Metric

Rows = list[dict[str, Any]]
_Period = tuple[date | None, date | None]

_read_clock = values.choice(
    dict.fromkeys(
        ("round the clock", "wall", "wall clock", "24/7", "24 hours", "always", "all hours", "calendar"),
        "round the clock",
    )
    | dict.fromkeys(
        ("opening hours", "business", "business hours", "working hours", "office hours", "open hours"), "opening hours"
    ),
    "clock",
)
_CLOCKS = {"round the clock": "wall", "opening hours": "business"}


def promises(sheet: Sheet, departments: Names, topics: Names, known: Known, with_calendar: set[str]) -> Rows:
    """What departments, and the organisation towards the public, undertake."""
    found: Rows = []
    periods: dict[tuple[Any, ...], list[tuple[_Period, int]]] = {}
    for row in sheet.rows():
        department = row.strict("Department", lambda value: departments.find(values.name(value)))
        channel = row.strict("Channel", lambda value: known.channel(values.identifier(value), None))
        topic = row.strict("Topic", lambda value: topics.find(values.name(value)))
        seconds = row.needed("Within", values.duration)
        clock = row.strict("Clock", _read_clock)
        period = row.period()
        if row.is_refused:
            continue
        to = (department, channel.channel_key if channel else None, topic)
        if other := _overlapping(periods.setdefault(to, []), period, row.number):
            row.refuse(
                "From", f"this promise overlaps that of row {other}", "let one end, in Until, before the other begins"
            )
            continue
        if clock == "opening hours" and department and department not in with_calendar:
            row.tell("Clock", f"{quoted(department)} has no calendar, so its opening hours are not known",
                     "name its Calendar in Departments, or write ‘round the clock’")  # fmt: skip
        clock = clock or ("opening hours" if department in with_calendar else "round the clock")
        found.append(
            {
                "department": department,
                "channel_key": to[1],
                "topic": topic,
                "target_seconds": seconds,
                "clock": _CLOCKS[clock],
                "valid_from": period[0],
                "valid_to": period[1],
            }
        )
    return found


def _overlapping(taken: list[tuple[_Period, int]], period: _Period, number: int) -> int | None:
    """The row whose period overlaps this one; else the period is taken."""
    first, last = period
    for (other_first, other_last), row in taken:
        if (first or date.min) <= (other_last or date.max) and (other_first or date.min) <= (last or date.max):
            return row
    taken.append((period, number))
    return None


def objectives(sheet: Sheet, figures: Names, known: Known) -> Rows:
    """What is to be reached, by which measure."""
    found: Rows = []
    for row in sheet.rows():
        objective = row.needed("Objective", values.text)
        measure = row.needed("Measure", lambda value: known.measure(values.name(value), figures))
        target = row.needed("Target", _target(measure)) if measure is not None else None
        due = row.strict("Due", lambda value: times.day(value, sheet.writing("Due")))
        is_figure = isinstance(measure, str)
        better = row.loose("Better", _better)
        if row.is_refused:
            continue
        found.append(
            {
                "objective": objective,
                "metric": measure.name if isinstance(measure, Metric) else None,
                "figure": measure if is_figure else None,
                "better": better if is_figure else None,
                "target": target,
                "due": due,
                "owner": row.loose("Owner", values.name),
            }
        )
    return found


_better = values.choice(
    dict.fromkeys(("up", "higher", "more", "increase", "rise", "↑", "+"), "up")
    | dict.fromkeys(("down", "lower", "less", "fewer", "decrease", "fall", "↓"), "down"),
    "direction",
)


def _target(measure: Metric | str) -> Callable[[Any], float]:
    """How a target is read depends on the unit of what it is for."""
    unit = "number" if isinstance(measure, str) else measure.unit
    named = measure if isinstance(measure, str) else measure.label
    read: Callable[[Any], float] = {"percent": values.percent, "duration": values.duration}.get(unit, values.number)
    hint = {"percent": "a percentage, such as 75 %", "duration": "a duration, such as 4 h"}.get(
        unit, "a number, such as 120"
    )

    def target(value: Any) -> float:
        try:
            return float(read(value))
        except Bad as bad:
            raise Bad(bad.wrong, f"{quoted(named)} is measured in {hint}") from None

    return target


def figures(sheet: Sheet) -> Rows:
    """Outside figures by month."""
    found: Rows = []
    names = Names("Figures", is_open=True)
    lines: dict[tuple[str, date], int] = {}
    for row in sheet.rows():
        figure = row.needed("Figure", lambda value: names.add(values.name(value)))
        month = row.needed("Month", lambda value: times.month(value, sheet.writing("Month")))
        value = row.needed("Value", values.number)
        if figure is None or month is None or row.is_refused:
            continue
        if lines.setdefault((figure, month), row.number) != row.number:
            first = lines[figure, month]
            row.refuse(
                "Month",
                f"{quoted(figure)} has a value for {month:%B %Y} in row {first} already",
                "delete one of the two",
            )
            continue
        found.append({"figure": figure, "month": month, "value": value})
    return found


def topics(sheet: Sheet, departments: Names) -> Rows:
    """Topics with their words, and who owns them when."""
    found: Rows = []
    names = Names("Topics", is_open=True)
    periods: dict[str, list[tuple[_Period, int]]] = {}
    for row in sheet.rows():
        topic = row.needed("Topic", lambda value: names.add(values.name(value)))
        words = row.loose("Words", values.words) or []
        department = row.loose("Department", lambda value: departments.find(values.name(value)))
        weight = row.loose("Weight", _weight)
        period = row.period()
        if topic is None or row.is_refused:
            continue
        if department is not None:
            department = _owner(row, department, period, periods.setdefault(key(topic), []), found)
        found.append(
            {
                "topic": topic,
                "words": words,
                "weight": weight if weight is not None else 1.0,
                "department": department,
                "valid_from": period[0],
                "valid_to": period[1],
            }
        )
    return found


def _owner(row: Row, department: str, period: _Period, taken: list[tuple[_Period, int]], before: Rows) -> str | None:
    """The owner, unless somebody owns the topic at that time already: its words count all the same."""
    other = _overlapping(taken, period, row.number)
    if other is None:
        return department
    if (department, period) not in [(one["department"], (one["valid_from"], one["valid_to"])) for one in before]:
        wrong = f"the topic has an owner at that time in row {other} already"
        row.tell("Department", wrong, "let one end, in Until, before the other begins")
    return None


def _weight(value: Any) -> float:
    found = values.number(value)
    if not 0 < found < 1e6:
        raise Bad(f"{quoted(values.text(value))} is no weight", "write a number above 0")
    return found


def audiences(sheet: Sheet) -> Rows:
    """Who is who: a row a handle, and one for the words."""
    found: Rows = []
    names = Names("Audiences", is_open=True)
    for position, row in enumerate(sheet.rows(), start=1):
        audience = row.needed("Audience", lambda value: names.add(values.name(value)))
        handles = row.loose("Handles", _handles) or []
        words = row.loose("Words", values.words) or []
        if audience is None or row.is_refused:
            continue
        if not handles and not words:
            row.refuse("Handles", f"is empty, and so is {sheet.found.heading('Words')}", "write handles or words")
            continue
        shared = {"audience": audience, "position": position}
        found += [{**shared, "handle": handle, "words": None} for handle in handles]
        found += [{**shared, "handle": None, "words": words}] if words else []
    return found


def _handles(value: Any) -> list[str]:
    said = values.identifier(value)
    return [
        handle.removeprefix("@") for part in said.split() for handle in values.words(part) if handle.removeprefix("@")
    ]
