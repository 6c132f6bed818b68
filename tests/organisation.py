"""The other half of the language of timelines: an organisation, and what its departments are asked, day by day.

    calendar    office Europe/Berlin Mon-Fri 09:00-12:00 13:00-17:00
    holiday     office 2024-03-08
    department  Engineering office
    department  Care [social team] [declared 40]
    roster      Priya in PR until 2024-05-01 [leader] [speaks] [handle priya] [signs -Priya]
    promise     Engineering 4 h from 2024-01-01 [business] [on us] [about bills]
    topic       bills: bill*, invoice -> Engineering until 2024-03-05 [weight 2]
    audience    press: reporter, news

    h1  Mon 09:00  ask Engineering about 1 by Priya: What is wrong?
    h1  Tue 09:00  remind
    h1  Wed 09:00  pass to PR
    h1> Thu 09:00  answer by Ben, Cid
    h2  Mon 10:00  ask PR about 1 2 for approval [done]

Departments stand in roster order. A hand-off is a row of the log; `[done]` makes an ask, and whatever follows about it,
an act in the dashboard, and so is each single line with `[done]`; `[done] [undone]` was taken back. `h1>` is the
hand-off that passing h1 on has made, `h1>>` the next in line. The acts: ask, remind, answer, join (by), decline
(no time), pass to, close, dispute. About: ids of messages on x, or addresses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from warehouse import Writer

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SECONDS = {"min": 60, "h": 3600, "d": 86400}
_TIME = r"\d{4}-\d\d-\d\d [\d:]+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\+\d+w)? [\d:]+"
_VERB = "ask|remind|answer|join|decline|pass|close|dispute"
_EVENT = re.compile(
    rf"(?P<name>\w+)(?P<passed>>*) +(?P<at>{_TIME}) +(?P<verb>{_VERB})\b"
    r" ?(?P<rest>(?:[^:\[]|:(?! ))*?)(?P<marks>(?: ?\[[^]]+\])*)(?:: (?P<note>.+))?"
)
_ASK = re.compile(r"(\w+)(?: about (.+?))?(?: for (input|approval))?(?: by (.+))?")
ACTS = {
    "ask": "asked",
    "remind": "reminded",
    "answer": "answered",
    "decline": "declined",
    "pass": "passed on",
    "close": "closed",
    "dispute": "disputed",
}


def _days(text: str) -> tuple[str, dict[str, Any]]:
    """Take `from DAY` and `until DAY` off the end."""
    found = {name: re.search(rf" {word} (\d{{4}}-\d\d-\d\d)", text) for name, word in DATES.items()}
    rest = re.sub(r" (?:from|until) \d{4}-\d\d-\d\d", "", text)
    return rest.strip(), {name: date.fromisoformat(one[1]) if one else None for name, one in found.items()}


DATES = {"valid_from": "from", "valid_to": "until"}


def _marks(text: str) -> tuple[str, dict[str, str]]:
    """Take the marks in brackets off the end."""
    found = dict(mark.partition(" ")[::2] for mark in re.findall(r"\[([^]]+)\]", text))
    return re.sub(r" *\[[^]]+\]", "", text).strip(), found


@dataclass(frozen=True)
class _Event:
    """A line about a hand-off, taken apart."""

    name: str
    passed: str
    at: str
    verb: str
    rest: str
    marks: str
    note: str | None

    @property
    def is_done(self) -> bool:
        return "done" in _marks(self.marks)[1]


class Organisation:
    """Writes an organisation and its hand-offs into a warehouse, each told from the beginning."""

    def __init__(self, writer: Writer, at: Callable[[str], datetime], channel: Callable[[str], int]) -> None:
        self._writer, self._at, self._channel = writer, at, channel
        self._rows: dict[str, dict[str, Any]] = {}
        self._of_dashboard: set[str] = set()
        self._count: dict[str, int] = {}

    def tell(self, lines: str) -> None:
        """Write every line. Raises ValueError for one that cannot be read."""
        for line in filter(None, map(str.strip, lines.splitlines())):
            word, _, rest = line.partition(" ")
            if known := getattr(self, f"_{word}", None):
                known(*self._placed(word, rest.strip()))
            elif read := _EVENT.fullmatch(line):
                self._happened(_Event(**read.groupdict()))
            else:
                raise ValueError(f"cannot read {line!r}")
        for name, row in self._rows.items():
            self._writer.execute("delete from handoffs where native_id = $1", [name])
            self._insert("handoffs", row)
        self._rows = {}

    def key(self, name: str) -> int:
        """The key of a hand-off: `h1`, or `h1>` for what passing it on made."""
        root = name.rstrip(">")
        source = "dashboard" if root in self._of_dashboard else "log"
        key = self._writer.execute("select handoff_key($1, $2)", [source, root])[0][0]
        for _ in range(len(name) - len(root)):
            key = self._writer.execute("select hash($1::ubigint, 'passed on')", [key])[0][0]
        return int(key)

    def _placed(self, word: str, rest: str) -> tuple[int, str]:
        self._count[word] = self._count.get(word, 0) + 1
        return self._count[word], rest

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        values = ", ".join(f"${name}" for name in row)
        self._writer.execute(f"insert into {table} ({', '.join(row)}) values ({values})", row)

    # The organisation ------------------------------------------------------------------------------------------------

    def _calendar(self, _: int, text: str) -> None:
        name, zone, days, *hours = text.split()
        first, _, last = days.partition("-")
        weekdays = range(WEEKDAYS.index(first) + 1, WEEKDAYS.index(last or first) + 2)
        for weekday in weekdays:
            for opens, _, closes in (one.partition("-") for one in hours):
                clock = {"opens": time.fromisoformat(opens), "closes": time.fromisoformat(closes)}
                self._insert("calendars", {"calendar": name, "zone": zone, "weekday": weekday, **clock})

    def _holiday(self, _: int, text: str) -> None:
        name, day = text.split()
        self._insert("holidays", {"calendar": name, "day": date.fromisoformat(day), "name": "a holiday"})

    def _department(self, position: int, text: str) -> None:
        rest, marks = _marks(text)
        name, _, calendar = rest.partition(" ")
        declared = float(marks["declared"]) / 100 if "declared" in marks else None
        row = {"department": name, "position": position, "calendar": calendar.strip() or None}
        self._insert("departments", {**row, "is_social_team": "social" in marks, "declared_share": declared})

    def _roster(self, _: int, text: str) -> None:
        rest, marks = _marks(text)
        rest, days = _days(rest)
        person, _, department = rest.partition(" in ")
        told = {"handle": marks.get("handle"), "platform": marks.get("on"), "signature": marks.get("signs")}
        roles = {"is_leader": "leader" in marks, "speaks_for_us": "speaks" in marks}
        self._insert("roster", {"person": person, "department": department, **told, **roles, **days})

    def _promise(self, _: int, text: str) -> None:
        rest, marks = _marks(text)
        rest, days = _days(rest)
        department, number, unit = rest.split()
        row = {
            "department": None if department == "public" else department,
            "channel_key": self._channel(marks["on"]) if "on" in marks else None,
            "topic": marks.get("about"),
            "target_seconds": int(float(number) * SECONDS[unit]),
            "clock": "business" if "business" in marks else "wall",
        }
        self._insert("promises", {**row, **days})

    def _topic(self, position: int, text: str) -> None:
        rest, marks = _marks(text)
        rest, days = _days(rest)
        topic, _, rest = rest.partition(":")
        words, _, owner = rest.partition("->")
        row = {"topic": topic, "position": position, "words": [word.strip() for word in words.split(",")]}
        weight = float(marks.get("weight", 1))
        self._insert("topics", {**row, "weight": weight, "department": owner.strip() or None, **days})

    def _audience(self, position: int, text: str) -> None:
        audience, _, words = text.partition(":")
        row = {"audience": audience, "position": position, "words": [word.strip() for word in words.split(",")]}
        self._insert("audiences", row)

    # What is asked ---------------------------------------------------------------------------------------------------

    def _happened(self, event: "_Event") -> None:
        if event.verb == "ask":
            self._ask(event)
        elif event.name in self._rows and not (event.passed or event.is_done or event.verb == "dispute"):
            self._note(event)
            return
        if event.verb != "ask" or event.is_done:
            self._act(event)

    def _ask(self, event: "_Event") -> None:
        if not (read := _ASK.fullmatch(event.rest)):
            raise ValueError(f"cannot read what {event.name} asks: {event.rest!r}")
        department, about, kind, asker = read.groups()
        if event.is_done:
            self._of_dashboard.add(event.name)
        else:
            row = {"handoff_key": self.key(event.name), "source": "log", "native_id": event.name}
            asked = {"department": department, "kind": kind or "input", "question": event.note, "asked_by": asker}
            self._rows[event.name] = {**row, **asked, "asked_at": self._at(event.at), "reminders": []}
        for link in (about or "").split():
            self.link(event.name, link)

    def link(self, name: str, link: str) -> None:
        """Say what a hand-off is about: the id of a message on x, or an address."""
        ids = None if "." in link else [link]
        row = {"handoff_key": self.key(name), "link": link, "platform": "x" if ids else None, "native_ids": ids}
        self._insert("handoff_links", row)
        if not ids:
            self._writer.execute("update handoff_links set permalink_key = permalink_key(link) where link = $1", [link])

    def _note(self, event: "_Event") -> None:
        row, moment, verb, rest = self._rows[event.name], self._at(event.at), event.verb, event.rest
        who = rest.removeprefix("by ") if rest.startswith("by ") else None
        if verb == "remind":
            row["reminders"] = [*row["reminders"], moment]
        elif verb == "answer":
            row |= {"answered_at": moment, "answered_by": who}
        elif verb == "join":
            row |= {"joined_by": who}
        else:
            ends = {"decline": rest.strip("()"), "pass": "passed on", "close": "closed"}
            row |= {"ended_at": moment, "outcome": ends[verb]}
            if verb == "pass":
                row |= {"passed_to": rest.removeprefix("to ")}

    def _act(self, event: "_Event") -> None:
        moment, verb, rest = self._at(event.at), event.verb, event.rest
        asked = _ASK.fullmatch(rest) if verb == "ask" else None
        self._count["act"] = self._count.get("act", 0) + 1
        by = asked[4] if asked else rest.removeprefix("by ") if rest.startswith("by ") else None
        self._insert(
            "handoff_acts",
            {
                "act_id": f"a{self._count['act']}",
                "handoff_key": self.key(event.name + event.passed),
                "act": ACTS[verb],
                "acted_at": moment,
                "acted_by": by,
                "department": asked[1] if asked else rest.removeprefix("to ") if verb == "pass" else None,
                "kind": asked[3] if asked else None,
                "reason": rest.strip("()") if verb == "decline" else None,
                "note": event.note,
                "noted_at": moment,
                "undone_at": moment if "undone" in _marks(event.marks)[1] else None,
            },
        )
