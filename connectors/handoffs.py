"""Find what somebody names: a hand-off, the department meant, the messages that a link leads to, an act.

All of it is read from the published snapshot, so that it can be found while a sync runs.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.errors import CalledWronglyError
from connectors.links import Reference, read
from warehouse import Snapshot, WarehouseError

#: The letters of short ids, in the order of their value: no i, l, o and u, which are misread.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans("ilo", "110")
_SHORTEST = 4


@dataclass(frozen=True)
class Handoff:
    """A hand-off as it stands now. Times are UTC; `short` is what people type for it."""

    key: int
    short: str
    department: str
    kind: str
    question: str | None
    asked_at: datetime
    asked_at_latest: bool
    asked_by: str | None
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    link: str | None
    acts: tuple[str, ...]
    """Ids of what was done about it and stands, oldest first."""

    @property
    def state(self) -> str:
        """`open`, or how it ended."""
        return self.outcome or "open"


def handoffs(snapshot: Snapshot) -> list[Handoff]:
    """All hand-offs, oldest first. Raises WarehouseError where the snapshot knows of none such."""
    if not snapshot.rows("from duckdb_tables() where table_name = 'requests'"):
        raise WarehouseError(
            "An older Rapport published these figures: run `python -m connectors sync`, which publishes them anew."
        )
    rows = snapshot.records(_HANDOFFS)
    names = short_names([row["key"] for row in rows])
    return [Handoff(**{**row, "short": names[row["key"]], "acts": tuple(row["acts"])}) for row in rows]


_HANDOFFS = """
    select
        r.handoff_key as key, r.department, r.kind, r.question, r.asked_at, r.asked_at_latest, r.asked_by,
        r.answered_at, r.ended_at, r.outcome, l.link, coalesce(a.acts, []) as acts
    from requests r
    left join (select handoff_key, arg_min(link, rowid) as link from handoff_links group by all) l using (handoff_key)
    left join (
        select handoff_key, list(act_id order by acted_at, noted_at) as acts
        from handoff_acts where undone_at is null group by all
    ) a using (handoff_key)
    order by r.asked_at, r.handoff_key
"""


def short_names(keys: Sequence[int]) -> dict[int, str]:
    """The shortest beginnings, of one length, by which keys can be told apart."""
    whole = {key: _spelled(key) for key in keys}
    length = _SHORTEST
    while length < 13 and len({name[:length] for name in whole.values()}) < len(whole):
        length += 1
    return {key: name[:length] for key, name in whole.items()}


def _spelled(key: int) -> str:
    return "".join(ALPHABET[(key >> shift) & 31] for shift in range(60, -1, -5))


def find_handoff(snapshot: Snapshot, name: str, department: str | None) -> Handoff:
    """The hand-off that somebody means by its short id, its key, or a link and a department.

    Raises CalledWronglyError, which says what to give instead.
    """
    known = handoffs(snapshot)
    word = name.strip().lower().translate(_MISREAD)
    found = [one for one in known if str(one.key) == name.strip()]
    found = found or [one for one in known if len(word) >= _SHORTEST and _spelled(one.key).startswith(word)]
    if not found and (references := references_in(snapshot, name)):
        about = handoffs_about(snapshot, references)
        found = [one for one in known if one.key in about]
        if department is not None:
            meant = find_department(snapshot, department)
            found = [one for one in found if one.department == meant]
        found = [one for one in found if one.state == "open"] or found[-1:]
    if len(found) == 1:
        return found[0]
    if found:
        which = ", ".join(f"{_spelled(one.key)[:8]} ({one.department})" for one in found[:9])
        raise CalledWronglyError(f"{name} may mean {len(found)} hand-offs: say which one, {which}.")
    raise CalledWronglyError(
        f"There is no hand-off {name}: `python -m connectors handoffs` lists them. One that was noted just now can be "
        "found once the running sync has taken it in."
    )


def references_in(snapshot: Snapshot, text: str) -> tuple[Reference, ...]:
    """The links and ids in a text, by the platforms of this warehouse."""
    return read(text, {platform for (platform,) in snapshot.rows("select distinct platform from channels")})


def messages_at(snapshot: Snapshot, references: Sequence[Reference]) -> set[int]:
    """The keys of the messages that links lead to."""
    return {key for one in references for (key,) in snapshot.rows(_MESSAGES, _values(one))}


def handoffs_about(snapshot: Snapshot, references: Sequence[Reference]) -> set[int]:
    """The keys of the hand-offs about these links, or about the conversations that they lead to."""
    found: set[int] = set()
    for one in references:
        found |= {key for (key,) in snapshot.rows(_LINKED, _values(one))}
    for message_key in messages_at(snapshot, references):
        found |= {key for (key,) in snapshot.rows(_SAME_CONVERSATION, [message_key])}
    return found


def _values(reference: Reference) -> dict[str, Any]:
    return {"link": reference.link, "platform": reference.platform, "ids": list(reference.native_ids)}


_MESSAGES = """
    select message_key from messages
    where permalink_key = permalink_key($link) or message_key in (
        select message_key(platform, native_id)
        from (select distinct platform from channels where $platform::varchar is null or platform = $platform::varchar),
            (select unnest($ids::varchar[]) as native_id)
    )
"""

_LINKED = """
    select handoff_key from handoff_links
    where link = $link or permalink_key = permalink_key($link)
        or (platform is not distinct from $platform::varchar and list_has_any(native_ids, $ids::varchar[]))
"""

_SAME_CONVERSATION = """
    select handoff_key from request_conversations
    where conversation_key in (select conversation_key from thread_messages where message_key = $1)
"""


def find_department(snapshot: Snapshot, name: str, *, may_be_new: bool = False, is_new: bool = False) -> str:
    """The department that somebody means, as it is written here; else the name itself, where it may be new.

    Raises CalledWronglyError for a name like one that is known, unless it `is_new`, and for any other where it may not
    be new.
    """
    given = " ".join(name.split())
    if not given:
        raise CalledWronglyError("The name of the department is empty: give it with --department.")
    known = departments(snapshot)
    same = {one.casefold(): one for one in known}
    if given.casefold() in same:
        return same[given.casefold()]
    begun = [one for one in known if one.casefold().startswith(given.casefold())]
    close = begun or [same[one] for one in difflib.get_close_matches(given.casefold(), same, 1, cutoff=0.75)]
    if close and not is_new:
        or_new = " If it is a new one, add --new-department." if may_be_new else ""
        raise CalledWronglyError(f"There is no department ‘{given}’: did you mean ‘{close[0]}’?{or_new}")
    if not may_be_new:
        there = f"there are {', '.join(known)}" if known else "none is known yet"
        raise CalledWronglyError(f"There is no department ‘{given}’: {there}.")
    return given


def departments(snapshot: Snapshot) -> list[str]:
    """The departments there are, in the order of the workbook, then those that only hand-offs name."""
    rows = snapshot.rows(
        """
        select department from (
            select department, position from departments union all select department, null from handoffs
        ) group by department order by min(position) nulls last, department
        """
    )
    return [name for (name,) in rows]
