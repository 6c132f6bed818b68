"""From a cell of the workbook to a value: percentages, durations, numbers, hours of the day, weekdays, yes and no.

Each function takes what a spreadsheet gives (text, number, date, time, duration, truth value) that is not empty and
returns the value, or raises Bad in words. Percentages are fractions, durations are whole seconds.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from connectors.workbook.names import closest, key, tidy
from connectors.workbook.problem import Bad, one_of, quoted

_NOTHING = {"", "-", "–", "—", "n/a", "null", "none", "nan", "?"}
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!|GETTING_DATA|BLOCKED!)")
_FORMULA = re.compile(r"=\s*[A-Za-z][A-Za-z.]*\(|[=+]\s*'?[\w ]*'?!?\$?[A-Z]{1,3}\$?\d+\b")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xad"))

_YES = {"yes", "y", "true", "x", "1", "✓", "✔", "☑", "✅", "done", "ja", "oui", "sí", "si", "ok"}
_NO = {"no", "n", "false", "0", "nein", "non", "not yet", "open", "☐"}


class Merged:
    """What stands in a cell that is merged with another one, which has the value."""

    def __str__(self) -> str:
        return ""

    def __repr__(self) -> str:
        return "MERGED"


MERGED = Merged()


def is_nothing(value: Any) -> bool:
    """Whether a cell says nothing, or no more than that there is nothing."""
    if value is None or value is MERGED:
        return True
    if not isinstance(value, str) or (len(value) > 20 and not value.isspace()):
        return False
    return plain(value).casefold() in _NOTHING


def plain(value: str) -> str:
    """A text without spaces around it and without signs that nobody sees; its line breaks stay."""
    if value.isascii() and value == value.strip() and "\r" not in value:
        return value
    return value.translate(_INVISIBLE).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n").strip()


def check(value: str) -> None:
    """Raise Bad for what a spreadsheet writes when a formula has failed, and for a formula that is only text."""
    if value in ("Loading...", "Loading…"):
        raise Bad("the spreadsheet was still working this cell out", "wait a little, or write the value itself")
    if value[:1] in ("#", "=", "+"):
        if _ERROR.fullmatch(value.strip()):
            raise Bad(f"the spreadsheet shows the error {value.strip()}", "write the value itself")
        if _FORMULA.match(value):
            raise Bad(f"{quoted(value)} is a formula that was kept as text", "write the value itself")


def text(value: Any) -> str:
    """A cell as text; a whole number without its point, a date in ISO 8601."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def name(value: Any) -> str:
    """A name on one line."""
    return tidy(text(value))


def identifier(value: Any) -> str:
    """An id. Raises Bad for a number that the spreadsheet has rounded."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**15:
        raise Bad(
            f"the spreadsheet has cut the last digits off the number {value:.15g}",
            "format the column as plain text and paste the id again",
        )
    found = text(value)
    if re.fullmatch(r"\d[.,]\d+[eE]\+\d+", found):
        raise Bad(
            f"the spreadsheet has cut the last digits off {quoted(found)}",
            "format the column as plain text and paste the id again",
        )
    return found


def yes(value: Any) -> bool:
    """Yes or no, in the ways people say it."""
    if isinstance(value, bool):
        return value
    word = text(value).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Bad(f"{quoted(value)} is neither yes nor no", "write ‘yes’, or leave it empty")


def is_yes(value: Any) -> bool | None:
    """True or False for a word that says so, None for anything else."""
    try:
        return yes(value)
    except Bad:
        return None


def number(value: Any) -> float:
    """A number, with or without thousands separators; a percentage is its fraction."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    found = _number(text(value)) if isinstance(value, str) else None
    if found is None:
        raise Bad(f"{quoted(text(value))} is not a number", "write digits alone, as in 1250")
    return found


def _number(words: str) -> float | None:
    match = re.fullmatch(r"([-−+]?)\s*(\d[\d.,' ’_]*)\s*(%?)", words.replace("\u202f", " "))
    if match is None:
        return None
    digits = re.sub(r"[ '’_]", "", match[2])
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}(\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif digits.count(",") == 1 and "." not in digits:
        digits = digits.replace(",", ".")
    try:
        found = float(digits)
    except ValueError:
        return None
    return (-found if match[1] in ("-", "−") else found) / (100 if match[3] else 1)


def percent(value: Any) -> float:
    """A share as a fraction: `40 %`, 40 and 0.4 are the same."""
    words = text(value)
    found = _number(re.sub(r"(?i)\s*(per ?cent|percent|pct)\.?$", "%", words)) if isinstance(value, str) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        found = float(value)
    if found is None:
        raise Bad(f"{quoted(words)} is not a percentage", "write it like 40 %")
    share = found if found <= 1 or (isinstance(value, str) and re.search(r"%|p(er ?)?c", words)) else found / 100
    if not 0 <= share <= 1:
        shown = f"{share * 100:.6g} %"
        raise Bad(f"{shown} is {'more than 100 %' if share > 1 else 'less than nothing'}", "write 0 % to 100 %")
    return share


_UNITS: dict[str, int] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "wk", "week", "weeks"), 604800),
}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?|an?|one|two|three|half an?)\s*([a-z]+)\.?")
_SPOKEN = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half a": 0.5, "half an": 0.5}
_DURATION_HINT = "write it like 4 h, 30 min or 2 days"


