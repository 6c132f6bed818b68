"""Brackenlight, a made-up energy and broadband company of 5,000 people, and eighteen months of its social media.

Everything is invented and always the same: names, places, accounts and numbers are nobody's, and nothing depends on
the machine or the day. `write_exports` writes what the platforms would hand out, and the workbook in which the
organisation says what it knows of itself; `conversations` gives the same with what an export does not know: topic,
department, incident and the facts that were mentioned; `handoffs` gives the log of what the departments were asked.
"""

from __future__ import annotations

from pathlib import Path

from connectors.sample.exports import EXPORTS, write
from connectors.sample.inside import handoffs
from connectors.sample.life import live
from connectors.sample.model import Conversation, HandOff, Message, Post, Wait
from connectors.sample.workbook import write_workbook
from connectors.sample.world import (
    AGENTS,
    CHANNELS,
    DEPARTMENTS,
    END,
    LEADERS,
    PROMISE_FROM,
    START,
    Agent,
    Author,
    Channel,
    Incident,
)

__all__ = [
    "AGENTS",
    "CHANNELS",
    "DEPARTMENTS",
    "END",
    "LEADERS",
    "PROMISE_FROM",
    "START",
    "Agent",
    "Author",
    "Channel",
    "Conversation",
    "HandOff",
    "Incident",
    "Message",
    "Post",
    "Wait",
    "conversations",
    "handoffs",
    "incidents",
    "posts",
    "write_exports",
]


def conversations() -> tuple[Conversation, ...]:
    """Every conversation with its messages, topic and department, in order of its beginning. Do not change them."""
    return live().conversations


def posts() -> tuple[Post, ...]:
    """What we posted by ourselves, by channel and time."""
    return live().posts


def incidents() -> tuple[Incident, ...]:
    """The days on which a district had no broadband or no power, in order of time."""
    return live().incidents


def write_exports(folder: Path) -> list[Path]:
    """Write one export file per channel with its profile beside it, and the workbook; return the files, it last."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = live()
    files = [write(export, sample.messages(export.channel), folder) for export in EXPORTS]
    return [*files, write_workbook(folder, handoffs())]
