"""How fast the sample organisation answers, and what it leaves lying: here lie the stories that its figures tell.

Engineering takes days. Questions about jobs lie for weeks, and so does nearly everything on LinkedIn. Customer Service
is clearly faster from the twelfth month on. In the last autumn, with its outages, all else is a little slower. Where a
colleague of another department was asked, and the asking was logged, the answer takes longer than where nobody was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from connectors.sample.language import Situation, Topic, topics
from connectors.sample.model import Post
from connectors.sample.world import AGENTS, END, PROMISE_FROM, Agent, Author, Channel, Incident, after_working

CUSTOMER_SERVICE = frozenset(name for name, topic in topics().items() if topic.department == "Customer Service")
AUTUMN = END - timedelta(days=90)

_HOURS = {
    "outage": (11.2, 22.3),
    "slow_broadband": (11.5, 25.4),
    "engineer_visit": (10.4, 21.2),
    "bill": (7.5, 8.0),
    "moving_house": (7.5, 8.0),
    "meter_reading": (7.0, 7.8),
    "account": (6.6, 7.5),
    "payment": (5.6, 8.9),
    "tariff": (3.6, 7.4),
    "availability": (4.1, 7.8),
    "compensation": (7.9, 19.1),
    "privacy": (6.3, 17.0),
    "jobs": (10.2, 14.8),
    "praise": (2.5, 4.2),
    "community": (2.7, 4.2),
    "chat": (1.4, 3.2),
    "green": (5.2, 10.6),
    "shop": (7.2, 9.5),
}
"""The team's working hours until half of the answers are given, before anything changes: alone, and with a hand-off."""
_LOGGED = {
    "outage": 0.08,
    "slow_broadband": 0.14,
    "engineer_visit": 0.14,
    "safety": 0.0,
    "bill": 0.25,
    "moving_house": 0.25,
    "meter_reading": 0.25,
    "account": 0.26,
    "payment": 0.34,
    "tariff": 0.25,
    "availability": 0.26,
    "compensation": 0.62,
    "privacy": 0.52,
    "jobs": 0.07,
    "green": 0.12,
    "shop": 0.11,
    "praise": 0.02,
    "community": 0.03,
}
"""The share on which a department was asked at once, and the asking is in the log; of long waits many more."""
_LEFT = {
    "outage": 0.05,
    "slow_broadband": 0.05,
    "engineer_visit": 0.055,
    "safety": 0.0,
    "bill": 0.03,
    "moving_house": 0.03,
    "meter_reading": 0.03,
    "account": 0.03,
    "payment": 0.03,
    "tariff": 0.03,
    "availability": 0.03,
    "compensation": 0.07,
    "privacy": 0.05,
    "jobs": 0.76,
    "praise": 0.01,
    "community": 0.01,
    "chat": 0.01,
    "green": 0.02,
    "shop": 0.012,
}
"""The share that is left lying until somebody clears up, weeks later; of what came lately much lies there still."""
_STILL = {"outage": 0.75, "slow_broadband": 0.75, "engineer_visit": 0.75, "jobs": 0.22}
"""Of what is left lying since the last autumn began, the share that is never answered."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What begins: where, when, on what, by whom and in which way."""

    channel: Channel
    at: datetime
    topic: Topic
    situation: Situation
    mode: str
    author: Author
    thread_id: str = ""
    post: Post | None = None
    incident: Incident | None = None
    crowd: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """After how many working hours our first answer comes, and when (UTC; None: never); whether others were asked."""

    hours: float
    at: datetime | None
    logged: bool


def first_answer(random: Random, topic: str, plan: Plan) -> Pace:
    """How a conversation goes until our first answer."""
    kept = topic in CUSTOMER_SERVICE and plan.at >= PROMISE_FROM
    autumn = plan.at >= AUTUMN
    left = _LEFT[topic] * (0.2 if kept else 1.6 if autumn and topic != "jobs" else 1.0)
    quiet = plan.channel.platform == "linkedin"
    if quiet:
        left = 0.93
    elif plan.mode == "direct_message" and topic != "jobs":
        left *= 0.5
    elif plan.mode == "elsewhere":
        left = 0.68
    elif plan.situation.name == "tagging":
        left = 0.05
    logged = random.random() < _LOGGED.get(topic, 0.0) * (0.1 if quiet else 1.0) and plan.mode != "elsewhere"
    if random.random() < left:
        if plan.mode == "elsewhere" or (random.random() < (_STILL.get(topic, 0.2) if autumn else 0.0)):
            return Pace(0.0, None, logged or (topic in _OFTEN_ASKED and random.random() < 0.96))
        soonest, latest = (30, 68) if topic in _OFTEN_ASKED else (42, 74) if topic == "jobs" or quiet else (28, 38)
        hours = random.uniform(soonest, latest)
        return Pace(hours, after_working(plan.at, hours), logged or (topic in _OFTEN_ASKED and random.random() < 0.96))
    if topic == "safety":
        return Pace(0.3, plan.at + timedelta(minutes=random.lognormvariate(math.log(24), 0.8)), False)
    duty = random.random() < (0.16 if plan.incident else 0.05)
    changed = (0.13 if logged else 0.33) if kept else (1.15 if logged else 1.02) if autumn and topic != "chat" else 1.0
    median = 0.8 if duty else _HOURS[topic][logged] * changed
    hours = random.lognormvariate(math.log(median), 0.85 if logged else 0.58)
    if hours > 12 and topic in _OFTEN_ASKED:
        logged = logged or random.random() < 0.66
    return Pace(hours, after_working(plan.at, hours, duty), logged)


_OFTEN_ASKED = frozenset(("outage", "slow_broadband", "engineer_visit", "compensation", "privacy", "payment"))


def picked_up(at: datetime) -> float:
    """How likely it is that we take up a thread again at a time; the old ones have all been cleared up since."""
    return 0.992 if at >= AUTUMN else 1.0


def colleague(random: Random, department: str, at: datetime) -> Agent:
    """Who of us writes (`at` is UTC): the social team, and some of the department's own people where it has any."""
    share = {"Customer Service": 0.6, "Billing": 0.15, "Engineering": 0.03}.get(department, 0.0)
    present = [agent for agent in AGENTS if agent.active_from <= at <= agent.active_to]
    own = [agent for agent in present if agent.department == department]
    team = [agent for agent in present if agent.department == "Communications"]
    return random.choice(own if own and random.random() < share else team)
