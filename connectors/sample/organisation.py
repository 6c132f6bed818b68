"""Who is who inside Brackenlight: departments, people, opening hours, promises, aims. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from connectors.sample.world import (
    AGENTS,
    FACEBOOK,
    GOOGLE_CALDERWYKE,
    GOOGLE_TARNBECK,
    INSTAGRAM,
    LEADERS,
    LINKEDIN,
    X_HELP,
    X_MAIN,
    is_workday,
    local,
    utc,
)

SOCIAL_TEAM = "Communications"
PROMISED_ON = date(2026, 4, 1)
"""The day from which Customer Service promises four hours."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a department in a span of days; several spans where they moved or write under several names."""

    name: str
    department: str
    is_leader: bool = False
    handle: str = ""
    platform: str = ""
    signature: str = ""
    speaks_for_us: bool = False
    begins: date | None = None
    ends: date | None = None

    @property
    def first(self) -> str:
        """The name by which colleagues call them."""
        return self.name.split()[0]

    def is_there(self, on: date) -> bool:
        """Whether the span holds a day."""
        return (self.begins or date.min) <= on <= (self.ends or date.max)


def _of_the_agents() -> list[Colleague]:
    first = local(AGENTS[0].active_from).date()
    found = []
    for agent in AGENTS:
        begins, ends = local(agent.active_from).date(), agent.active_to.date()
        found.append(
            Colleague(
                agent.name,
                agent.department,
                signature=f"^{agent.initials}",
                begins=begins if begins > first else None,
                ends=ends if ends < date.max else None,
            )
        )
    return found


_MOVED = (
    Colleague("Tess Quillby", "Customer Service", ends=date(2025, 9, 30)),
    Colleague("Priya Stellingworth", "Sales", ends=date(2026, 5, 31)),
    Colleague("Priya Stellingworth", "Billing", begins=date(2026, 6, 1)),
)
_BEFORE_THEY_WROTE = tuple(
    Colleague(name, "Customer Service", ends=date(2026, 3, 31))
    for name in ("Bronwen Lumbersedge", "Dev Nunnerley", "Fay Wragwell")
)
HEAD_OF_SERVICE = "Helen Aspinthwaite"
ROSTER = (
    *_of_the_agents(),
    *_MOVED,
    *_BEFORE_THEY_WROTE,
    *(
        Colleague(
            HEAD_OF_SERVICE,
            "Customer Service",
            is_leader=True,
            handle=account.handle if platform == "x" else account.native_id,
            platform=platform,
            speaks_for_us=True,
        )
        for platform, account in sorted(LEADERS.items())
    ),
    Colleague("Lorna Thistlewick", "Customer Service"),
    Colleague("Alasdair Pennowby", "Engineering", is_leader=True),
    Colleague("Sanjit Holmroyd", "Engineering"),
    Colleague("Carys Wetherden", "Engineering"),
    Colleague("Yvonne Corbishley-Tarn", "Billing", is_leader=True),
    Colleague("Marek Ashdowne", "Billing"),
    Colleague("Duncan Farthingdale", "Sales", is_leader=True),
    Colleague("Callum Rossendyke", "Sales"),
    Colleague("Verity Langstroth-Mere", "Legal", is_leader=True),
    Colleague("Imogen Harrowgill", "Legal"),
    Colleague("Neil Osmotherby", "Legal"),
    Colleague("Howard Skelbrooke", "HR", is_leader=True),
    Colleague("Colette Winspear", "HR"),
    Colleague("Olu Fernyhough", "Sustainability"),
    Colleague("Martha Ellerbeck-Ross", SOCIAL_TEAM, is_leader=True),
)


def experts(department: str, on: date) -> list[str]:
    """Those of a department who answer what the social team asks on a day; leaders are not among them."""
    found = [one.name for one in ROSTER if one.department == department and not one.is_leader and one.is_there(on)]
    return list(dict.fromkeys(found))


def leader(department: str) -> str:
    """Who leads a department, '' for nobody."""
    return next((one.name for one in ROSTER if one.department == department and one.is_leader), "")


DEPARTMENT_ROWS: tuple[tuple[str, str, bool, float], ...] = (
    (SOCIAL_TEAM, "Social desk", True, 0.3),
    ("Customer Service", "Office", False, 0.25),
    ("Engineering", "Works", False, 0.2),
    ("Billing", "Office", False, 0.08),
    ("Sales", "Office", False, 0.07),
    ("Legal", "Office", False, 0.05),
    ("HR", "Office", False, 0.03),
    ("Sustainability", "Office", False, 0.02),
)
"""Department, calendar, whether it is the social team, and the share of answers that it has declared to give."""

