"""Dates and times as people type them into a sheet, in the sheet's own zone.

How the dates of a column are written is decided once for the column: 3/4/2026 is the third of April where another cell
of it can only be read day first, the fourth of March where one can only be read month first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from connectors.workbook import values
from connectors.workbook.problem import Bad, quoted

_HINT = "write it like 2026-03-31 14:05"
_DAY_HINT = "write it like 2026-03-31"
_EARLIEST, _LATEST = 1990, 2100
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?:[T,]?\s*(?:at\s+|um\s+)?(\d{1,2})(?:[:.h](\d\d))(?:[:.](\d\d)(?:[.,]\d+)?)?\s*(?:uhr|h\b)?\s*([ap]\.?m\.?)?"
    r"|[T,]?\s*(?:at\s+)?(\d{1,2})\s*([ap]\.?m\.?))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR_FIRST = re.compile(rf"{_WEEKDAY}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{4}}|\d\d){_CLOCK}", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]*([a-z]{{3,9}})\.?,?[\s-]*(\d{{4}}|\d\d){_CLOCK}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_CLOCK}", re.IGNORECASE
)
_AMBIGUOUS = re.compile(_WEEKDAY + r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{2,4}", re.IGNORECASE)


class Moment(NamedTuple):
    """A date and time; `is_day`: only the day was written; `is_utc`: an offset was written, and has been applied."""

    at: datetime
    is_day: bool
    is_utc: bool


@dataclass(frozen=True)
class Writing:
    """How the dates of one column are written."""

    day_first: bool = True
    is_guessed: bool = False  # dates whose order nothing tells were met
    is_told: bool = False  # some date could be read in one order only
    midnight_is_time: bool = False  # a date without a time means midnight, as programs write it


def writing_of(cells: Iterable[Any], others: "Writing | None" = None, day_first: bool = True) -> Writing:
    """How a column is written, from all of its cells; where they do not tell, as `others`, else as `day_first`."""
    first = second = seen = dates = days = 0
    for cell in cells:
        if isinstance(cell, str):
            if match := _AMBIGUOUS.match(values.plain(cell)):
                first, second = max(first, int(match[1])), max(second, int(match[2]))
                seen += match[1] != match[2]
        elif isinstance(cell, date):
            dates += 1
            days += not isinstance(cell, datetime)
    is_midnight = days * 200 < dates
    if first > 12 >= second or second > 12 >= first:
        return Writing(day_first=first > 12, is_told=True, midnight_is_time=is_midnight)
    if others is not None:
        return Writing(others.day_first, midnight_is_time=is_midnight)
    return Writing(day_first, is_guessed=bool(seen), midnight_is_time=is_midnight)


def is_two_ways(cell: str) -> bool:
    """Whether a text is a date that could be read day first or month first."""
    match = _AMBIGUOUS.match(values.plain(cell))
    return match is not None and match[1] != match[2] and max(int(match[1]), int(match[2])) <= 12


def moment(value: Any, writing: Writing = Writing()) -> Moment:
    """A date, with a time where one was written. Raises Bad for what is none."""
    if isinstance(value, datetime):
        found = Moment(_rounded(value), False, False)
    elif isinstance(value, date):
        found = Moment(datetime(value.year, value.month, value.day), not writing.midnight_is_time, False)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_number(float(value))
    elif isinstance(value, str):
        found = _from_text(values.plain(value), writing.day_first)
    else:
        raise Bad(f"{quoted(value)} is no date", _HINT)
    if not _EARLIEST <= found.at.year <= _LATEST:
        raise Bad(f"{quoted(value)} lies outside the years {_EARLIEST} to {_LATEST}", _HINT)
    return found


def day(value: Any, writing: Writing = Writing()) -> date:
    """A day; a time written with it is passed over."""
    try:
        return moment(value, writing).at.date()
    except Bad as bad:
        raise Bad(bad.wrong, _DAY_HINT) from None


def month(value: Any, writing: Writing = Writing()) -> date:
    """The first day of a month: `2026-03`, `March 2026`, `3/2026`, or any day of it."""
    try:
        found = _month_alone(value) if isinstance(value, str) else None
        return found or moment(value, writing).at.date().replace(day=1)
    except Bad as bad:
        raise Bad(bad.wrong.replace("no date", "no month"), "write it like 2026-03") from None


def _month_alone(value: str) -> date | None:
    said = values.plain(value)
    if match := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})", said):
        return _day(int(match[1]), int(match[2]), 1, value).date()
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", said):
        return _day(int(match[2]), int(match[1]), 1, value).date()
    if match := re.fullmatch(r"([A-Za-z]{3,9})\.?[\s,'’-]*(\d{4}|\d\d)", said):
        return _day(_year(match[2]), _month(match[1], value), 1, value).date()
    return None


def in_utc(local: datetime, zone: ZoneInfo, *, second: bool = False) -> datetime:
    """The instant of a time on the clock of a zone, in UTC without a zone.

    In the hour that a clock goes through twice it is the first time, or the second when that is asked for; in the hour
    that a clock leaves out, the time is read as if the clock had not been moved.
    """
    return local.replace(tzinfo=zone, fold=int(second)).astimezone(UTC).replace(tzinfo=None)


def _rounded(value: datetime) -> datetime:
    """Serial dates are off by some millionths of a second."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)


