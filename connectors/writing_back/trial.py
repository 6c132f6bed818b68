"""Try a plan on a copy of the tabs: only what the workbook's own reader reads back as it is meant is written."""

from collections.abc import Mapping
from typing import Any

from connectors.workbook import Book, Known, Tabs, read
from connectors.workbook.names import key
from connectors.writing_back.plan import Change, Plan, row_number, without


def tried(book: Book, tabs: Tabs, found: Plan, known: Known) -> Plan:
    """The plan without what would be refused, read otherwise, or would make another hand-off of a row."""
    while found.changes:
        numbers = _numbers(tabs, found)
        after = read(_applied(tabs, found, numbers), known)
        dropped = {
            change.said.key: reason
            for change, number in zip(found.changes, numbers, strict=True)
            if (reason := _fault(change, number, book, after)) is not None
        }
        if not dropped:
            break
        found = without(found, dropped)
    return found


def _numbers(tabs: Tabs, found: Plan) -> list[int]:
    """The row of each change; new ones come after the last."""
    last = max((number for number, _ in tabs[found.log.title]), default=0)
    numbers = []
    for change in found.changes:
        last += change.row is None
        numbers.append(change.row or last)
    return numbers


def _applied(tabs: Tabs, found: Plan, numbers: list[int]) -> Tabs:
    rows = {number: list(cells) for number, cells in tabs[found.log.title]}
    texts = {(found.log.number, found.places[name]): name for name in found.added}
    for change, number in zip(found.changes, numbers, strict=True):
        texts |= {(number, found.places[name]): text for name, text in change.cells.items() if name in found.places}
    for (number, place), text in texts.items():
        cells = rows.setdefault(number, [])
        cells += [None] * (place + 1 - len(cells))
        cells[place] = text or None
    return {**tabs, found.log.title: sorted(rows.items())}


def _fault(change: Change, number: int, book: Book, after: Book) -> str | None:
    """Why a change would not be read as it is meant; None where it would be."""
    title = after.log.title if after.log else ""
    now = _by_row(after).get(number)
    problem = next((one for one in after.problems if one.tab == title and one.row == number), None)
    if now is not None and _is_meant(change, now, _by_row(book).get(number)):
        return None
    if now is not None and now["native_id"] != change.said.native_id:
        return "it could not be told from another row with the same link and department; give both an Id"
    return f"the row would not be read as it is meant ({problem.reason})" if problem else "it would be read otherwise"


def _by_row(book: Book) -> Mapping[int, Mapping[str, Any]]:
    return {row_number(one): one for one in book.rows.get("handoffs", ())}


def _is_meant(change: Change, now: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    said = change.said
    wanted: dict[str, Any] = {"native_id": said.native_id}
    if change.row is None:
        wanted |= {"asked_at": said.question["Asked at"], "kind": said.question["Kind"]}
        if key(now["department"]) != key(said.department):
            return False
    if change.row is None or "Answered at" in change.cells or "Outcome" in change.cells:
        wanted |= {
            "answered_at": said.end.get("Answered at"),
            "ended_at": said.end.get("Ended at"),
            "outcome": said.end.get("Outcome"),
        }
        if key(now["passed_to"] or "") != key(str(said.end.get("Passed to") or "")):
            return False
    elif before is not None:
        wanted |= {name: before[name] for name in ("answered_at", "ended_at", "outcome")}
    return all(now[name] == value for name, value in wanted.items())
