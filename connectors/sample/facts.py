"""Places, names, sums and times that people mention: all invented, and drawn once for each conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from connectors.sample.places import (
    CAUSES,
    CLUBS,
    COLLEAGUES,
    DEVICES,
    DISTRICTS,
    ENGINEERS,
    EVENTS,
    HOURS,
    LIGHTS,
    MONTHS,
    NUMBERS,
    POWER_CAUSES,
    ROADS,
    ROLES,
    SHOPS,
    STREETS,
    SURNAMES,
    WEEKDAYS,
)

PROPER_WORDS = frozenset(
    word.split()[0].rstrip("'s")
    for group in (DISTRICTS, STREETS, CLUBS, ENGINEERS, COLLEAGUES, SURNAMES, WEEKDAYS, MONTHS)
    for word in group
) | {
    "I",
    "I'm",
    "I've",
    "I'd",
    "I'll",
    "Brackenlight",
    "Flex",
    "Fixed",
    "Night",
    "Legal",
    "Billing",
    "Mondays",
    "Mr",
    "Mrs",
    "Helen",
}


def weekday(at: datetime) -> str:
    """The name of the day."""
    return WEEKDAYS[at.weekday()]


def month(at: datetime) -> str:
    """The name of the month."""
    return MONTHS[at.month - 1]


def day_and_month(at: datetime) -> str:
    """A date as it is said: 14 March."""
    return f"{at.day} {month(at)}"


def clock(at: datetime, random: Random) -> str:
    """A time of day as people in Britain write it: half six, 7.40, about 8, ten past nine."""
    hour, minute = at.hour % 12, at.minute
    named, following = HOURS[hour], HOURS[(hour + 1) % 12]
    style = random.random()
    if style < 0.3:
        return f"{hour or 12}.{minute:02d}" if style < 0.2 else f"{at.hour}:{minute:02d}"
    if minute < 8 or minute > 52:
        return f"about {hour or 12}" if minute < 8 else f"about {following}"
    if 22 < minute < 38:
        return f"half {named}" if minute > 26 or style < 0.6 else f"just before half {named}"
    if minute <= 22:
        return f"{'ten' if minute < 13 else 'quarter' if minute < 18 else 'twenty'} past {named}"
    return f"{'twenty' if minute < 43 else 'quarter' if minute < 48 else 'ten'} to {following}"


def since(at: datetime, random: Random) -> str:
    """A moment some hours before `at`, with the part of the day."""
    then = at - timedelta(
        minutes=random.choice((15, 20, 30, 45, 60, 75, 90, 130, 180, 240, 330, 430)) + random.randrange(11)
    )
    part = "this morning" if then.hour < 12 else "this afternoon" if then.hour < 18 else "this evening"
    if then.date() != at.date():
        return f"{clock(then, random)} last night" if then.hour > 17 else f"{clock(then, random)} yesterday"
    return f"{clock(then, random)} {part}" if random.random() < 0.45 else clock(then, random)


def since_start(start: datetime, at: datetime, random: Random) -> tuple[str, str]:
    """Since when, and for how long, something that began at `start` has lasted, as people put it."""
    then = start + timedelta(minutes=random.randrange(9))
    part = "this morning" if then.hour < 12 else "this afternoon" if then.hour < 18 else "this evening"
    if then.date() != at.date():
        part = "last night" if then.hour > 17 else "yesterday"
    hours = int((at - start).total_seconds() // 3600)
    lasted = "an hour" if hours < 2 else f"{HOURS[hours]} hours" if hours < 12 else f"{hours} hours"
    said = clock(then, random)
    return f"{said} {part}" if then.date() != at.date() or random.random() < 0.4 else said, lasted


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was said, in words that fit after 'that was'."""
    hours = (now - then).total_seconds() / 3600
    if hours < 2:
        return "an hour ago"
    if hours < 20:
        return f"{int(hours)} hours ago"
    if hours < 40:
        return "yesterday"
    if hours < 144:
        return f"on {weekday(then)}"
    return f"{int(hours // 24)} days ago" if hours < 480 else f"{int(hours // 168)} weeks ago"


def _pounds(low: int, high: int) -> Callable[[Random, datetime], str]:
    def made(random: Random, _: datetime) -> str:
        whole = random.randint(low, high)
        return f"£{whole}" if random.random() < 0.55 else f"£{whole}.{random.randrange(100):02d}"

    return made


def _one_of(items: tuple[str, ...]) -> Callable[[Random, datetime], str]:
    return lambda random, _: items[int(random.random() * len(items))]


def _coming(random: Random, at: datetime) -> str:
    then = at + timedelta(days=random.randint(2, 12))
    then += timedelta(days=max(0, 7 - then.weekday()) if then.weekday() > 4 else 0)
    suffix = "th" if 10 < then.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(then.day % 10, "th")
    return random.choice(
        (f"{weekday(then)} the {then.day}{suffix}", day_and_month(then), f"{weekday(then)} {then.day} {month(then)}")
    )


def _ahead(random: Random, at: datetime) -> str:
    then = at + timedelta(hours=random.randint(2, 7))
    if then.date() == at.date():
        part = "tonight" if then.hour > 17 else "this afternoon" if then.hour > 11 else "this morning"
        return f"about {then.hour % 12 or 12} {part}"
    return random.choice(("first thing tomorrow", "tomorrow morning", "midnight"))


