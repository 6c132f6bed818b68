"""The sample organisation itself: its accounts, its people, its customers, its office hours and its bad days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from connectors.sample.facts import Facts
from connectors.sample.places import DISTRICTS, FIRST_NAMES, HOBBIES, LAST_NAMES

START = datetime(2025, 4, 30, 23, 0)
END = datetime(2026, 10, 31, 8, 0)
PROMISE_FROM = datetime(2026, 3, 31, 23, 0)
"""From here on, the twelfth month, Customer Service keeps its promise to the social team."""

DEPARTMENTS = (
    "Communications",
    "Customer Service",
    "Engineering",
    "Billing",
    "Sales",
    "Legal",
    "HR",
    "Sustainability",
)


@dataclass(frozen=True, slots=True)
class Channel:
    """An account of ours on a platform."""

    name: str
    platform: str
    native_id: str
    handle: str
    title: str
    url: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A colleague who writes for us, and how they sign."""

    name: str
    initials: str
    department: str
    active_from: datetime = START
    active_to: datetime = datetime.max


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who speaks on a platform."""

    platform: str
    native_id: str
    handle: str
    name: str
    first: str
    style: str
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """A day on which a district had no broadband or no power."""

    start: datetime
    situation: str
    size: int
    known: tuple[tuple[str, str], ...]


X_MAIN = Channel(
    "x_main",
    "x",
    "1093345567001",
    "Brackenlight",
    "Brackenlight",
    "https://x.com/Brackenlight",
    "News, and talk with the region",
)
X_HELP = Channel(
    "x_help",
    "x",
    "1093345567002",
    "AskBrackenlight",
    "Brackenlight Help",
    "https://x.com/AskBrackenlight",
    "Help for customers, Monday to Friday 8 to 6",
)
FACEBOOK = Channel(
    "facebook",
    "facebook",
    "100264417730",
    "brackenlight",
    "Brackenlight",
    "https://www.facebook.com/brackenlight",
    "Neighbourly talk, help and messages",
)
INSTAGRAM = Channel(
    "instagram",
    "instagram",
    "17841400226617",
    "brackenlight",
    "Brackenlight",
    "https://www.instagram.com/brackenlight",
    "The people and places behind the switch",
)
LINKEDIN = Channel(
    "linkedin",
    "linkedin",
    "urn:li:organization:90417733",
    "brackenlight-energy",
    "Brackenlight Energy & Broadband",
    "https://www.linkedin.com/company/brackenlight-energy",
    "Employer and corporate news",
)
GOOGLE_TARNBECK = Channel(
    "google_tarnbeck",
    "google_business_profile",
    "locations/7710045521",
    "brackenlight-tarnbeck",
    "Brackenlight shop, Tarnbeck",
    "https://business.google.com/n/7710045521",
    "Reviews of the Tarnbeck shop",
)
GOOGLE_CALDERWYKE = Channel(
    "google_calderwyke",
    "google_business_profile",
    "locations/7710045522",
    "brackenlight-calderwyke",
    "Brackenlight shop, Calderwyke",
    "https://business.google.com/n/7710045522",
    "Reviews of the Calderwyke shop",
)
CHANNELS = (X_MAIN, X_HELP, FACEBOOK, INSTAGRAM, LINKEDIN, GOOGLE_TARNBECK, GOOGLE_CALDERWYKE)

AGENTS = (
    Agent("Jo Marrowby", "JM", "Communications"),
    Agent("Kit Thackwray", "KT", "Communications"),
    Agent("Amara Orrincote", "AO", "Communications"),
    Agent("Pete Dunnicombe", "PD", "Communications", active_to=datetime(2026, 2, 27, 18)),
    Agent("Ruth Stainsacre", "RS", "Communications"),
    Agent("Hamza Yarrowsby", "HY", "Communications", active_from=datetime(2026, 1, 12, 8)),
    Agent("Bronwen Lumbersedge", "BL", "Customer Service", active_from=PROMISE_FROM),
    Agent("Dev Nunnerley", "DN", "Customer Service", active_from=PROMISE_FROM),
    Agent("Fay Wragwell", "FW", "Customer Service", active_from=PROMISE_FROM),
    Agent("Graham Hebblewood", "GH", "Engineering"),
    Agent("Tess Quillby", "TQ", "Billing", active_from=datetime(2025, 10, 1, 8)),
)
LEADERS = {
    "facebook": Author("facebook", "100099120007", "helen.at.brackenlight", "Helen Aspinthwaite", "Helen", "plain"),
    "x": Author("x", "1093399120007", "helen_brackenlt", "Helen Aspinthwaite", "Helen", "plain"),
}
"""The head of customer service, the one leader who joins in, by her own accounts."""

_HOLIDAYS = frozenset(
    date(*day)
    for day in (
        (2025, 5, 5),
        (2025, 5, 26),
        (2025, 8, 25),
        (2025, 12, 25),
        (2025, 12, 26),
        (2026, 1, 1),
        (2026, 4, 3),
        (2026, 4, 6),
        (2026, 5, 4),
        (2026, 5, 25),
        (2026, 8, 31),
    )
)
_SUMMER = timedelta(hours=1)
_CLOCK_CHANGES = (
    datetime(2025, 3, 30, 1),
    datetime(2025, 10, 26, 1),
    datetime(2026, 3, 29, 1),
    datetime(2026, 10, 25, 1),
)


def local(at: datetime) -> datetime:
    """UTC as the clocks in Britain show it, from 2025 until the end of the sample."""
    return at + _SUMMER if bisect_right(_CLOCK_CHANGES, at) % 2 else at


def utc(at: datetime) -> datetime:
    """The UTC of a time in Britain."""
    return at - _SUMMER if bisect_right(_CLOCK_CHANGES, at - _SUMMER) % 2 else at


def is_workday(on: date) -> bool:
    """Whether offices are open: Monday to Friday, bank holidays apart."""
    return on.weekday() < 5 and on not in _HOLIDAYS


def after_working(asked: datetime, hours: float, duty: bool = False) -> datetime:
    """The moment (UTC) when `hours` of the team's time have passed: Monday to Friday 8 to 18; on duty daily 8 to 21."""
    at, closes = local(asked), 21 if duty else 18
    left = timedelta(hours=hours)
    while True:
        opening = at.replace(hour=8, minute=0, second=0, microsecond=0)
        if duty or is_workday(at.date()):
            begin, end = max(at, opening), opening.replace(hour=closes)
            if begin + left <= end:
                return utc(begin + left)
            left -= max(timedelta(), end - begin)
        at = opening - timedelta(hours=8) + timedelta(days=1)


