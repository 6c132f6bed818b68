"""The small organisation of world.py with departments: what each was asked, and what came of it."""

from datetime import datetime, timedelta
from pathlib import Path

from queries import marts
from tests.browser import world
from warehouse import Home, open_writer, publish

END = world.END
HOSTILE = "HR <b>bold</b> :red[x] [l](//e)"
DEPARTMENTS = ("Communications", "Engineering", "Legal", HOSTILE, "Sustainability")


def build(folder: Path) -> None:
    """Write, mart and publish it. Engineering: 40 requests, 30 answered within 8 hours, 2 open; HR: 2; Legal: 12."""
    world.build(folder)
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        with writer.transaction():
            for position, name in enumerate(DEPARTMENTS):
                writer.execute(
                    "insert into departments (department, position, is_social_team) values ($1, $2, $3)",
                    [name, position, name == "Communications"],
                )
            for name in ("Engineering", "Legal"):
                writer.execute(
                    "insert into promises (department, target_seconds, clock) values ($1, 28800, 'wall')", [name]
                )
            writer.execute("insert into handoff_sources values ('book', $1)", [END])
            for number in range(40):
                hours = 4 if number >= 10 else None if number < 2 else 40
                _ask(writer, number, "Engineering", END - timedelta(days=1 + 2 * number), hours)
            for number in range(12):
                _ask(writer, 100 + number, "Legal", END - timedelta(days=3 + 5 * number), 20)
            for number in range(2):
                _ask(writer, 200 + number, HOSTILE, END - timedelta(days=9 + number), 3)
        marts.refresh(writer)
        publish(writer)


def _ask(writer, number: int, department: str, asked: datetime, hours: int | None) -> None:
    turned_down = department == "Engineering" and 2 <= number < 4
    ended = None if hours is None else asked + timedelta(hours=hours)
    outcome = None if hours is None else "no time" if turned_down else "answered"
    writer.execute(
        "insert into handoffs (handoff_key, source, native_id, place, department, question, asked_at, asked_by, "
        "answered_at, ended_at, outcome) values ($1, 'book', $1::varchar, $2, $3, $4, $5, 'Kit', "
        "$6::timestamp, $7::timestamp, $8::varchar)",
        [
            number + 1, f"Hand-offs row {number + 2}", department, f"What do we say to case {number}? <i>now</i>",
            asked, None if turned_down else ended, ended if turned_down else None, outcome,
        ],
    )  # fmt: skip
    writer.execute(
        "insert into handoff_links (handoff_key, link, platform, native_ids) values ($1, $2, 'x', [$3])",
        [number + 1, f"x:q{2 * number}", f"q{2 * number}"],
    )
