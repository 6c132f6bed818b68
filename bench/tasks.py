"""One measured task in a process of its own: `python -m bench.tasks TASK CORPUS WAREHOUSE` prints them as JSON."""

import json
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from bench import click, organisation, page_tasks
from bench.peers import marts as peer_marts
from bench.peers import tasks as peer_tasks
from bench.timing import Figures, peak, size_of, timed
from connectors.files import import_file
from connectors.profile import Profile, read
from queries import marts
from warehouse import Home, open_writer, publish

NOW = datetime(2026, 7, 1)
ROUNDS = 4

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

_PLAIN = """
create table bare as
select tweet_id, author, inbound, created_at, in_reply_to, channel, text
from read_csv($1, header = true, types = {
    'tweet_id': 'varchar', 'in_reply_to': 'varchar', 'created_at': 'timestamp', 'inbound': 'boolean'})
"""


def _bare(file: Path, folder: Path) -> float:
    """Seconds that the CSV takes into a plain table, on disk."""
    place = folder.with_suffix(".bare.duckdb")
    times = []
    for _ in range(_rounds(folder)):
        place.unlink(missing_ok=True)
        with duckdb.connect(str(place)) as connection:
            times.append(timed(lambda: connection.execute(_PLAIN, [str(file)])))
    place.unlink()
    return median(times)


def load(file: Path, folder: Path) -> Figures:
    """A first import of the file, with marts and publishing, against the bare insert of the same run."""
    shutil.rmtree(folder, ignore_errors=True)
    how = profile(folder.with_suffix(".toml"))
    reference = _bare(file, folder)
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        imported = timed(lambda: import_file(writer, file, how, now=NOW, progress=lambda _: None))
        built = timed(lambda: marts.refresh(writer))
        published = timed(lambda: publish(writer))
    return {
        "bare INSERT … SELECT": reference,
        "import": imported,
        "marts": built,
        "publish": published,
        "(import + marts) ÷ bare INSERT": (imported + built) / reference,
        "memory of import and marts, MB": peak(),
    }


def rebuild(_file: Path, folder: Path) -> Figures:
    """All marts anew."""
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        times = [timed(lambda: marts.refresh(writer, full=True)) for _ in range(_rounds(folder))]
        publish(writer)
    return {"full rebuild of the marts": median(times), "memory of a rebuild, MB": peak()}


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
    both = [a + b for a, b in zip(loads, builds, strict=True)]
    return {
        "10 k new messages: upsert": median(loads),
        "10 k new messages: marts": median(builds),
        "10 k new messages, upsert and marts": median(both),
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


def hand_over(_file: Path, folder: Path) -> Figures:
    """Departments and a log of hand-offs, and the marts that follow from them."""
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        organisation.write(writer)
        took = timed(lambda: marts.refresh(writer))
        publish(writer)
    return {"marts of the organisation": took}


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


def _rounds(folder: Path) -> int:
    """How often to do what takes long."""
    return 3 if size_of(folder) <= 2_000_000 else 1


def tasks() -> dict[str, Callable[[Path, Path], Figures]]:
    """All tasks by name, in the order in which they are done: each goes on from what the one before has left."""
    pages = (page_tasks.record, page_tasks.ask, page_tasks.slowest, page_tasks.memory)
    found = {"load": load, "rebuild": rebuild, **peer_marts.tasks()}
    found |= {"refresh": refresh, "edits": edits, "hand_over": hand_over}
    found |= {f"page_{task.__name__}": task for task in pages}
    return found | {f"page_{name}": task for name, task in peer_tasks.tasks().items()} | {"click": click.click}


if __name__ == "__main__":
    print(json.dumps(tasks()[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