_STYLES = ("plain",) * 50 + ("lower",) * 16 + ("loud",) * 8 + ("sms",) * 6 + ("sloppy",) * 10 + ("emoji",) * 10
_POOLS = {"x": 4200, "facebook": 4300, "instagram": 1300, "linkedin": 700, "google_business_profile": 1700}


def make_authors(random: Random) -> dict[str, list[Author]]:
    """The people outside, by platform; the first of each list are those who write most."""
    people: dict[str, list[Author]] = {}
    for platform, size in _POOLS.items():
        handles: set[str] = set()
        people[platform] = []
        for number in range(size):
            first, last = _one_of(FIRST_NAMES, random), _one_of(LAST_NAMES, random)
            handle = _handle(random, first, last)
            while handle in handles:
                handle = f"{handle}{int(random.random() * 10)}"
            handles.add(handle)
            shown = random.random() if platform not in ("facebook", "linkedin") else 0.5
            name = first if shown < 0.25 else f"{first} {last[0]}" if shown > 0.75 else f"{first} {last}"
            known_as = _standing(number, first, last)
            if known_as and known_as[0] not in handles:
                handle, name = known_as
                handles.add(handle)
            native_id = f"{700_000_000 + number * 7919 + int(random.random() * 7000)}"
            style = _one_of(_STYLES, random) if platform != "linkedin" else "plain"
            people[platform].append(Author(platform, native_id, handle, name, first, style))
    return people


def _one_of(items: Sequence[str], random: Random) -> str:
    return items[int(random.random() * len(items))]


def _handle(random: Random, first: str, last: str) -> str:
    short, plain, chance = first.lower(), last.split("-", maxsplit=1)[0].lower(), random.random()
    place, hobby = _one_of(DISTRICTS, random).split()[0].lower(), _one_of(HOBBIES, random)
    number = int(10 + random.random() * 89)
    forms = (
        f"{short}_{place}",
        f"{plain}{number}",
        f"{place}_{hobby}",
        f"{short}{plain[:6]}",
        f"{hobby}_{short}{number}",
        f"{short[0]}_{plain}",
    )
    return forms[int(chance * len(forms))][:15]


def _standing(number: int, first: str, last: str) -> tuple[str, str] | None:
    """Handle and name of the few who write as a councillor, for a local paper or for a business of theirs."""
    plain = last.split("-", maxsplit=1)[0].lower()
    if number % 97 == 13:
        return f"cllr_{plain}"[:15], f"Cllr {first} {last}"
    if number % 139 == 5:
        return f"{plain[:10]}_echo", f"{first} {last}, Wyndle Echo"
    if number % 61 == 7:
        trade = ("bakery", "joinery", "dental", "garage", "florist")[number // 61 % 5]
        return f"{plain[:7]}_{trade}", f"{last} {trade.capitalize()}"
    return None


def make_incidents(random: Random) -> list[Incident]:
    """Outages in order of time: about one a month until August 2026, and one or two a week in the last autumn."""
    starts = [START + timedelta(days=18 + 23 * number + random.randrange(11)) for number in range(19)]
    autumn = END - timedelta(days=88)
    starts += [autumn + timedelta(days=6 * number + random.randrange(5)) for number in range(14)]
    incidents = []
    for start in sorted(starts):
        at = start.replace(hour=random.choice((5, 6, 7, 8, 9, 11, 14, 16, 17, 18, 19)), minute=random.randrange(60))
        power = random.random() < 0.38
        facts = Facts(random, local(at), {})
        known = {name: facts[name] for name in ("d", "d2", "road", "pc", "homes", "cause_power" if power else "cause")}
        size = int(random.uniform(28, 95) if start < autumn else random.uniform(32, 84))
        incidents.append(Incident(at, "power" if power else "broadband", size, tuple(known.items())))
    return incidents
