"""Build the marts of the organisation: hand-offs with their conversations and clocks, and who held the clock meanwhile.

Hand-offs are few beside messages, so these marts are made whole whenever anything that they rest on has changed: facts
of the organisation, or conversations. That is identical to a full build by construction; see docs/decisions/0006.
"""

import hashlib
from functools import cache
from pathlib import Path

from queries import topics
from warehouse import Writer

FOLDER = Path(__file__).with_name("marts") / "organisation"

#: Steps in order; those of TABLES stay in the file, the others are kept for the length of one build.
STEPS = (
    "channel_watermarks logged handoff_watermarks meant linked merged request_conversations agreed led requests "
    "handoff_clocks held voices held_seconds"
).split()
TABLES = {
    "channel_watermarks": "channel_key",
    "request_conversations": "conversation_key",
    "requests": "asked_at",
    "handoff_watermarks": "source",
    "handoff_clocks": "source",
    "held": "exchange_key",
    "voices": "voice_key",
    "held_seconds": "asked_at",
}
VIEWS = ("answers", "unlogged_waits", "ledger")

#: The facts that these marts rest on, beside conversations.
_FACTS = (
    "channels handoffs handoff_links handoff_sources handoff_acts departments roster promises audiences topics "
    "calendar_openings settings"
).split()


def refresh(writer: Writer, *, conversations_changed: bool) -> bool:
    """Bring the marts up to date, within the caller's transaction; returns whether anything had to be done.

    Needs the tables `rules` and `social_team` of queries/marts.py.
    """
    fingerprint = _fingerprint(writer)
    known = writer.execute("select organisation_built_by from meta")[0][0]
    if known == fingerprint and not conversations_changed:
        return False
    topics.sort_out_audiences(writer)
    for step in STEPS:
        kind = "table" if step in TABLES else "temp table"
        order = f" order by {TABLES[step]}" if step in TABLES else ""
        writer.run_script(f"create or replace {kind} {step} as select * from ({_sql(step)}){order}")
    for step in STEPS:
        if step not in TABLES:
            writer.run_script(f"drop table {step}")
    for view in VIEWS:
        writer.run_script(f"create or replace view {view} as {_sql(view)}")
    writer.execute("update meta set organisation_built_by = $1", [fingerprint])
    return True


def fingerprint_of(writer: Writer, tables: tuple[str, ...] | list[str]) -> str:
    """A hash of all rows of some tables, whatever their order."""
    sums = " union all ".join(
        f"select '{table}' as name, count(*) as rows, sum(hash({table})::hugeint) as sum from {table}"
        for table in tables
    )
    return hashlib.sha256(repr(writer.execute(f"{sums} order by name")).encode()).hexdigest()


def _fingerprint(writer: Writer) -> str:
    digest = hashlib.sha256(fingerprint_of(writer, _FACTS).encode())
    for file in sorted(FOLDER.glob("*.sql")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def _sql(step: str) -> str:
    (file,) = FOLDER.glob(f"[0-9][0-9]_{step}.sql")
    return file.read_text(encoding="utf-8")
