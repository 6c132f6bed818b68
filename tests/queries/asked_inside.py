"""The words in which tests of hand-offs are told: metrics, an organisation, and what is read of it."""

from typing import Any

from tests.conversations import Teller

MINUTE, HOUR, DAY = 60, 3600, 86400
ASKED, IN_PROMISE, TIME = "handoffs.asked", "handoffs.answered_in_promise", "handoffs.time_to_answer"
NEVER, DECLINED, OVERDUE = "handoffs.never_answered", "handoffs.declined", "handoffs.overdue"
BOUNCED, REMINDERS, LED = "handoffs.bounced", "handoffs.reminders", "handoffs.leader_involved"
UNLINKED, FIRST = "handoffs.unlinked", "conversations.first_response"
RATES = (IN_PROMISE, NEVER, DECLINED, BOUNCED, LED, UNLINKED)

A_QUESTION = "1  Mon 09:00  ann [on us]: My line is down."
OFFICE = """
    calendar    office UTC Mon-Fri 09:00-17:00
    department  Engineering office
    department  PR office
"""
ROUND_THE_CLOCK = """
    department  Care [social team]
    department  Engineering
    department  PR
    department  Legal
"""


def by_department(teller: Teller, name: str, **scope: Any) -> dict[str, float | None]:
    """The value for each department with any item."""
    slices = teller.measure(name, "department", **scope).slices
    return {part.key: part.estimate.value for part in slices if part.estimate.n}


def states(teller: Teller) -> list[tuple[Any, ...]]:
    """Each hand-off: department, when asked, when answered, when ended without, how."""
    return teller.rows("select department, asked_at, answered_at, ended_at, outcome from requests order by all")
