"""Ask a department about a conversation, and note what came of it: the commands ask, answer, remind, dispute, undo.

Each is an act that goes into the inbox (warehouse/inbox.py) and shows in the figures as soon as it is taken in: at once
by the command itself, or by the sync that runs meanwhile.
"""

import argparse
import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from connectors import sync
from connectors.errors import CalledWronglyError
from connectors.handoffs import (
    Handoff,
    departments,
    find_department,
    find_handoff,
    handoffs,
    handoffs_about,
    messages_at,
    references_in,
    short_names,
)
from connectors.links import Reference
from connectors.progress import Progress, utc_now
from queries import marts
from queries.reading import about
from warehouse import Busy, Home, NothingPublished, Snapshot, current, inbox, open_writer
from warehouse.acts import ASKED, Act, Link, Undo

State: TypeAlias = Literal["shown", "noted", "unchanged"]


@dataclass(frozen=True)
class Ground:
    """What a command stands on: the published figures, the organisation's zone, and what time it is (UTC).

    `patience` is how many seconds to wait for another process to show what was noted.
    """

    home: Home
    progress: Progress
    patience: float
    snapshot: Snapshot
    zone: ZoneInfo
    now: datetime
    is_sample: bool

    def told(self, at: datetime) -> str:
        """A time as people read it there."""
        return f"{at.replace(tzinfo=UTC).astimezone(self.zone):%Y-%m-%d %H:%M}"


def ground(home: Home, progress: Progress, patience: float = 10.0) -> Ground:
    """Where a command begins. In the made-up organisation time stands still at the end of its data."""
    snapshot = current(home)
    known = about(snapshot)
    at = utc_now()
    if known.is_sample:
        at = snapshot.rows("select max(complete_until) from channels")[0][0] or at
    return Ground(home, progress, patience, snapshot, ZoneInfo(known.settings.zone), at, known.is_sample)


