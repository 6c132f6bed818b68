"""How the dates of a column are written, read off its values."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import product

from warehouse.cells import TWITTER_FORMAT

_CLOCKS = (
    *("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S", ", %I:%M %p", ", %I:%M:%S %p"),
    *(" at %H:%M", " at %I:%M %p", " %I:%M%p", " %H:%M:%S %z", " %H:%M:%S.%f"),
)
_SWAPPABLE = ("%d/%m/", "%m/%d/", "%d.%m.", "%m.%d.", "%d-%m-", "%m-%d-")
_DAYS = (
    *(f"{order}{year}" for order, year in product(_SWAPPABLE, ("%Y", "%y"))),
    *("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d %Y", "%B %d %Y"),
    *("%a, %d %b %Y", "%a %d %b %Y", "%A, %B %d, %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
)
_FORMATS = tuple(f"{day}{clock}" for day, clock in product(_DAYS, _CLOCKS))

_TIMES = (
    r"(\d{10}(\.\d+)?|\d{13}|[34]\d{4}(\.\d+)?)$",  # seconds, milliseconds, days of a spreadsheet
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}",
    r"([A-Z][a-z]{2,8},? ){1,2}\d{1,2}\b.*\d{4}",
    r"[A-Z][a-z]{2,8}, \d{1,2} [A-Z][a-z]{2,8} \d{4}",
)


def looks_like_time(value: str) -> bool:
    """Whether a value is a date, or a date and time, in some way of writing them."""
    return any(re.match(pattern, value) for pattern in _TIMES)


def need_no_format(values: Sequence[str]) -> bool:
    """Whether the warehouse reads these values without being told how (warehouse.cells.time)."""
    return all(
        re.fullmatch(r"\d+(\.\d+)?", value)
        or (
            re.match(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d|$)", value) and not re.search(r"[AP]M$", value, re.IGNORECASE)
        )
        or _fits(TWITTER_FORMAT, value)
        for value in values
    )


def formats_of(values: Sequence[str], greatest: tuple[int, int]) -> tuple[str, ...]:
    """The strptime format of these values; two where day and month could be swapped, day first; none where none fits.

    `greatest` are the greatest first and second number of the column's dates, over the whole file.
    """
    fitting = [strptime for strptime in _FORMATS if all(map(partial(_fits, strptime), values))]
    day_first = [strptime for strptime in fitting if strptime.startswith(("%d/%m", "%d.%m", "%d-%m"))]
    month_first = [strptime for strptime in fitting if strptime.startswith(("%m/", "%m.", "%m-"))]
    day, month = greatest
    if day_first and day > 12 >= month:
        return (day_first[0],)
    if month_first and month > 12 >= day:
        return (month_first[0],)
    if day_first and month_first:
        return day_first[0], month_first[0]
    return tuple(fitting[:1])


def _fits(strptime: str, value: str) -> bool:
    try:
        datetime.strptime(value, strptime)
    except ValueError:
        return False
    return True
