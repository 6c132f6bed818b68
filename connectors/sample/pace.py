"""How fast the sample organisation answers, and what it leaves unanswered: here lie the stories that its figures tell.

Engineering takes days. Questions about jobs are hardly ever answered, and on LinkedIn hardly anything is. Customer
Service is clearly faster from the twelfth month on. In the last autumn, with its outages, all else is a little slower.
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
_AUTUMN = END - timedelta(days=90)

_HOURS = {
    "outage": 12.5,
    "slow_broadband": 15.5,
    "engineer_visit": 11.5,
    "bill": 6.2,
    "moving_house": 6.4,
    "meter_reading": 5.4,
    "account": 5.2,
    "payment": 4.2,
    "tariff": 2.6,
    "availability": 3.0,
    "compensation": 7.5,
    "privacy": 5.6,
    "jobs": 13.0,
    "praise": 2.0,
    "community": 2.4,
    "chat": 1.2,
    "green": 4.0,
    "shop": 6.5,
}
"""The team's working hours until half of the answers are given, before anything changes."""
_SILENCE = {
    "outage": 0.085,
    "slow_broadband": 0.07,
    "engineer_visit": 0.08,
    "safety": 0.01,
    "bill": 0.08,
    "moving_house": 0.07,
    "meter_reading": 0.07,
    "account": 0.08,
    "payment": 0.07,
    "tariff": 0.07,
    "availability": 0.08,
    "compensation": 0.11,
    "privacy": 0.09,
    "jobs": 0.68,
    "praise": 0.08,
    "community": 0.07,
    "chat": 0.09,
    "green": 0.09,
    "shop": 0.15,
}
"""The share that nobody answers."""


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


def first_answer(random: Random, topic: str, plan: Plan) -> tuple[float, datetime | None]:
    """Working hours until our first answer, and when that is (UTC); None where there is none."""
    kept = topic in CUSTOMER_SERVICE and plan.at >= PROMISE_FROM
    autumn = plan.at >= _AUTUMN
    silence = _SILENCE[topic] * (0.5 if kept else 1.1 if autumn else 1.0)
    if plan.channel.platform == "linkedin":
        silence = 0.93
    elif plan.mode == "direct_message":
        silence *= 0.55 if topic != "jobs" else 1.0
    elif plan.mode == "elsewhere":
        silence = 0.68
    elif plan.situation.name == "tagging":
        silence = 0.97
    if random.random() < silence:
        return 0.0, None
    if topic == "safety":
        return 0.3, plan.at + timedelta(minutes=random.lognormvariate(math.log(24), 0.8))
    duty = random.random() < (0.16 if plan.incident else 0.05)
    median = 0.8 if duty else _HOURS[topic] * (0.27 if kept else 1.05 if autumn and topic != "chat" else 1.0)
    hours = random.lognormvariate(math.log(median), 0.95)
    return hours, after_working(plan.at, hours, duty)


def colleague(random: Random, department: str, at: datetime) -> Agent:
    """Who of us writes (`at` is UTC): the social team, and some of the department's own people where it has any."""
    share = {"Customer Service": 0.6, "Billing": 0.15, "Engineering": 0.03}.get(department, 0.0)
    present = [agent for agent in AGENTS if agent.active_from <= at <= agent.active_to]
    own = [agent for agent in present if agent.department == department]
    team = [agent for agent in present if agent.department == "Communications"]
    return random.choice(own if own and random.random() < share else team)