def duration(value: Any) -> int:
    """A duration in seconds: `4 h`, `1 h 30 min`, `1:30`, `2 days`; a bare number is hours."""
    seconds: float | None = None
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
    elif isinstance(value, datetime):
        raise Bad(f"{quoted(value)} is a date, not a duration", _DURATION_HINT)
    elif isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
    elif isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value * 3600
    elif isinstance(value, str):
        seconds = _duration(plain(value).casefold())
    if seconds is None:
        raise Bad(f"{quoted(value)} is not a duration", _DURATION_HINT)
    if not 0 < seconds <= 10 * 366 * 86400:
        raise Bad(f"{quoted(value)} is no time in which something can be done", _DURATION_HINT)
    return round(seconds)


def _duration(words: str) -> float | None:
    words = re.sub(r"^(within|in|max\.?|at most|under|<=?|≤)\s*", "", words)
    words = re.sub(r"\b(working|business|opening|office|full|calendar)[\s-]+", "", words)
    if re.fullmatch(r"\d+(?:[.,]\d+)?", words):
        return float(words.replace(",", ".")) * 3600
    if match := re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?", words):
        return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    found = _AMOUNT.findall(words)
    rest = re.sub(r"[\s,]|\band\b", "", _AMOUNT.sub("", words))
    if not found or rest or any(unit not in _UNITS for _, unit in found):
        return None
    return sum((_SPOKEN.get(amount) or float(amount.replace(",", "."))) * _UNITS[unit] for amount, unit in found)


_CLOCK_HINT = "write it like 9:00 or 17:30"


def hour_of_day(value: Any) -> timedelta:
    """An hour of the day as the time since midnight, up to 24:00."""
    found: timedelta | None = None
    if isinstance(value, datetime):
        found = timedelta(hours=24 * (value.year == 1900) + value.hour, minutes=value.minute)
        found = found if value.year <= 1900 else None
    elif isinstance(value, time):
        found = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    elif isinstance(value, timedelta):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = timedelta(days=round(value * 86400) / 86400) if 0 < value < 1 else timedelta(hours=value)
    elif isinstance(value, str):
        found = _hour(plain(value).casefold())
    if found is None or not timedelta(0) <= found <= timedelta(hours=24):
        raise Bad(f"{quoted(value)} is no time of day", _CLOCK_HINT)
    return found


def _hour(words: str) -> timedelta | None:
    if words in ("midnight", "noon", "midday"):
        return timedelta(hours=0 if words == "midnight" else 12)
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d\d))?(?::(\d\d))?\s*(?:h|hrs|uhr|o'clock)?\s*([ap])?\.?(?:m\.?)?", words)
    if match is None or int(match[2] or 0) > 59 or (match[4] and not 1 <= int(match[1]) <= 12):
        return None
    hours = int(match[1]) % 12 + 12 * (match[4] == "p") if match[4] else int(match[1])
    return timedelta(hours=hours, minutes=int(match[2] or 0), seconds=int(match[3] or 0))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    **dict.fromkeys(("daily", "every day", "everyday", "all days", "all week", "all", "7 days"), range(7)),
    **dict.fromkeys(("weekdays", "working days", "workdays", "week days", "business days"), range(5)),
    **dict.fromkeys(("weekend", "weekends", "at weekends"), range(5, 7)),
}


def weekdays(value: Any) -> tuple[int, ...]:
    """Weekdays by number, Monday is 1: `Mon–Fri`, `Sat, Sun`, `Fri to Mon`, `daily`, `weekdays`."""
    words = re.sub(r"\s+(to|till|until|through|thru|bis)\s+", "-", text(value).casefold())
    found: set[int] = set()
    for part in re.split(r"\s*(?:[,;/&+\n]|\band\b)\s*", words.strip(" .")):
        group = _GROUPS.get(part.strip())
        if group is not None:
            found |= set(group)
        elif part:
            days = [_weekday(day, value) for day in re.split(r"\s*[-–—−‐‑]\s*", part.strip())]
            if len(days) > 2:
                raise Bad(f"{quoted(value)} names no weekdays", "write them like Mon–Fri, or Sat, Sun, or daily")
            span = (days[-1] - days[0]) % 7
            found |= {(days[0] + step) % 7 for step in range(span + 1)}
    return tuple(day + 1 for day in sorted(found))


def _weekday(word: str, value: Any) -> int:
    folded = word.strip(" .").removesuffix("s") if len(word) > 4 else word.strip(" .")
    fitting = [number for number, day in enumerate(_WEEKDAYS) if len(folded) >= 2 and day.startswith(folded)]
    if len(fitting) != 1:
        close = closest(folded, _WEEKDAYS)
        hint = f"did you mean {quoted(close.title())}?" if close else "write them like Mon–Fri, or Sat, Sun, or daily"
        raise Bad(f"{quoted(value)} names no weekdays", hint)
    return fitting[0]


def words(value: Any) -> list[str]:
    """Words or phrases parted by commas, semicolons or line breaks."""
    return [part for part in (tidy(part) for part in re.split(r"[,;\n]", text(value))) if part]


def choice(options: Mapping[str, str], what: str) -> Callable[[Any], str]:
    """A function that takes one of these words, in many wordings (way of saying it → word), for the word."""
    by_key = {key(said): word for said, word in options.items()}
    offered = list(dict.fromkeys(options.values()))

    def read(value: Any) -> str:
        said = text(value)
        found = by_key.get(key(said))
        if found is None:
            close = closest(said, options)
            hint = f"did you mean {quoted(options[close])}?" if close else one_of(offered)
            raise Bad(f"{quoted(said)} is no {what}", hint)
        return found

    return read


def day_of(value: datetime | date) -> date:
    """The day of a date, with or without a time."""
    return value.date() if isinstance(value, datetime) else value