def ask(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """Ask a department about a conversation; asked again while that is open, it is a reminder or nothing."""
    here = ground(home, progress, arguments.wait)
    references = _references(here, arguments.link, arguments.message_key)
    department = find_department(here.snapshot, arguments.department, may_be_new=True, is_new=arguments.new_department)
    asked_at = _time(here, arguments.asked_at, "--asked-at")
    act_id = arguments.act_id or uuid.uuid4().hex
    key = int(here.snapshot.rows("select handoff_key($1, $2)", [ASKED, act_id])[0][0])
    if _is_known(here, act_id):
        return
    same = handoffs_about(here.snapshot, references)
    open_ones = [
        one
        for one in handoffs(here.snapshot)
        if one.key in same and (one.department, one.kind, one.state) == (department, arguments.kind, "open")
    ]
    if open_ones and not arguments.again:
        one = open_ones[0]
        sentence = (
            f"{department} was asked about this already on {here.told(one.asked_at)}, and it is open: nothing was "
            f"changed. --again notes a reminder; `python -m connectors answer {one.short}` notes an answer."
        )
        _unchanged(here, one, sentence)
        return
    if open_ones:
        _remind(arguments, here, open_ones[0], asked_at)
        return
    act = Act(
        act_id,
        "asked",
        key,
        asked_at,
        utc_now(),
        _text(arguments.by),
        department,
        arguments.kind,
        note=_text(arguments.question),
        links=tuple(Link(one.link, one.platform, one.native_ids) for one in references),
        about_sample=here.is_sample,
    )
    short = short_names([*(one.key for one in handoffs(here.snapshot)), key])[key]
    sentence = f"{short}: {department} is asked, as of {here.told(asked_at)}."
    if department not in departments(here.snapshot):
        sentence += f" The department ‘{department}’ is new here."
    if not messages_at(here.snapshot, references):
        sentence += " No message here has this address yet: it counts under one as soon as a sync brings it."
    _deliver(here, act, sentence + _standing(here, arguments.asked_at), (str(key), short))


def answer(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """Note that a hand-off was answered, or ended in another way. The first end counts; an answer also after it."""
    here = ground(home, progress, arguments.wait)
    one = find_handoff(here.snapshot, arguments.handoff, arguments.department)
    if _is_known(here, arguments.act_id):
        return
    at = _time(here, arguments.when, "--when")
    act = _end(arguments)
    if one.state == "answered" or (one.state != "open" and act != "answered"):
        ended_at = one.answered_at or one.ended_at
        when = f" on {here.told(ended_at)}" if ended_at else ""
        _unchanged(here, one, f"{one.short} came to its end{when} ({one.state}): nothing was changed.")
        return
    _refuse_before(here, one, at)
    passed_to = _passed_to(arguments, here, one)
    end = Act(
        arguments.act_id or uuid.uuid4().hex,
        act,
        one.key,
        at,
        utc_now(),
        _text(arguments.by),
        passed_to,
        reason=arguments.declined,
        note=_text(arguments.note),
        about_sample=here.is_sample,
    )
    words = arguments.declined or (f"passed on to {passed_to}" if passed_to else act)
    sentence = f"{one.short} ({one.department}): {words}, as of {here.told(at)}."
    _deliver(here, end, sentence + _standing(here, arguments.when), (str(one.key), one.short))


def _end(arguments: argparse.Namespace) -> Literal["answered", "declined", "passed on", "closed"]:
    if arguments.declined:
        return "declined"
    if arguments.passed_to:
        return "passed on"
    return "closed" if arguments.closed else "answered"


def _passed_to(arguments: argparse.Namespace, here: Ground, one: Handoff) -> str | None:
    if not arguments.passed_to:
        return None
    department = find_department(here.snapshot, arguments.passed_to, may_be_new=True, is_new=arguments.new_department)
    if department == one.department:
        raise CalledWronglyError(f"{one.short} is with {department} already: name another department to pass it to.")
    return department


def _refuse_before(here: Ground, one: Handoff, at: datetime) -> None:
    if at < one.asked_at and not one.asked_at_latest:
        raise CalledWronglyError(
            f"{here.told(at)} is before {one.short} was asked, on {here.told(one.asked_at)}: correct the time."
        )


def remind(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """Note that a department was reminded of a hand-off that is open."""
    here = ground(home, progress, arguments.wait)
    one = find_handoff(here.snapshot, arguments.handoff, arguments.department)
    if not _is_known(here, arguments.act_id):
        _remind(arguments, here, one, _time(here, arguments.when, "--when"))


def _remind(arguments: argparse.Namespace, here: Ground, one: Handoff, at: datetime) -> None:
    if one.state != "open":
        _unchanged(here, one, f"{one.short} is not open ({one.state}): there is nothing to remind of.")
        return
    _refuse_before(here, one, at)
    act_id = arguments.act_id or uuid.uuid4().hex
    act = Act(act_id, "reminded", one.key, at, utc_now(), _text(arguments.by), about_sample=here.is_sample)
    sentence = f"{one.short}: {one.department} was reminded, as of {here.told(at)}."
    _deliver(here, act, sentence + _standing(here, None), (str(one.key), one.short))


def dispute(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """Note that a department sees a hand-off otherwise than it is written."""
    here = ground(home, progress, arguments.wait)
    one = find_handoff(here.snapshot, arguments.handoff, arguments.department)
    if _is_known(here, arguments.act_id):
        return
    at = _time(here, arguments.when, "--when")
    act_id = arguments.act_id or uuid.uuid4().hex
    note, by = _text(arguments.note), _text(arguments.by)
    act = Act(act_id, "disputed", one.key, at, utc_now(), by, note=note, about_sample=here.is_sample)
    sentence = f"{one.short} ({one.department}) is disputed."
    _deliver(here, act, sentence + _standing(here, arguments.when), (str(one.key), one.short))


def undo(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """Take an act back, given by its id or the beginning of it."""
    here = ground(home, progress, arguments.wait)
    found: dict[str, tuple[str, int, datetime | None]] = {
        act_id: (act, key, undone_at)
        for act_id, act, key, undone_at in here.snapshot.rows(
            "select act_id, act, handoff_key, undone_at from handoff_acts where starts_with(act_id, $1)",
            [arguments.act],
        )
    }
    for entry in inbox.entries(home):
        if isinstance(entry, Act) and entry.act_id.startswith(arguments.act):
            found.setdefault(entry.act_id, (entry.act, entry.handoff_key, None))
    if arguments.act in found:
        found = {arguments.act: found[arguments.act]}
    if len(found) != 1:
        raise CalledWronglyError(
            f"{arguments.act} may mean {len(found)} acts: give more of its id."
            if found
            else f"There is no act {arguments.act}: give the id that was told when it was noted."
        )
    ((act_id, (act, key, undone_at)),) = found.items()
    short = short_names([*(one.key for one in handoffs(here.snapshot)), key])[key]
    names = (str(key), short)
    if undone_at is not None:
        sentence = f"This was undone already, on {here.told(undone_at)}: nothing was changed."
        _told(here, act_id, "unchanged", names, sentence)
        return
    taken_back = Undo(act_id, utc_now(), utc_now(), _text(arguments.by), about_sample=here.is_sample)
    _deliver(here, taken_back, f"{short}: ‘{act}’ is undone.", names)


def show(arguments: argparse.Namespace, home: Home, progress: Progress) -> None:
    """List hand-offs, oldest first, by the ids to name them with."""
    here = ground(home, progress)
    found = handoffs(here.snapshot)
    if arguments.department is not None:
        department = find_department(here.snapshot, arguments.department)
        found = [one for one in found if one.department == department]
    found = [one for one in found if one.state == "open" or not arguments.open]
    for one in found:
        words = _line(one.question or one.link or "")
        line = f"{one.short}  {here.told(one.asked_at)}  {_line(one.department)}  {one.state}  {words}"
        progress("handoff", **_fields(one), detail=line.rstrip())
    if not found:
        progress("note", detail="There is no such hand-off.")


def _fields(one: Handoff) -> dict[str, Any]:
    return {
        "handoff": one.short,
        "handoff_key": str(one.key),
        "state": one.state,
        "department": one.department,
        "kind": one.kind,
        "question": one.question,
        "link": one.link,
        "asked_at": _iso(one.asked_at),
        "asked_by": one.asked_by,
        "answered_at": _iso(one.answered_at),
        "ended_at": _iso(one.ended_at),
        "acts": one.acts,
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else f"{at.isoformat(timespec='seconds')}Z"


def _line(text: str, longest: int = 70) -> str:
    """Text from outside on one line of a terminal."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _references(here: Ground, link: str, message_key: str | None) -> tuple[Reference, ...]:
    if message_key is not None and message_key.isdecimal() and len(message_key) <= 20:
        rows = here.snapshot.rows(
            "select platform, native_id from messages where message_key = $1::hugeint", [int(message_key)]
        )
        if rows:
            platform, native_id = rows[0]
            return (Reference(_text(link) or f"{platform}:{native_id}", platform, (native_id,)),)
    if references := references_in(here.snapshot, _text(link) or ""):
        return references
    raise CalledWronglyError(
        f"‘{_line(link)}’ is no link and no id: give the address of a message, or platform:id, as in x:158000."
    )


def _time(here: Ground, text: str | None, option: str) -> datetime:
    """A time given in the organisation's zone, in UTC; now where none is given."""
    if text is None:
        return here.now
    today = here.now.replace(tzinfo=UTC).astimezone(here.zone)
    if re.fullmatch(r"\d{1,2}:\d\d", text):
        text = f"{today:%Y-%m-%d} {text.rjust(5, '0')}"
    try:
        if re.fullmatch(r"[\d-]+", text):
            raise ValueError("a day without a time")
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=here.zone)).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise CalledWronglyError(
            f"{option} {text} is no time: write {today:%Y-%m-%d %H:%M}, or {today:%H:%M} for today."
        ) from None
    if at > here.now:
        whose = "the end of the sample's data" if here.is_sample else "now"
        raise CalledWronglyError(f"{option} {text} lies in the future: {whose} is {here.told(here.now)} ({here.zone}).")
    return at


def _standing(here: Ground, given: str | None) -> str:
    return "" if given or not here.is_sample else " In the made-up organisation time stands still there."


def _text(text: str | None) -> str | None:
    """Any text as it is; what is no Unicode, such as a broken byte of a terminal, as question marks."""
    return text.encode(errors="replace").decode() if text else None


def _is_known(here: Ground, act_id: str | None) -> bool:
    """Whether an act was noted before under this id; says so then."""
    rows = here.snapshot.rows("select act, handoff_key from handoff_acts where act_id = $1", [act_id])
    for act, key in rows:
        short = short_names([*(one.key for one in handoffs(here.snapshot)), key])[key]
        sentence = f"{short}: ‘{act}’ was noted already under this id."
        _told(here, act_id, "shown", (str(key), short), sentence)
    return bool(rows)


def _unchanged(here: Ground, one: Handoff, sentence: str) -> None:
    _told(here, None, "unchanged", (str(one.key), one.short), sentence)


def _told(here: Ground, act_id: str | None, state: State, handoff: tuple[str, str], sentence: str) -> None:
    key, short = handoff
    here.progress("noted", act_id=act_id, handoff_key=key, handoff=short, state=state, detail=sentence)


def _deliver(here: Ground, entry: Act | Undo, sentence: str, handoff: tuple[str, str]) -> None:
    """Lay an act into the inbox, see that it shows or wait until another process shows it, and say so."""
    inbox.put(here.home, entry)
    is_shown = _is_taken_in(here, entry)
    if not is_shown:
        sentence += " A sync is running: this is noted, and shows when the sync gets to it."
    if isinstance(entry, Act):
        is_ours = re.fullmatch(r"[0-9a-f]{32}", entry.act_id)
        sentence += f" To take it back: `python -m connectors undo {entry.act_id[:8] if is_ours else entry.act_id}`."
    _told(here, entry.act_id, "shown" if is_shown else "noted", handoff, sentence)


def _is_taken_in(here: Ground, entry: Act | Undo) -> bool:
    """Take the inbox in and publish, or else wait for who holds the writer to do so; whether it shows."""
    until = time.monotonic() + here.patience
    while True:
        try:
            with open_writer(here.home, marts.TEXT_VERDICTS, patience=0) as writer:
                sync.show(writer, here.progress)
            return True
        except Busy:
            if _is_published(here.home, entry):
                return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.1)


def _is_published(home: Home, entry: Act | Undo) -> bool:
    try:
        rows = current(home).rows("select undone_at from handoff_acts where act_id = $1", [entry.act_id])
    except NothingPublished:
        return False
    return any(isinstance(entry, Act) or undone_at is not None for (undone_at,) in rows)
