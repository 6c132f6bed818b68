"""Build the marts: from facts to conversations, exchanges, our turns, people, posts and topics.

Each step is one SQL file in `queries/marts`, a plain SELECT whose head says what it makes. A full build runs them over
all messages; after that, a build runs the very same files over the threads that a sync touched, and swaps those
rows in. Both ways give identical rows. The warehouse notes the fingerprint of what it was built with: changed SQL,
settings, calendars or accounts mean a full build. The marts of the organisation follow (queries/organisation.py).
"""

import hashlib
import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from queries import organisation, topics
from queries.settings import Settings, read_settings
from warehouse import Verdicts, Writer

FOLDER = Path(__file__).with_name("marts")
_RULES = (FOLDER / "needs_reply.sql").read_text(encoding="utf-8")
RULES_VERSION = hashlib.sha256(_RULES.encode()).hexdigest()[:12]

#: What is noted of each text when it comes (queries/marts/needs_reply.sql).
TEXT_VERDICTS = Verdicts(
    macros=_RULES,
    columns={
        "mentions": "text_mentions(text)",
        "is_question": "text_is_question(text)",
        "is_closing": "text_is_closing(text)",
        "is_invitation": "if(parent_id is null, text_is_invitation(text), text_is_question(text))",
        "signature": "text_signature(text)",
        "permalink_key": "permalink_key(permalink)",
        "text_rules": f"if(text is null, null, '{RULES_VERSION}')",
    },
)

#: Steps in order, kept for the length of one build.
STEPS = (
    "speakers our_accounts our_names addressed utterances rooted placed aside ordered withdrawn outreach judged "
    "openings episode_starts told rounds chased strand_channels clocked promised"
).split()

#: Steps that are only looked at: what they add to another is less than a table of millions takes to write and to hold.
VIEWS = {"judged", "told"}

#: Marts in order → the order of their rows in the file, which lets a period be read without the rest. First those that
#: read single messages, so that the messages can go before the others are made. What still waits stands apart, so that
#: it is found without what was over long ago.
MARTS = {
    "conversations": "started_at",
    "people": "started_at",
    "thread_messages": "thread_key",
    "exchanges": "ended_at is null, asked_at",
    "our_turns": "spoken_at",
    "posts": "published_at",
    "conversation_topics": "started_at",
}


#: Marts whose rows are made of what was built by one more file: exchanges on a clock, people with the visit before.
FINISHES = {"exchanges": "exchanges_clocked", "people": "people_returned"}

#: All spans in which the social team is open, in one word.
_TEAM_HOURS = """
    select any_value(calendar is not null)::varchar || count(opens_at)
        || '-' || coalesce(sum(hash(opens_at, closes_at)::hugeint), 0)
    from social_team left join calendar_spans using (calendar)
"""

#: In an incremental build: whose visits have changed.
_VISITORS = """
    create or replace temp table visitors as
    select author_key from new_people
    union
    select author_key from people where thread_key in (select thread_key from touched_threads)
"""