def _from_number(value: float) -> Moment:
    if 30_000 < value < 75_000:
        return Moment(_rounded(datetime(1899, 12, 30) + timedelta(days=value)), value.is_integer(), False)
    for unit in (1, 1000):
        if 6e8 < value / unit < 4.2e9:
            return Moment(datetime(1970, 1, 1) + timedelta(seconds=value / unit), False, True)
    raise Bad(f"{quoted(values.text(value))} is no date", _HINT)


@lru_cache(maxsize=200_000)
def _from_text(said: str, day_first: bool) -> Moment:
    if match := _YEAR_FIRST.fullmatch(said):
        return _moment(int(match[1]), int(match[2]), int(match[3]), match.groups()[3:], said)
    if match := _NUMBERS.fullmatch(said):
        first, second = int(match[1]), int(match[2])
        is_day_first = first > 12 or (day_first and second <= 12)
        in_order = (second, first) if is_day_first else (first, second)
        return _moment(_year(match[3]), *in_order, match.groups()[3:], said)
    if match := _DAY_MONTH.fullmatch(said):
        return _moment(_year(match[3]), _month(match[2], said), int(match[1]), match.groups()[3:], said)
    if match := _MONTH_DAY.fullmatch(said):
        return _moment(int(match[3]), _month(match[1], said), int(match[2]), match.groups()[3:], said)
    if re.fullmatch(r"\d+(\.\d+)?", said):
        return _from_number(float(said))
    raise Bad(f"{quoted(said)} is no date", _HINT)


def _moment(year: int, month: int, day: int, clock: tuple[str | None, ...], said: str) -> Moment:
    hour, minute, second, half, bare_hour, bare_half, offset = clock
    at = _day(year, month, day, said)
    hour, half = hour or bare_hour, half or bare_half
    if hour is None:
        return Moment(at, True, False)
    hours = int(hour) % 12 + 12 * (half[0] in "pP") if half else int(hour)
    if hours > 24 or int(minute or 0) > 59 or int(second or 0) > 59 or (half and int(hour) > 12):
        raise Bad(f"{quoted(said)} has no time that a clock shows", _HINT)
    at += timedelta(hours=hours, minutes=int(minute or 0), seconds=int(second or 0))
    if offset and offset[0] in "+-":
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        at += ahead if offset[0] == "-" else -ahead
    return Moment(at, False, bool(offset))


def _day(year: int, month: int, day: int, said: object) -> datetime:
    try:
        return datetime(year, month, day)
    except ValueError:
        raise Bad(f"{quoted(said)} is no day of the calendar", _DAY_HINT) from None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str, said: object) -> int:
    try:
        return _MONTHS.index(word[:3].casefold()) + 1
    except ValueError:
        raise Bad(f"{quoted(said)} is no date", _HINT) from None
