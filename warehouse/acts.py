"""What people do about hand-offs in the dashboard or on the command line: asked, reminded, answered, ended, undone.

An act is written once under its caller's id and never changed; undoing it is noted beside it. What a hand-off has come
to by its acts is for queries/marts to say. All of it within the caller's transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from warehouse.writer import Writer

#: The source in whose name a hand-off that was asked for with an act has its key.
ASKED = "asked"
#: With the id of its act behind it, the Id of such a hand-off in the workbook, where it was written back.
ROW_ID = "rapport-"

Kind: TypeAlias = Literal["input", "approval"]
Reason: TypeAlias = Literal["no time", "not important", "does not know"]


@dataclass(frozen=True)
class Link:
    """What a hand-off is about, as it was written, and the ids it may mean, likeliest first."""

    link: str
    platform: str | None = None
    native_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """One thing that somebody did about a hand-off, as in the table `handoff_acts`. Times are UTC."""

    act_id: str
    act: Literal["asked", "reminded", "answered", "declined", "passed on", "closed", "disputed"]
    handoff_key: int
    acted_at: datetime
    noted_at: datetime
    acted_by: str | None = None
    department: str | None = None
    kind: Kind | None = None
    reason: Reason | None = None
    note: str | None = None
    links: tuple[Link, ...] = ()
    about_sample: bool = False
    """It was done in the made-up organisation, and is forgotten with it."""


@dataclass(frozen=True)
class Undo:
    """Somebody takes an act back."""

    act_id: str
    undone_at: datetime
    noted_at: datetime
    undone_by: str | None = None
    act: Literal["undone"] = "undone"
    about_sample: bool = False


def write(writer: Writer, act: Act) -> bool:
    """Note an act, and the department it names; returns whether it is new. Raises BadRow when it breaks the schema."""
    if writer.execute("select 1 from handoff_acts where act_id = $1", [act.act_id]):
        return False
    columns = "act_id handoff_key act acted_at acted_by department kind reason note noted_at".split()
    writer.upsert("handoff_acts", [{column: getattr(act, column) for column in columns}])
    for link in act.links:
        writer.execute(
            """
            insert into handoff_links (handoff_key, link, platform, native_ids, permalink_key)
            values ($1, $2, $3, $4, permalink_key($2))
            """,
            [act.handoff_key, link.link, link.platform, list(link.native_ids)],
        )
    if act.department:
        writer.execute(
            """
            insert into departments (department, position)
            select $1, (select coalesce(max(position) + 1, 0) from departments)
            where not exists (from departments where department = $1)
            """,
            [act.department],
        )
    return True


def undo(writer: Writer, taken_back: Undo) -> bool:
    """Take an act back; returns whether there was one that stood."""
    return bool(
        writer.execute(
            "update handoff_acts set undone_at = $2, undone_by = $3 where act_id = $1 and undone_at is null "
            "returning 1",
            [taken_back.act_id, taken_back.undone_at, taken_back.undone_by],
        )
    )
