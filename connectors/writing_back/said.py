"""What people said about hand-offs in the dashboard, as the cells of the workbook that say the same.

Only what stands counts. The end is that of the definition: the first, and an answer also after a refusal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from connectors import links
from connectors.workbook import SOURCE
from warehouse import Writer
from warehouse.acts import ROW_ID

#: What a cell is to say; an instant is in UTC, several of them stand in one cell.
Value: TypeAlias = str | datetime | Sequence[datetime]

#: The columns that say how a hand-off ended: written together, or not at all.
END = ("Answered at", "Answered by", "Outcome", "Ended at", "Passed to")
#: Columns that are written each by itself.
ALONE = ("Note", "Reminded at")


@dataclass(frozen=True)
class Said:
    """What acts say of one hand-off, by column.

    `row_id` is the Id of the row that we append for it; None where people wrote its row themselves, which `native_id`
    tells. `untold` is what no cell can say, in one sentence.
    """

    key: int
    row_id: str | None
    native_id: str
    department: str
    is_withdrawn: bool = False
    question: Mapping[str, Value] = field(default_factory=dict)
    end: Mapping[str, Value] = field(default_factory=dict)
    alone: Mapping[str, Value] = field(default_factory=dict)
    untold: str | None = None


@dataclass(frozen=True)
class _Act:
    act_id: str
    act: str
    at: datetime
    by: str | None
    department: str | None
    kind: str | None
    reason: str | None
    note: str | None
    is_undone: bool


def said(writer: Writer, book: str) -> list[Said]:
    """All hand-offs of the workbook and of the dashboard of which acts say something, oldest act first.

    One that was written to this book before is among them, also where all that was said of it has been undone.
    """
    acts: dict[int, list[_Act]] = {}
    for key, *rest in writer.execute(_ACTS):
        acts.setdefault(int(key), []).append(_Act(*rest))
    rows = {int(key): (native_id, department) for key, native_id, department in writer.execute(_ROWS, [SOURCE])}
    written = {int(key) for (key,) in writer.execute("select handoff_key from written_cells where book = $1", [book])}
    about: dict[int, list[str]] = {}
    for key, *link in writer.execute(_LINKS):
        about.setdefault(int(key), []).append(_address(*link))
    found: list[Said] = []
    for key in dict.fromkeys([*acts, *sorted(written)]):
        done = acts.get(key, [])
        asked = next((act for act in done if act.act == "asked"), None)
        if asked is not None:
            found.append(_asked(key, asked, done, about.get(key, ())))
        elif key in rows:
            found.append(_noted(key, *rows[key], done))
    return found


# Acts as the marts count them: by the second.
_ACTS = """
    select handoff_key, act_id, act, date_trunc('second', acted_at), acted_by, department, kind, reason, note,
        undone_at is not null
    from handoff_acts order by date_trunc('second', acted_at), noted_at, act_id
"""
_ROWS = "select handoff_key, native_id, department from handoffs where source = $1"
# The address of the message that a link leads to, else the link.
_LINKS = """
    select l.handoff_key, m.permalink, l.link, l.platform, l.native_ids[1]
    from handoff_links l left join messages m on m.message_key = message_key(l.platform, l.native_ids[1])
    where l.handoff_key in (select handoff_key from handoff_acts where act = 'asked')
    order by l.rowid
"""


def _asked(key: int, asked: _Act, acts: Sequence[_Act], about: Sequence[str]) -> Said:
    standing = [act for act in acts if not act.is_undone]
    reminders = [act.at for act in standing if act.act == "reminded"]
    row_id = f"{ROW_ID}{asked.act_id}"
    question: dict[str, Value | None] = {
        "Link": " ".join(dict.fromkeys(about)),
        "Department": asked.department,
        "Question": asked.note,
        "Asked at": asked.at,
        "Asked by": asked.by,
        "Kind": asked.kind or "input",
        "Id": row_id,
    }
    end, untold = _end(standing)
    return Said(
        key,
        row_id,
        f"id {row_id}",
        asked.department or "",
        asked.is_undone,
        _filled(question),
        end,
        _filled({"Note": _note(standing), "Reminded at": reminders or None}),
        untold,
    )


def _noted(key: int, native_id: str, department: str, acts: Sequence[_Act]) -> Said:
    standing = [act for act in acts if not act.is_undone]
    end, untold = _end(standing)
    return Said(key, None, native_id, department, end=end, alone=_filled({"Note": _note(standing)}), untold=untold)


def _address(permalink: str | None, link: str, platform: str | None, native_id: str | None) -> str:
    """What leads to a message: its address, the link as it was typed, or its id."""
    if permalink and links.read(permalink):
        return permalink
    return link if links.read(link) or native_id is None else f"{platform}:{native_id}" if platform else native_id


def _end(acts: Sequence[_Act]) -> tuple[dict[str, Value], str | None]:
    """How it ended, by column, and what of it has no cell; acts in their order."""
    answer = next((act for act in acts if act.act == "answered"), None)
    end = next((act for act in acts if act.act in ("declined", "passed on", "closed")), None)
    if end is not None and end.act == "passed on" and (answer is None or answer.at > end.at):
        untold = "what was noted after it was passed on stays in the dashboard" if answer else None
        return _filled({"Outcome": "passed on", "Ended at": end.at, "Passed to": end.department}), untold
    if answer is not None:
        return _filled({"Answered at": answer.at, "Answered by": answer.by, "Outcome": "answered"}), None
    if end is not None:
        return _filled({"Outcome": end.reason or "closed", "Ended at": end.at}), None
    return {}, None


def _note(acts: Sequence[_Act]) -> str | None:
    return next((act.note for act in reversed(acts) if act.act not in ("asked", "disputed") and act.note), None)


def _filled(cells: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in cells.items() if value}
