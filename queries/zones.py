"""Local time in SQL: the hours that a zone is off, bound as values, instead of asking for the zone row by row."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from queries.scope import Scope

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Zone:
    """SQL that tells the local time of `basis_at`, with what is bound to the names in it."""

    local: str
    values: dict[str, Any]

    @classmethod
    def ever(cls) -> "Zone":
        """The zone of a scope at any time: slower, by the database's own calendar."""
        return cls("timezone($zone, timezone('UTC', basis_at))", {})

    @classmethod
    def over(cls, scope: Scope) -> "Zone":
        """The zone of a scope over its period, for items that lie in it."""
        shifts = _shifts(scope)
        if not any(shift for _, shift in shifts):
            return cls("basis_at", {})
        values: dict[str, Any] = {}
        earlier = ""
        for number, (turn, shift) in enumerate(shifts):
            values[f"shift_{number}"] = shift
            if number:
                values[f"turn_{number}"] = turn
                earlier += f" when basis_at < $turn_{number}::timestamp then $shift_{number - 1}::interval"
        last = f"$shift_{len(shifts) - 1}::interval"
        return cls(f"(basis_at + {f'case{earlier} else {last} end' if earlier else last})", values)


def _shifts(scope: Scope) -> list[tuple[datetime, timedelta]]:
    """From when on, UTC, the zone is off by how much, over the period of a scope."""
    zone = ZoneInfo(scope.zone)
    since, until = scope.bounds()
    found = [(since, _off(zone, since))]
    day = timedelta(days=1)
    while since < until:
        if _off(zone, since + day) != found[-1][1]:
            turn = _turn(zone, since, since + day)
            found.append((turn, _off(zone, turn)))
        since += day
    return found


def _turn(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second, between these two, at which the zone is as far off as at the second."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        middle -= timedelta(microseconds=middle.microsecond)
        if middle == before:
            break
        before, after = (before, middle) if _off(zone, middle) == _off(zone, after) else (middle, after)
    return after


def _off(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.replace(tzinfo=_UTC).astimezone(zone).utcoffset() or timedelta()
