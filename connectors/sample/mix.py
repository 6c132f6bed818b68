"""How often what is talked of, where and when: the proportions of the sample."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from connectors.sample.world import (
    END,
    FACEBOOK,
    GOOGLE_CALDERWYKE,
    GOOGLE_TARNBECK,
    INSTAGRAM,
    LINKEDIN,
    X_HELP,
    X_MAIN,
    Channel,
)

DAILY_CONVERSATIONS = 14_250
"""Conversations over the whole time, those of the bad days and the disturbances apart."""

CHANNEL_SHARES = {
    X_HELP: 430,
    X_MAIN: 235,
    FACEBOOK: 480,
    INSTAGRAM: 150,
    LINKEDIN: 18,
    GOOGLE_TARNBECK: 92,
    GOOGLE_CALDERWYKE: 58,
}
TOPIC_SHARES: dict[Channel, dict[str, float]] = {
    X_HELP: {
        "bill": 13,
        "payment": 10,
        "meter_reading": 8,
        "moving_house": 8,
        "account": 8,
        "outage": 10,
        "slow_broadband": 9,
        "engineer_visit": 8,
        "tariff": 5,
        "availability": 3,
        "compensation": 4,
        "privacy": 2.4,
        "safety": 2,
        "praise": 5,
        "green": 1,
        "jobs": 0.4,
    },
    X_MAIN: {
        "outage": 6,
        "slow_broadband": 5,
        "engineer_visit": 5,
        "bill": 8,
        "payment": 5,
        "tariff": 8,
        "availability": 7,
        "compensation": 4,
        "privacy": 4,
        "praise": 10,
        "community": 18,
        "chat": 15,
        "green": 4,
        "jobs": 1.2,
        "safety": 2.5,
        "moving_house": 3,
    },
    FACEBOOK: {
        "bill": 11,
        "payment": 8,
        "meter_reading": 7,
        "moving_house": 9,
        "account": 6,
        "outage": 8,
        "slow_broadband": 6,
        "engineer_visit": 7,
        "tariff": 6,
        "availability": 6,
        "praise": 7,
        "community": 5,
        "chat": 9,
        "jobs": 1.1,
        "safety": 2,
        "compensation": 3,
        "privacy": 3,
        "green": 1.2,
    },
    INSTAGRAM: {
        "chat": 34,
        "community": 13,
        "praise": 12,
        "jobs": 3,
        "green": 5,
        "tariff": 6,
        "availability": 6,
        "bill": 6,
        "outage": 5,
        "slow_broadband": 4,
    },
    LINKEDIN: {
        "jobs": 36,
        "chat": 12,
        "green": 5,
        "praise": 9,
        "community": 3,
        "tariff": 4,
        "privacy": 2,
        "compensation": 2,
        "bill": 3,
    },
    GOOGLE_TARNBECK: {"shop": 72, "outage": 12, "praise": 16},
    GOOGLE_CALDERWYKE: {"shop": 70, "outage": 15, "praise": 15},
}
PRIVATE_SHARES = {"x_help": 0.07, "facebook": 0.3, "instagram": 0.14}
THEMES_OF_TOPIC = {
    "outage": ("status", "service"),
    "slow_broadband": ("product", "service"),
    "engineer_visit": ("product", "status"),
    "tariff": ("product", "corporate"),
    "availability": ("product", "corporate"),
    "praise": ("people", "community", "status"),
    "community": ("community",),
    "jobs": ("jobs", "people", "corporate"),
    "green": ("green", "tips"),
    "safety": ("safety",),
    "privacy": ("safety", "service"),
}
CHAT_OF_THEME = {
    "fun": "fun",
    "photo": "photo",
    "quiz": "quiz",
    "tips": "tips",
    "people": "congratulations",
    "corporate": "congratulations",
}
POSTS_A_DAY: dict[Channel, tuple[dict[str, float], float, float]] = {
    X_MAIN: (
        {
            "tips": 2,
            "community": 3,
            "jobs": 1,
            "green": 2,
            "product": 3,
            "safety": 2,
            "fun": 2,
            "photo": 1.4,
            "quiz": 1,
            "service": 2,
            "people": 1,
            "corporate": 1,
        },
        2.0,
        0.5,
    ),
    X_HELP: ({"service": 4, "status": 3, "safety": 1}, 0.5, 0.1),
    FACEBOOK: (
        {
            "tips": 2,
            "community": 4,
            "jobs": 1,
            "green": 1,
            "product": 2,
            "safety": 2,
            "fun": 3,
            "photo": 2,
            "quiz": 1.4,
            "service": 2,
            "people": 2,
        },
        1.3,
        0.7,
    ),
    INSTAGRAM: (
        {
            "tips": 1,
            "community": 3,
            "jobs": 1,
            "green": 2,
            "product": 1,
            "fun": 3,
            "photo": 4,
            "quiz": 1.5,
            "people": 3,
        },
        0.9,
        0.7,
    ),
    LINKEDIN: ({"jobs": 5, "corporate": 6, "people": 2, "green": 2, "community": 1}, 1.15, 0.05),
}
WEEKDAYS = (1.42, 1.12, 1.03, 1.0, 0.94, 0.6, 0.52)
HOURS = (9, 4, 2, 2, 2, 5, 15, 40, 72, 80, 72, 66, 72, 60, 54, 55, 60, 70, 76, 80, 74, 58, 38, 20)


@lru_cache(maxsize=20_000)
def season(topic: str, on: date) -> float:
    """How much more a topic is talked of at this time of the year and the month than on average."""
    busy, more, less = {
        "bill": (on.day < 8, 1.35, 0.9),
        "payment": (on.day < 8, 1.35, 0.9),
        "meter_reading": (on.day > 27 or on.day < 3, 2.0, 0.75),
        "moving_house": (on.month in (6, 7, 8, 9), 1.5, 0.8),
        "tariff": (on.month in (3, 9, 12), 1.6, 0.85),
        "jobs": (on.month in (1, 9), 1.5, 0.95),
        "green": (on.month in (4, 5, 6), 1.4, 0.9),
        "outage": (on >= _AUTUMN or on.month in (11, 12, 1, 2), 1.3, 0.85),
        "slow_broadband": (on >= _AUTUMN or on.month in (11, 12, 1, 2), 1.3, 0.85),
    }.get(topic, (False, 1.0, 1.0))
    return more if busy else less


@lru_cache(maxsize=20_000)
def topics_on(channel: Channel, on: date) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The topics of a channel on a day, and their weights added up."""
    shares = TOPIC_SHARES[channel]
    return tuple(shares), tuple(accumulate(share * season(topic, on) for topic, share in shares.items()))


_AUTUMN = (END - timedelta(days=90)).date()
