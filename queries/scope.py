"""What a question is about: period, channels, clock, zone, and what to compare with."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Literal
from zoneinfo import ZoneInfo

Clock = Literal["wall", "business"]
Compare = Literal["previous", "weekdays", "year", "none"]


@dataclass(frozen=True, order=True)
class Period:
    """Days from `since` to `until`, both inclusive, in the scope's zone."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"The period ends ({self.until}) before it begins ({self.since}).")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    @property
    def ends(self) -> tuple[str, str]:
        """How both ends are written."""
        return self.since.isoformat(), self.until.isoformat()

    def shifted(self, days: int) -> "Period":
        """The same number of days, earlier or later."""
        return replace(self, since=self.since + timedelta(days), until=self.until + timedelta(days))

    def up_to(self, last: date) -> "Period":
        """The part of it that ends with a day."""
        return self if last >= self.until else replace(self, until=last)

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """Its first instant and the first instant after it, as UTC without a zone."""
        return _midnight(self.since, zone), _midnight(self.until + timedelta(1), zone)


@dataclass(frozen=True, order=True)
class Hours(Period):
    """From an hour of the first day to an hour of the last, exclusive; 24 is its end.

    The hours of one day are compared with the same hours of another.
    """

    opens: int = 0
    closes: int = 24

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.since == self.until and self.closes <= self.opens:
            raise ValueError(f"The period ends ({self.ends[1]}) before it begins ({self.ends[0]}).")

    @property
    def ends(self) -> tuple[str, str]:
        """How both ends are written: the hour of the second is no part of it."""
        last, hour = (self.until + timedelta(1), 0) if self.closes == 24 else (self.until, self.closes)
        return f"{self.since}T{self.opens:02d}", f"{last}T{hour:02d}"

    def up_to(self, last: date) -> "Period":
        """The part of it that ends with a day."""
        return self if last >= self.until else replace(self, until=last, closes=24)

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """Its first instant and the first instant after it, as UTC without a zone."""
        after = _midnight(self.until + timedelta(1), zone)
        return _at(self.since, self.opens, zone), after if self.closes == 24 else _at(self.until, self.closes, zone)


@dataclass(frozen=True)
class Scope:
    """Everything a metric needs to know of the question."""

    period: Period
    channels: tuple[int, ...] = ()
    """Channel keys; empty means all, and conversations without a channel too."""
    platforms: tuple[str, ...] = ()
    clock: Clock | None = None
    """None: the wall clock for the public; for departments their opening hours, where they have any."""
    zone: str = "UTC"
    compare: Compare = "previous"
    custom_before: Period | None = None
    """A period of the reader's own choice to compare with; it goes before `compare`."""
    departments: tuple[str, ...] = ()
    """For hand-offs the department asked; for conversations the owner of their main topic. Empty means all."""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    without_disputed: bool = False
    """Leave out hand-offs that somebody has marked as wrong."""

    def bounds(self) -> tuple[datetime, datetime]:
        """The period as UTC instants, the second exclusive."""
        return self.period.bounds(self.zone)

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out anything of its period."""
        return bool(self.channels or self.platforms or self.departments or self.topics or self.audiences)

    def is_partial(self, watermark: datetime | None) -> bool:
        """Whether the period goes on after the watermark, so that its figures may still grow."""
        return watermark is not None and watermark < self.bounds()[1] - timedelta(seconds=1)

    def before(self, watermark: datetime | None) -> "Scope | None":
        """The scope to compare with: the same question over another period; None for no comparison."""
        if self.custom_before is not None:
            period = self.custom_before
        elif self.compare == "none":
            return None
        else:
            period = earlier(self.seen(watermark), self.compare)
        return replace(self, period=period, compare="none", custom_before=None)

    def seen(self, watermark: datetime | None) -> Period:
        """The part of the period that has been seen: a running one is compared with the same part of the earlier."""
        if watermark is None or not self.is_partial(watermark):
            return self.period
        last = watermark.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(self.zone)).date()
        return self.period.up_to(max(last, self.period.since))


def earlier(period: Period, compare: Compare) -> Period:
    """The period to compare with.

    A period that starts on the first of a month and stays in it is compared with the same days of the month before
    (1–10 November with 1–10 October; a whole month with the whole month before). Any other is compared with as many
    days straight before it. `weekdays`: the same number of days that begin on the same weekday, so that a Sunday is
    compared with a Sunday; up to six days lie between. A year before means 52 weeks, so that weekdays match.
    """
    if compare == "weekdays":
        return period.shifted(-7 * ceil(period.days / 7))
    if compare == "year":
        return period.shifted(-364)
    first, last = period.since, period.until
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and not isinstance(period, Hours):
        start = (first - timedelta(1)).replace(day=1)
        days_before = calendar.monthrange(start.year, start.month)[1]
        whole = last.day == calendar.monthrange(last.year, last.month)[1]
        return Period(start, start.replace(day=days_before if whole else min(last.day, days_before)))
    return period.shifted(-period.days)


def last_days(watermark: datetime, days: int, zone: str) -> Period:
    """The last so many days, counted back from the day of the watermark, which is the last of them."""
    until = watermark.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).date()
    return Period(until - timedelta(days - 1), until)


def _midnight(day: date, zone: str) -> datetime:
    return _at(day, 0, zone)


def _at(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