CALENDARS: tuple[tuple[str, str, time, time], ...] = (
    ("Office", "Mon–Fri", time(9), time(17, 30)),
    ("Social desk", "Mon–Fri", time(8), time(20)),
    ("Social desk", "Sat, Sun", time(9), time(17)),
    ("Works", "Mon–Fri", time(7, 30), time(16, 30)),
    ("Works", "Fri, Sat", time(22), time(2)),
)
"""Calendar, days, opening and closing; the engineers watch the network on the nights of Friday and Saturday."""

PROMISES: tuple[tuple[str, str, str, date | None, date | None], ...] = (
    ("", "", "24 h", None, None),
    ("", GOOGLE_TARNBECK.title, "2 days", None, None),
    ("", GOOGLE_CALDERWYKE.title, "2 days", None, None),
    ("Customer Service", "", "8 h", date(2025, 5, 1), PROMISED_ON - timedelta(days=1)),
    ("Customer Service", "", "4 h", PROMISED_ON, None),
    ("Engineering", "", "16 h", date(2025, 5, 1), None),
    ("Billing", "", "8 h", date(2025, 5, 1), None),
    ("Sales", "", "8 h", date(2025, 5, 1), None),
    ("Legal", "", "16 h", date(2025, 5, 1), None),
    ("HR", "", "16 h", date(2025, 9, 1), None),
)
"""Department ('' towards the public), channel, within, from, until. Sustainability has promised nothing."""

OBJECTIVES: tuple[tuple[str, str, str, date, str, str], ...] = (
    ("Three in four answered within a day", "answered within a day", "75 %", date(2026, 12, 31), "", SOCIAL_TEAM),
    ("Answers in office hours, not in days", "typical wait", "6 h", date(2026, 9, 30), "", SOCIAL_TEAM),
    ("A conversation, not a counter", "came back after our answer", "15 %", date(2027, 3, 31), "", SOCIAL_TEAM),
    ("Fewer customers leave", "Cancellations", "400", date(2027, 3, 31), "down", "Customer Service"),
    ("People want to work here", "Job applications", "320", date(2026, 12, 31), "up", "HR"),
)
"""Objective, measure, target, due, better (for figures), owner."""

FIGURES: dict[str, tuple[int, ...]] = {
    "Cancellations": (612, 598, 604, 577, 590, 621, 583, 560, 602, 571, 566, 529, 508, 497, 471, 462, 449, 431),
    "Job applications": (402, 391, 377, 352, 418, 369, 341, 298, 374, 352, 330, 321, 312, 290, 281, 266, 301, 254),
    "Calls to the hotline": (
        *(48210, 45900, 47120, 44870, 46030, 51240, 49870, 47310, 55190, 50480, 48020, 44790),
        *(43210, 42880, 43090, 46950, 49720, 51360),
    ),
}
"""Typed monthly, from May 2025 to October 2026."""

AUDIENCES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Press", (), ("echo",)),
    ("Councillors", (), ("cllr",)),
    ("Business customers", (), ("bakery", "joinery", "dental", "garage", "florist")),
    ("Clubs and bands", (), ("wheeler", "brassband", "angler")),
)

CHANNEL_ROWS = (
    (X_MAIN, "Brackenlight", "Social desk", SOCIAL_TEAM),
    (X_HELP, "Brackenlight Help", "Social desk", "Customer Service"),
    (FACEBOOK, "Brackenlight", "Social desk", SOCIAL_TEAM),
    (INSTAGRAM, "Brackenlight", "Social desk", SOCIAL_TEAM),
    (LINKEDIN, "Brackenlight", "Office", SOCIAL_TEAM),
    (GOOGLE_TARNBECK, "Brackenlight shops", "Office", "Sales"),
    (GOOGLE_CALDERWYKE, "Brackenlight shops", "Office", "Sales"),
)
"""Channel, brand, calendar, department."""


def desk_hours(department: str) -> tuple[float, float]:
    """When the people of a department begin and end on a working day, in hours of the local clock."""
    return (7.5, 16.5) if department == "Engineering" else (9.0, 17.5)


def at_a_desk(at: datetime, department: str, late: timedelta) -> datetime:
    """The last moment (UTC) up to `at` at which the department's people are there; before they went, by `late`."""
    opens, closes = desk_hours(department)
    here = local(at)
    midnight = datetime(here.year, here.month, here.day)
    if is_workday(here.date()) and here >= midnight + timedelta(hours=opens):
        return at if here <= midnight + timedelta(hours=closes) else utc(midnight + timedelta(hours=closes) - late)
    day = midnight - timedelta(days=1)
    while not is_workday(day.date()):
        day -= timedelta(days=1)
    return utc(day + timedelta(hours=closes) - late)