_MAKERS: dict[str, Callable[[Random, datetime], str]] = {
    "d": _one_of(DISTRICTS),
    "d2": _one_of(DISTRICTS),
    "st": _one_of(STREETS),
    "road": _one_of(ROADS),
    "pc": lambda random, _: f"NV{random.randint(1, 9)}",
    "shop": _one_of(SHOPS),
    "since": lambda random, at: since(at, random),
    "now": lambda random, at: clock(at, random),
    "day": lambda random, at: weekday(at - timedelta(days=random.randint(2, 5))),
    "date": lambda random, at: day_and_month(at - timedelta(days=random.randint(9, 40))),
    "date2": lambda random, at: day_and_month(at + timedelta(days=random.randint(12, 40))),
    "next": _coming,
    "eta": _ahead,
    "mon": lambda _, at: month(at),
    "lastmon": lambda random, at: month(at - timedelta(days=random.randint(31, 75))),
    "amt": _pounds(48, 240),
    "amt2": _pounds(255, 690),
    "small": _pounds(4, 38),
    "dd0": _pounds(61, 128),
    "dd": _pounds(139, 236),
    "mb": lambda random, _: f"{random.uniform(0.7, 9.8):.1f}",
    "mbpaid": _one_of(("67", "150", "150", "300", "500", "900")),
    "light": _one_of(LIGHTS),
    "n": _one_of(("two", "three", "four", "five", "3", "4", "six")),
    "nth": _one_of(("second", "third", "third", "fourth", "fifth")),
    "dec": _one_of(("two", "three", "nearly four")),
    "mins": _one_of(
        (
            "25 minutes",
            "40 minutes",
            "three quarters of an hour",
            "52 minutes",
            "an hour and ten",
            "half an hour",
            "35 mins",
        )
    ),
    "hrs": _one_of(
        (
            "six hours",
            "nearly five hours",
            "nine hours",
            "a day and a half",
            "two days",
            "26 hours",
            "seven hours and counting",
        )
    ),
    "wks": _one_of(("two weeks", "three weeks", "five weeks", "a month", "six weeks", "ten days", "nearly two months")),
    "years": _one_of(
        ("eleven years", "six years", "twenty years", "nine years", "since the old gas board", "four years")
    ),
    "device": _one_of(DEVICES),
    "role": _one_of(ROLES),
    "club": _one_of(CLUBS),
    "event": _one_of(EVENTS),
    "eng": _one_of(ENGINEERS),
    "agent": _one_of(COLLEAGUES),
    "surname": _one_of(SURNAMES),
    "pet": _one_of(("cat", "rabbit", "old spaniel", "tortoise", "whippet")),
    "oldyear": lambda random, _: str(random.randint(1961, 1984)),
    "acct": lambda random, _: f"4{random.randrange(10**7):07d}",
    "meter": lambda random, _: f"{random.randrange(10**5):05d}",
    "homes": lambda random, _: str(random.randrange(80, 2400, 20)),
    "fund": lambda random, _: str(random.randrange(2, 48) * 250),
    "trees": lambda random, _: str(random.randrange(120, 900, 10)),
}


class Facts(dict[str, str]):
    """The facts of a conversation: each is made up when it is first mentioned, and stays; words about time move on."""

    def __init__(self, random: Random, at: datetime, known: dict[str, str]) -> None:
        """`at` is the local time of the words in which a fact is first mentioned; move it on with the conversation."""
        super().__init__(known)
        self.random = random
        self.at = at
        self.asked = at
        self._said_at: dict[str, datetime] = {}

    def __missing__(self, name: str) -> str:
        if name in _OF_THE_MOMENT:
            return _OF_THE_MOMENT[name](self.asked, self.at)
        if name in ("cause", "cause_power"):
            causes = CAUSES if name == "cause" else POWER_CAUSES
            value = causes[int(self.random.random() * len(causes))].format_map(self)
        else:
            value = _MAKERS[name](self.random, self.at)
        if name == "d2" and value == self["d"]:
            value = DISTRICTS[(DISTRICTS.index(value) + 1) % len(DISTRICTS)]
        self[name] = value
        if name in _PASSING:
            self._said_at[name] = self.at
        return value

    def move_to(self, at: datetime, asked: datetime) -> None:
        """Words said now, to somebody who asked at `asked`: what was called coming and is past gets a new date."""
        self.at, self.asked = at, asked
        for name, said_at in tuple(self._said_at.items()):
            if at - said_at > _PASSING[name]:
                del self[name], self._said_at[name]


_PASSING = {"next": timedelta(days=2, hours=2), "date2": timedelta(days=12), "eta": timedelta(hours=2)}


def _part_of_day(at: datetime) -> str:
    return "morning" if 4 <= at.hour < 12 else "afternoon" if 12 <= at.hour < 18 else "evening"


def _fixed(asked: datetime, at: datetime) -> str:
    repaired = min(asked + timedelta(hours=20), at)
    return weekday(repaired) if at - repaired < timedelta(days=6) else day_and_month(repaired)


def _day_number(asked: datetime, at: datetime) -> str:
    return NUMBERS[min((at.date() - asked.date()).days, len(NUMBERS) - 1)]


_OF_THE_MOMENT: dict[str, Callable[[datetime, datetime], str]] = {
    "weekday": lambda _, at: weekday(at),
    "greet": lambda _, at: _part_of_day(at).capitalize(),
    "greet2": lambda _, at: _part_of_day(at),
    "askday": lambda asked, _: weekday(asked),
    "ago": ago,
    "dayno": _day_number,
    "fixed": _fixed,
}
