"""The workbook of the sample organisation: what it knows of itself, and its log of hand-offs, tab by tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeAlias

import openpyxl

from connectors.sample.model import HandOff
from connectors.sample.organisation import (
    AUDIENCES,
    CALENDARS,
    CHANNEL_ROWS,
    DEPARTMENT_ROWS,
    FIGURES,
    OBJECTIVES,
    PROMISES,
    ROSTER,
)
from connectors.sample.words import TOPICS
from connectors.sample.world import END, START, local

FILE = "brackenlight-workbook.xlsx"
ZONE = "Europe/London"

Cell: TypeAlias = str | int | float | date | datetime | None

_HEADINGS: dict[str, tuple[str, ...]] = {
    "Hand-offs": (
        "Link",
        "Department",
        "Question",
        "Asked at",
        "Asked by",
        "Asked of",
        "Kind",
        "Answered at",
        "Answered by",
        "Joined by",
        "Outcome",
        "Passed to",
        "Ended at",
        "Reminded at",
        "Note",
        "Id",
    ),
    "Departments": ("Department", "Calendar", "Social team", "Declared share"),
    "Roster": (
        "Person",
        "Department",
        "Handle",
        "Platform",
        "Signature",
        "Leader",
        "Speaks for us",
        "From",
        "Until",
    ),
    "Promises": ("Department", "Channel", "Topic", "Within", "Clock", "From", "Until"),
    "Objectives": ("Objective", "Measure", "Target", "Due", "Better", "Owner"),
    "Figures": ("Figure", "Month", "Value"),
    "Topics": ("Topic", "Words", "Department", "Weight", "From", "Until"),
    "Audiences": ("Audience", "Handles", "Words"),
    "Channels": ("Channel", "Platform", "Title", "Brand", "Purpose", "Calendar", "Department"),
    "Calendars": ("Calendar", "Zone", "Days", "Opens", "Closes"),
    "Holidays": ("Calendar", "Day", "Name", "Country"),
    "Settings": ("Setting", "Value"),
}


def write_workbook(folder: Path, handoffs: Sequence[HandOff]) -> Path:
    """Write the workbook into a folder; return where it is. Times are local, as people there type them."""
    book = openpyxl.Workbook(write_only=True)
    for tab, rows in tabs(handoffs).items():
        sheet = book.create_sheet(tab)
        sheet.append(_HEADINGS[tab])
        for row in rows:
            sheet.append(row)
    path = folder / FILE
    book.save(path)
    return path


def tabs(handoffs: Sequence[HandOff]) -> dict[str, Iterable[Sequence[Cell]]]:
    """The rows of each tab, in the order of their headings."""
    return {
        "Hand-offs": [_handoff(one) for one in handoffs],
        "Departments": [
            (name, calendar, _yes(is_team), f"{share:.0%}") for name, calendar, is_team, share in DEPARTMENT_ROWS
        ],
        "Roster": [
            (
                one.name,
                one.department,
                one.handle or None,
                one.platform or None,
                one.signature or None,
                _yes(one.is_leader),
                _yes(one.speaks_for_us),
                one.begins,
                one.ends,
            )
            for one in ROSTER
        ],
        "Promises": [
            (department or None, channel or None, None, within, "" if department else "round the clock", begins, ends)
            for department, channel, within, begins, ends in PROMISES
        ],
        "Objectives": [
            (aim, measure, target, due, better or None, owner)
            for aim, measure, target, due, better, owner in OBJECTIVES
        ],
        "Figures": [
            (figure, month, value)
            for figure, values in FIGURES.items()
            for month, value in zip(_months(), values, strict=True)
        ],
        "Topics": [(row.topic, row.words or None, row.department, row.weight, row.begins, row.ends) for row in TOPICS],
        "Audiences": [(name, ", ".join(handles) or None, ", ".join(words)) for name, handles, words in AUDIENCES],
        "Channels": [
            (one.native_id, one.platform, one.title, brand, one.purpose, calendar, department)
            for one, brand, calendar, department in CHANNEL_ROWS
        ],
        "Calendars": [(name, ZONE, days, _clock(opens), _clock(closes)) for name, days, opens, closes in CALENDARS],
        "Holidays": [(name, None, None, "GB-ENG") for name in dict.fromkeys(name for name, *_ in CALENDARS)],
        "Settings": [("Time zone", ZONE), ("Observed until", local(END))],
    }


def _handoff(one: HandOff) -> tuple[Cell, ...]:
    return (
        ", ".join(one.links),
        one.department,
        one.question or None,
        _local(one.asked_at),
        one.asked_by or None,
        one.asked_of or None,
        one.kind or None,
        "yes" if one.is_answered_untimed else _local(one.answered_at),
        one.answered_by or None,
        one.joined_by or None,
        one.outcome or None,
        one.passed_to or None,
        _local(one.ended_at),
        "; ".join(f"{local(at):%d/%m/%Y %H:%M}" for at in one.reminded_at) or None,
        one.note or None,
        one.native_id or None,
    )


def _local(at: datetime | None) -> datetime | None:
    return local(at) if at else None


def _yes(said: bool) -> str | None:
    return "yes" if said else None


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _months() -> list[date]:
    first, last = local(START), local(END)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(count)]
