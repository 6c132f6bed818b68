"""One measured task in a process of its own: `python -m bench.tasks TASK CORPUS WAREHOUSE` prints them as JSON."""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from bench import polars_marts
from connectors.files import import_file
from connectors.profile import Profile, read
from queries import marts
from queries.engine import measure, watermark
from queries.metric import metrics
from queries.scope import Period, Scope, last_days
from warehouse import Home, Snapshot, current, open_writer, publish

NOW = datetime(2026, 7, 1)
ROUNDS = 5
Figures = dict[str, float | None]

PROFILE = """
table = "messages"
platform = "x"
observed_until = "2026-06-30T00:00:00Z"
[columns]
native_id = "tweet_id"
parent_id = "in_reply_to"
author_id = "author"
published_at = "created_at"
text = "text"
channel = "channel"
[ours]
column = "inbound"
values = ["false"]
"""

_BARE = """
create table bare as
select tweet_id, author, inbound, created_at, in_reply_to, channel, text
from read_csv($1, header = true, types = {
    'tweet_id': 'varchar', 'in_reply_to': 'varchar', 'created_at': 'timestamp', 'inbound': 'boolean'})
"""


def timed(work: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def bare(file: Path, folder: Path) -> Figures:
    """The CSV into a plain table, on disk."""
    place = folder.with_suffix(".bare.duckdb")
    times = []
    for _ in range(3):
        place.unlink(missing_ok=True)
        with duckdb.connect(str(place)) as connection:
            times.append(timed(lambda: connection.execute(_BARE, [str(file)])))
    place.unlink()
    return {"bare INSERT … SELECT": median(times)}


def load(file: Path, folder: Path) -> Figures:
    """A first import of the file, with marts and publishing, against the bare insert of the same run."""
    shutil.rmtree(folder, ignore_errors=True)
    how = profile(folder.with_suffix(".toml"))
    reference = bare(file, folder)["bare INSERT … SELECT"]
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        imported = timed(lambda: import_file(writer, file, how, now=NOW, progress=lambda _: None))
        built = timed(lambda: marts.refresh(writer))
        published = timed(lambda: publish(writer))
    return {
        "import": imported,
        "marts": built,
        "publish": published,
        "(import + marts) ÷ bare INSERT": (imported + built) / (reference or 1),
        "memory of import and marts, MB": peak(),
    }


def rebuild(_file: Path, folder: Path) -> Figures:
    """All marts anew."""
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        times = [timed(lambda: marts.refresh(writer, full=True)) for _ in range(3)]
        publish(writer)
    return {"full rebuild of the marts": median(times), "memory of a rebuild, MB": peak()}


def polars(_file: Path, folder: Path) -> Figures:
    """What Polars takes for roots, exchanges and conversations of the same rows, in turns with ours."""
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        rows = polars_marts.read(writer)
        ours, theirs = [], []
        for _ in range(2):
            ours.append(timed(lambda: marts.refresh(writer, full=True)))
            theirs.append(timed(lambda: polars_marts.build(rows)))
        exchanges = writer.execute("select count(*) from exchanges")[0][0]
        publish(writer)
    found = len(polars_marts.build(rows)[0])
    assert found == exchanges, f"Polars finds {found} exchanges, we {exchanges}"
    return {"the same in Polars": median(theirs), "rebuild ÷ Polars": median(ours) / median(theirs)}


def refresh(_file: Path, folder: Path) -> Figures:
    """10 k new messages, every second one an answer to a recent question."""
    loads, builds = [], []
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        recent = [i for (i,) in writer.execute("select native_id from messages order by published_at desc limit 5000")]
        for round_ in range(ROUNDS):
            rows = [_new(round_, i, recent) for i in range(10_000)]
            with writer.transaction():
                loads.append(timed(lambda rows=rows: writer.upsert_messages(rows)))
            builds.append(timed(lambda: marts.refresh(writer)))
            writer.checkpoint()
        full = timed(lambda: marts.refresh(writer, full=True))
    both = [a + b for a, b in zip(loads, builds, strict=True)]
    return {
        "10 k new messages: upsert": median(loads),
        "10 k new messages: marts": median(builds),
        "10 k new messages ÷ full rebuild": median(both) / full,
    }


def edits(_file: Path, folder: Path) -> Figures:
    """1,000 edits over all history, and 1,000 of the last days."""
    times: dict[str, list[float]] = {"scattered": [], "recent": []}
    orders = {"scattered": "hash(native_id)", "recent": "published_at desc, native_id"}
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        for round_ in range(ROUNDS):
            for where, order in orders.items():
                found = writer.execute(
                    f"select platform, native_id, published_at from messages order by {order} limit 1000"
                )
                edited = datetime(2026, 6, 30) + timedelta(minutes=round_)
                rows = [_edit(*row, edited) for row in found]

                def work(rows: list[dict[str, Any]] = rows) -> None:
                    with writer.transaction():
                        writer.upsert_messages(rows)
                    marts.refresh(writer)

                times[where].append(timed(work))
                writer.checkpoint()
        publish(writer)
    return {
        "1,000 edits over all history": median(times["scattered"]),
        "scattered ÷ recent edits": median(times["scattered"]) / median(times["recent"]),
    }


def page(_file: Path, folder: Path) -> Figures:
    """What the start page asks: all metrics with comparison, by channel, by week, by weekday and hour."""
    snapshot = current(Home(folder))
    before = peak()
    latest = watermark(snapshot) or NOW
    few = tuple(key for (key,) in snapshot.rows("select channel_key from channels order by channel_key limit 5"))
    scopes = {
        "90 d, 5 channels": Scope(last_days(latest, 90, "UTC"), channels=few),
        "365 d": Scope(last_days(latest, 365, "UTC")),
    }
    found: Figures = {}
    for name, scope in scopes.items():
        asked, scanned = [], []
        for _ in range(ROUNDS):
            scanned.append(timed(lambda scope=scope: _scan(snapshot, scope.period)))
            asked.append(timed(lambda scope=scope: ask_page(snapshot, scope)))
        found[f"page, {name}"] = median(asked)
        found[f"page ÷ one scan, {name}"] = median(asked) / median(scanned)
    return {**found, "memory of the page, MB": peak() - before}


def ask_page(snapshot: Snapshot, scope: Scope) -> None:
    """The queries of the start page."""
    for name in metrics():
        measure(snapshot, name, scope)
    for name in ("conversations.started", "conversations.reply_rate", "conversations.first_response"):
        measure(snapshot, name, scope, by="channel")
    for name in ("conversations.reply_rate", "conversations.first_response", "conversations.waiting"):
        measure(snapshot, name, scope, by="week")
    measure(snapshot, "conversations.started", scope, by="weekday_hour")


def _scan(snapshot: Snapshot, period: Period) -> None:
    since, until = period.bounds("UTC")
    snapshot.rows(
        "select max(asked_at), max(answered_at), max(withdrawn_at), max(due_at), max(channel_key), "
        "max(conversation_key), max(ordinal), max(started_at) from exchanges where asked_at >= $1 and asked_at < $2",
        [since, until],
    )
    snapshot.rows(
        "select max(started_at), max(first_answer_at), max(further_at), max(exchanges_within_horizon), "
        "max(channel_key) from conversations where started_at >= $1 and started_at < $2",
        [since, until],
    )


def profile(place: Path) -> Profile:
    """The profile of the corpus, written to a file and read from it."""
    place.write_text(PROFILE, encoding="utf-8")
    return read(place)


def _new(round_: int, i: int, recent: list[str]) -> dict[str, Any]:
    return {
        "platform": "x",
        "native_id": str(3_000_000_000_000_000_000 + round_ * 10_000 + i),
        "channel_id": f"account{i % 20}",
        "author_id": f"newcomer{i}" if i % 2 else f"account{i % 20}",
        "is_ours": i % 2 == 0,
        "parent_id": recent[i // 2] if i % 2 == 0 else None,
        "published_at": datetime(2026, 6, 29, 12) + timedelta(seconds=i),
        "first_seen_at": NOW,
        "text": "When will this be mended?",
    }


def _edit(platform: str, native_id: str, published_at: datetime, edited_at: datetime) -> dict[str, Any]:
    return {
        "platform": platform,
        "native_id": native_id,
        "published_at": published_at,
        "edited_at": edited_at,
        "first_seen_at": NOW,
        "text": f"Edited at {edited_at}: is anybody there?",
    }


TASKS = {task.__name__: task for task in (bare, load, rebuild, polars, refresh, edits, page)}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