Kind = Literal["full", "incremental", "organisation", "none"]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: how it was built, over how many messages, and how long it took in seconds.

    `organisation`: no conversation had changed, but hand-offs, departments or topics had.
    """

    kind: Kind
    messages: int
    seconds: float


def refresh(writer: Writer, *, full: bool = False) -> Refreshed:
    """Bring the marts up to date with the facts, in one transaction of its own."""
    started = time.perf_counter()
    with writer.transaction():
        settings = read_settings(writer.execute("select name, value from settings"))
        kind = _kind(writer, settings, full)
        _state_rules(writer, settings)
        team_changed = _team_changed(writer)
        topics_changed = _topics_changed(writer, settings)
        messages = 0
        if kind == "full":
            _judge_texts_anew(writer)
            writer.run_script("create or replace temp view building as select * from messages")
        elif kind == "incremental":
            writer.run_script(sql("touched_threads"))
        if kind != "none":
            messages = _build(writer, replace=kind == "full")
            writer.run_script("delete from touched")
        if team_changed and kind != "full":
            _clock_exchanges_anew(writer)
        if topics_changed and kind != "full":
            _build_topics(writer)
        changed = kind != "none" or topics_changed or team_changed
        is_new = organisation.refresh(writer, conversations_changed=changed)
        writer.run_script("drop table rules; drop table social_team")
    if kind == "none" and (changed or is_new):
        kind = "organisation"
    return Refreshed(kind, messages, time.perf_counter() - started)


def _kind(writer: Writer, settings: Settings, full: bool) -> Kind:
    """How the marts of conversations are to be built, and a note of what they are built with."""
    fingerprint = _fingerprint(writer, settings)
    if full or _built_by(writer)[0] != fingerprint:
        writer.execute("update meta set marts_built_by = $1", [fingerprint])
        return "full"
    return "incremental" if writer.execute("select 1 from touched limit 1") else "none"


def _built_by(writer: Writer) -> tuple[str, str]:
    """What the marts were built with, and the opening hours of the social team that exchanges are clocked by."""
    marts, _, hours = str(writer.execute("select marts_built_by from meta")[0][0]).partition(" ")
    return marts, hours


def _team_changed(writer: Writer) -> bool:
    """Note when the social team is open; returns whether that is otherwise than before."""
    ((found,),) = writer.execute(_TEAM_HOURS)
    marts, known = _built_by(writer)
    if found == known:
        return False
    writer.execute("update meta set marts_built_by = $1", [f"{marts} {found}"])
    return True


def _topics_changed(writer: Writer, settings: Settings) -> bool:
    """Take the topics of new texts; returns whether topics, their owners or weights are others than before."""
    topics.judge(writer)
    fingerprint = f"{settings.zone} {organisation.fingerprint_of(writer, ['topics'])}"
    if writer.execute("select topics_built_by from meta")[0][0] == fingerprint:
        return False
    writer.execute("update meta set topics_built_by = $1", [fingerprint])
    return True


@cache
def sql(step: str) -> str:
    """The SQL of a step, by its name without the number."""
    (file,) = FOLDER.glob(f"*{step}.sql") if step == "needs_reply" else FOLDER.glob(f"[0-9][0-9]_{step}.sql")
    return file.read_text(encoding="utf-8")


def _fingerprint(writer: Writer, settings: Settings) -> str:
    """What the marts depend on beside the messages: the SQL, the settings, our accounts, calendars and holidays."""
    rules = (settings.gap_public, settings.gap_direct, settings.horizon, settings.public_promise)
    digest = hashlib.sha256(repr(rules).encode())
    for file in sorted(FOLDER.glob("*.sql")):
        digest.update(file.read_bytes())
    for depended_on in (
        "select channel_key, platform, native_id, handle, calendar from channels",
        "select platform, native_id, handle from authors where is_ours",
        "select * from roster where speaks_for_us",
        "select * from calendars where calendar in (select calendar from channels)",
        "select * from holidays where calendar in (select calendar from channels)",
        "select * from promises where department is null",
    ):
        digest.update(repr(sorted(map(repr, writer.execute(depended_on)))).encode())
    return digest.hexdigest()


def _state_rules(writer: Writer, settings: Settings) -> None:
    """Make settings and versions readable in SQL, as the one row of `rules`."""
    writer.execute(
        "create or replace temp table rules as select $1::interval as gap_public, $2::interval as gap_direct, "
        "$3::interval as horizon, $4::interval as public_promise, $5::varchar as rules_version, $6::varchar as zone",
        [
            settings.gap_public,
            settings.gap_direct,
            settings.horizon,
            settings.public_promise,
            RULES_VERSION,
            settings.zone,
        ],
    )
    for table in ("calendar_openings", "calendar_spans", "calendar_days"):
        writer.run_script(f"create or replace table {table} as {sql(table)}")
    writer.run_script(f"create or replace temp table social_team as {sql('social_team')}")


def _judge_texts_anew(writer: Writer) -> None:
    """Take the verdicts again from texts that were judged by other rules; erased texts keep theirs."""
    assignments = ", ".join(f"{column} = {expression}" for column, expression in TEXT_VERDICTS.columns.items())
    writer.execute(
        f"update messages set {assignments} where text is not null and text_rules is distinct from $1", [RULES_VERSION]
    )


def _build(writer: Writer, *, replace: bool) -> int:
    """Run the steps over `building` and write the marts; returns the number of messages."""
    messages = 0
    for step in STEPS:
        writer.run_script(f"create or replace temp {'view' if step in VIEWS else 'table'} {step} as {sql(step)}")
        if step == "placed":
            _place_cycles(writer)
            messages = int(writer.execute("select count(*) from placed")[0][0])
        _drop_what_is_done_with(writer, step, views=VIEWS)
    for mart, order in MARTS.items():
        finish = sql(FINISHES[mart]) if mart in FINISHES else None
        if finish or not replace:
            writer.run_script(f"create or replace temp table new_{mart} as {sql(mart)}")
        if replace:
            writer.run_script(
                f"create or replace table {mart} as select * from ({finish or sql(mart)}) order by {order}"
            )
            if finish:
                writer.run_script(f"drop table new_{mart}")
            writer.run_script(f"create or replace temp view new_{mart} as select * from {mart}")
        else:
            if mart == "people":
                writer.run_script(_VISITORS)
            writer.run_script(f"delete from {mart} where thread_key in (select thread_key from touched_threads)")
            writer.run_script(f"insert into {mart} select * from {f'({finish})' if finish else f'new_{mart}'}")
            if mart == "people":
                _look_back_anew(writer)
        _drop_what_is_done_with(writer, mart, views=VIEWS | {f"new_{name}" for name in MARTS if replace})
    return messages


def _look_back_anew(writer: Writer) -> None:
    """Tell all visits of those whose visits have changed which one was before."""
    writer.run_script(f"""
        create or replace temp table new_people as
        select rowid as place, * exclude (previous_at, previous_joined_at) from people
        where author_key in (select author_key from visitors);
        update people p set previous_at = now.previous_at, previous_joined_at = now.previous_joined_at
        from ({sql("people_returned")}) now
        where p.rowid = now.place
            and (p.previous_at, p.previous_joined_at) is distinct from (now.previous_at, now.previous_joined_at);
        drop table visitors
    """)


def _drop_what_is_done_with(writer: Writer, made: str, views: Collection[str]) -> None:
    """Drop the temporary tables that were read for the last time: at ten million messages each is large."""
    for name in _last_read_by()[made]:
        writer.run_script(f"drop {'view' if name in views else 'table'} {name}")


@cache
def _last_read_by() -> dict[str, list[str]]:
    """Each step and mart with the temporary tables and views that nothing after it reads."""
    order = [*STEPS, *MARTS]
    names = [*STEPS, *(f"new_{mart}" for mart in MARTS)]
    found: dict[str, list[str]] = {made: [] for made in order}
    for made, name in zip(order, names, strict=True):
        last = max({made} | _readers(name, order), key=order.index)
        found[last].append(name)
    return found


def _readers(name: str, order: Sequence[str]) -> set[str]:
    """The steps and marts that read a temporary table, also by way of a view."""
    direct = {step for step in order if re.search(rf"\b{name}\b", sql(step)) and step != name}
    return direct.union(*(_readers(step, order) for step in direct & VIEWS))


def _clock_exchanges_anew(writer: Writer) -> None:
    """Put all exchanges on the clock of the social team again: it is open at other hours than it was."""
    writer.run_script(f"""
        create or replace temp view new_exchanges as
        select * exclude (asked_team, owed_team, ended_team) from exchanges;
        create or replace table exchanges as select * from ({sql("exchanges_clocked")}) order by {MARTS["exchanges"]};
        drop view new_exchanges
    """)


def _build_topics(writer: Writer) -> None:
    """Make the topics of all conversations anew: their words, owners or weights have changed."""
    for mart in ("thread_messages", "conversations"):
        writer.run_script(f"create or replace temp view new_{mart} as select * from {mart}")
    order = MARTS["conversation_topics"]
    writer.run_script(
        f"create or replace table conversation_topics as select * from ({sql('conversation_topics')}) order by {order}"
    )
    for mart in ("thread_messages", "conversations"):
        writer.run_script(f"drop view new_{mart}")


def _place_cycles(writer: Writer) -> None:
    counts = writer.execute("select (select count(*) from placed), (select count(*) from utterances)")[0]
    if counts[0] != counts[1]:
        writer.run_script(f"insert into placed {sql('in_cycles')}")
