"""Rows of the tab Hand-offs, as the warehouse keeps hand-offs."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from connectors import links
from connectors.links import Reference
from connectors.workbook import times, values
from connectors.workbook.names import Names, key
from connectors.workbook.problem import Bad, quoted
from connectors.workbook.row import Row, Sheet
from connectors.workbook.tabs import KINDS, OUTCOMES

_ENDED = ("no time", "not important", "does not know", "passed on", "closed")
_read_outcome = values.choice(
    {word: word for word in OUTCOMES}
    | dict.fromkeys(("answer", "yes", "done", "resolved", "replied", "solved", "answer given", "approved"), "answered")
    | dict.fromkeys(("no capacity", "too busy", "busy", "have no time", "no resources"), "no time")
    | dict.fromkeys(("unimportant", "irrelevant", "not relevant", "no priority", "not a priority"), "not important")
    | dict.fromkeys(("don't know", "dont know", "doesn't know", "do not know", "unknown", "no idea"), "does not know")
    | dict.fromkeys(("passed", "forwarded", "passed along", "handed over", "referred", "reassigned"), "passed on")
    | dict.fromkeys(("close", "cancelled", "canceled", "withdrawn", "dropped", "obsolete", "no answer"), "closed")
    | dict.fromkeys(("open", "waiting", "pending", "in progress", "asked", "new", "unanswered", "sent"), "open"),
    "outcome that is known",
)
_read_kind = values.choice(
    {word: word for word in KINDS}
    | dict.fromkeys(("information", "info", "question", "answer", "request"), "input")
    | dict.fromkeys(("approve", "sign-off", "sign off", "clearance", "release", "ok"), "approval"),
    "kind of hand-off",
)


@dataclass(frozen=True)
class When:
    """An instant in UTC; `latest`: only known to be no later. Without an instant: it happened, nobody knows when."""

    at: datetime | None
    latest: bool = False


class HandoffReader:
    """Reads hand-offs; remembers the ids that have come."""

    def __init__(self, sheet: Sheet, departments: Names, zone: ZoneInfo, now: datetime) -> None:
        self.sheet = sheet
        self.departments = departments
        self.zone = zone
        self.now = now
        self._ids: dict[str, int] = {}

    def read(self) -> list[dict[str, Any]]:
        """The hand-offs of all rows that can be read, each with its `links`."""
        found = [handoff for row in self.sheet.rows() if (handoff := self._handoff(row)) is not None]
        _identify(found)
        return found

    def _handoff(self, row: Row) -> dict[str, Any] | None:
        named = row.needed("Link", _references)
        department = row.needed("Department", lambda value: self.departments.find(values.name(value)))
        native_id = row.strict("Id", values.identifier)
        if native_id is not None:
            self._refuse_same_id(row, native_id)
        kind = row.strict("Kind", _read_kind) or "input"
        asked = row.strict("Asked at", lambda value: self._when(value, "Asked at"))
        answered, outcome, ended = self._end(row)
        if not row.is_refused:
            answered = self._after(row, "Answered at", answered, asked, "answered")
            ended = self._after(row, "Ended at", ended, asked, "ended")
        if row.is_refused or named is None:
            return None
        passed_to = self._passed_to(row, outcome, department)
        outcome = outcome or ("answered" if answered else "closed" if ended else None)
        reminders = self._reminders(row, asked)
        followed = [when.at for when in (answered, ended) if when and when.at] + reminders
        if asked is not None and asked.latest and asked.at is not None:
            asked = When(min([asked.at, *followed]), latest=True)
        return {
            "id": native_id,
            "place": f"{self.sheet.found.title} row {row.number}",
            "department": department,
            "kind": kind,
            "question": row.loose("Question", values.text),
            **_columns("asked", asked),
            "asked_by": row.loose("Asked by", values.name),
            "asked_of": row.loose("Asked of", values.name),
            **_columns("answered", answered),
            "answered_by": row.loose("Answered by", values.name),
            "joined_by": row.loose("Joined by", values.name),
            **_columns("ended", ended),
            "is_answered": answered is not None,
            "is_ended": ended is not None,
            "passed_to": passed_to,
            "outcome": outcome,
            "note": row.loose("Note", values.text),
            "reminders": reminders or None,
            "no_later": min(followed, default=None),
            "links": [{"link": one.link, "platform": one.platform, "native_ids": one.native_ids} for one in named],
        }

    def _refuse_same_id(self, row: Row, native_id: str) -> None:
        first = self._ids.setdefault(key(native_id), row.number)
        if first != row.number:
            row.refuse(
                "Id", f"{quoted(native_id)} is the id of row {first} too", "give each row an id of its own, or none"
            )

    def _when(self, value: Any, name: str, *, second: bool = False) -> When:
        """An instant that is not in the future; a day alone is read as its end, at the latest."""
        said = times.moment(value, self.sheet.writing(name))
        instant = said.at if said.is_utc else times.in_utc(said.at, self.zone, second=second)
        if instant > self.now:
            raise Bad(
                f"{quoted(values.text(value))} is in the future",
                "correct the date, or set the sheet's Time zone in Settings",
            )
        if not said.is_day:
            return When(instant)
        end = times.in_utc(said.at + timedelta(hours=23, minutes=59, seconds=59), self.zone)
        return When(min(end, self.now), latest=True)

    def _end(self, row: Row) -> tuple[When | None, str | None, When | None]:
        """When it was answered, how it ended, and when it ended without an answer."""
        answered = row.strict("Answered at", self._answered)
        said = row.strict("Outcome", _read_outcome)
        ended = row.strict("Ended at", lambda value: self._when(value, "Ended at"))
        if row.is_refused:
            return None, None, None
        if answered is not None and answered.at is None and values.is_yes(row.cell("Answered at")) is False:
            answered = None
        if said is None and answered is None and row.cell("Passed to") is not None:
            said = "passed on"
        if said == "answered" and answered is None:
            answered, ended = When(ended.at if ended else None, latest=ended.latest if ended else False), None
        if said in ("no time", "not important", "does not know", "passed on") and answered is not None:
            row.refuse(
                "Outcome",
                f"is {quoted(said)}, and {self.sheet.found.heading('Answered at')} is filled",
                "empty one of the two; who answered in another department's place has a row of their own",
            )
            return None, None, None
        if said == "open":
            if ended is not None or answered is not None:
                word = quoted(row.cell("Outcome"))
                row.refuse("Outcome", f"is {word}, and a time says that it has ended", "correct one of the two")
            said = None
        if answered is not None:
            return answered, "answered", ended
        return None, said, ended if ended or said not in _ENDED else When(None)

    def _answered(self, value: Any) -> When | None:
        said = (
            values.is_yes(value)
            if not isinstance(value, int | float) or isinstance(value, bool) or value in (0, 1)
            else None
        )
        if said is not None:
            return When(None) if said else None
        return self._when(value, "Answered at")

    def _after(self, row: Row, name: str, when: When | None, asked: When | None, did: str) -> When | None:
        """The time of an end, which must not lie before the question."""
        if when is None or when.at is None or asked is None or asked.at is None or when.at >= asked.at:
            return when
        value = row.cell(name)
        if asked.latest and when.at.date() == asked.at.date():
            return when
        if not when.latest and not isinstance(value, int | float):
            second = self._when(value, name, second=True)  # the hour that the clock went through twice
            if second.at is not None and second.at >= asked.at:
                return second
        if asked.latest and asked.at - when.at < timedelta(days=1):
            return when
        row.refuse(name, f"{did} before it was asked", f"correct this time or {self.sheet.found.heading('Asked at')}")
        return None

    def _passed_to(self, row: Row, outcome: str | None, department: str | None) -> str | None:
        found = row.loose("Passed to", lambda value: self.departments.find(values.name(value)))
        if outcome != "passed on":
            if found is not None:
                row.tell(
                    "Passed to",
                    f"is filled, and the outcome is {quoted(outcome)}",
                    "write ‘passed on’ as the outcome, or empty it",
                )
            return None
        if row.cell("Passed to") is None:
            row.tell(
                "Passed to", "is empty, and the outcome is ‘passed on’", "write the department it was passed on to"
            )
        if found is not None and found == department:
            row.tell(
                "Passed to",
                f"{quoted(found)} is the department that was asked",
                "write the department it was passed on to",
            )
            return None
        return found

    def _reminders(self, row: Row, asked: When | None) -> list[datetime]:
        value = row.cell("Reminded at")
        parts = re.split(r"[;\n]", value) if isinstance(value, str) else [] if value is None else [value]
        found = []
        for part in parts:
            if values.is_nothing(part):
                continue
            try:
                if isinstance(part, str):
                    values.check(part)
                when = self._when(part, "Reminded at")
                if when.at and asked and asked.at and when.at < asked.at and not (when.latest or asked.latest):
                    raise Bad(f"{quoted(values.text(part))} is before it was asked", "correct one of the two times")
                found.append(when.at)
            except Bad as bad:
                row.tell("Reminded at", bad.wrong, bad.instead)
            except (OverflowError, ValueError):
                row.tell("Reminded at", f"{quoted(values.text(part))} is no date", "write it like 2026-03-31 14:05")
        return sorted({at for at in found if at is not None})


def _references(value: Any) -> tuple[Reference, ...]:
    """The links and ids of a cell. Raises Bad for a cell that holds neither."""
    said = values.identifier(value) if not isinstance(value, date | timedelta) else ""
    found = links.read(said)
    if not found:
        raise Bad(f"{quoted(values.text(value))} is no link and no id", "paste the address of the post or message")
    return found


def _columns(did: str, when: When | None) -> dict[str, Any]:
    return {f"{did}_at": when.at if when else None, f"{did}_at_latest": bool(when and when.latest)}


def _identify(handoffs: list[dict[str, Any]]) -> None:
    """Give each its `native_id`: its own id, else link, department and occurrence, whatever the order of the rows."""
    counts: Counter[str] = Counter()
    for handoff in sorted(handoffs, key=_order):
        own = handoff.pop("id")
        if own is not None:
            handoff["native_id"] = f"id {own}"
            continue
        named = f"{' '.join(link['link'] for link in handoff['links'])} | {key(handoff['department'])}"
        counts[named] += 1
        handoff["native_id"] = f"{named} | {counts[named]}"


def _order(handoff: dict[str, Any]) -> tuple[Any, ...]:
    return (
        handoff["asked_at"] is None,
        handoff["asked_at"] or datetime.min,
        handoff["answered_at"] or datetime.max,
        handoff["question"] or "",
    )
