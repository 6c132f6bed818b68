"""A platform that moves, and processes that sync and read it until they are killed. Started by test_kill.py.

python restless.py syncs HOME    in: a line {"phase": 1, "gate": …, "limit": …}; out: the child's pid, how it ended
python restless.py reads HOME    reads the published snapshot on and on until a line comes in; out: what it saw
"""

import json
import os
import resource
import select
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import fake_source
import pyarrow as pa

from connectors import sync
from connectors.contract import Connector, Page, Stream, TryLater
from connectors.erase import forget
from warehouse import Home, NothingPublished, Writer, current

PAGES = {1: 8, 2: 14}
ROWS = 5
PAGES_A_RUN = 6  # then it asks for patience: the run is partial, and published
EDITED = range(6, 8)  # pages of phase 1 that phase 2 finds edited, within the lookback
NOW = {1: datetime(2026, 3, 1, 12), 2: datetime(2026, 3, 2, 12)}


def row(page: int, number: int, phase: int) -> dict[str, Any]:
    native_id = page * ROWS + number
    edited = phase == 2 and page in EDITED
    ours = number == ROWS - 1
    return fake_source.message(
        native_id,
        author_id="us" if ours else f"person-{native_id % 7}",
        is_ours=ours,
        parent_id=str(native_id - 1) if ours else str(native_id - 9) if number == 1 and page else None,
        text=f"page {page} version {2 if edited else 1}?",
        edited_at=fake_source.at(1000 + native_id) if edited else None,
        deleted_at=fake_source.at(1000) if edited and number == 2 else None,
    )


def platform(phase: int) -> Connector:
    """Comments change and are read with a lookback, reviews only once; and only so many pages of comments a run."""
    left = [PAGES_A_RUN]

    def comments(_client: object, since: datetime | None) -> Iterator[Page]:
        for page in range(PAGES[phase]):
            last = fake_source.at(page * ROWS + ROWS - 1)
            if since is None or last >= since:
                if left[0] == 0:
                    raise TryLater("Enough for today.", timedelta(days=1))
                left[0] -= 1
                yield Page([row(page, number, phase) for number in range(ROWS)], cursor=last)

    def reviews(_client: object, since: str | None) -> Iterator[Page]:
        for page in range(int(since or 0), 4 * phase):
            yield Page(fake_source.messages(10_000 + 2 * page, 10_001 + 2 * page, kind="review"), cursor=str(page + 1))

    def channels(_client: object, _since: datetime | None) -> Iterator[Page]:
        yield Page([{"platform": "fake", "native_id": "our-page", "title": f"In phase {phase}"}])

    return fake_source.source(
        Stream("channels", "channels", channels),
        Stream("reviews", "messages", reviews, cursor="token"),
        Stream("comments", "messages", comments, lookback=timedelta(minutes=len(EDITED) * ROWS)),
    )


def run_once(home: Home, command: dict[str, Any]) -> None:
    """One sync in this process; says how it ended."""
    phase = command["phase"]
    if limit := command.get("limit"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    gate(command.get("gate"))
    try:
        if command.get("erase"):
            forget(home, command["erase"], now=lambda: NOW[phase])
            say(ended="complete")
            return
        (report,) = sync.run(home, [platform(phase)], now=lambda: NOW[phase], sleep=sys.exit, secrets_file=Path("none"))
        say(ended=report.outcome, interrupted=report.after_interruption)
    except Exception as error:
        say(ended=type(error).__name__, sentence=str(error))


def gate(name: str | None) -> None:
    """Stop for good at one place, and say so, to be killed just there."""

    def stop() -> None:
        say(at_gate=name)
        signal.pause()

    def half_a_copy(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        stop()

    match (name or "").split():
        case ["publish"]:
            shutil.copyfile = half_a_copy  # type: ignore[assignment]
        case ["script", number]:
            calls, run_script = iter(range(int(number))), Writer.run_script

            def counted(self: Writer, sql: str) -> None:
                run_script(self, sql)
                if next(calls, None) is None:
                    stop()

            Writer.run_script = counted  # type: ignore[method-assign]
        case ["commit", number]:
            commits, transaction = iter(range(int(number))), Writer.transaction

            @contextmanager
            def committed(self: Writer) -> Iterator[None]:
                with transaction(self):
                    yield
                if next(commits, None) is None:
                    stop()

            Writer.transaction = committed  # type: ignore[method-assign]
        case ["rewrite", "before"]:
            Path.replace = lambda _self, _target: stop()  # type: ignore[assignment,method-assign,return-value]
        case ["rewrite", "after"]:
            replace = Path.replace

            def replaced(self: Path, target: Path) -> Path:  # type: ignore[misc]
                replace(self, target)
                stop()
                return target

            Path.replace = replaced  # type: ignore[assignment,method-assign]


def say(**what: Any) -> None:
    os.write(1, (json.dumps(what) + "\n").encode())


def syncs(home: Home) -> None:
    """Fork a sync for each line of input: what takes long, the imports, is done once."""
    pa.array([1])  # imports pandas, if it is there
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run_once(home, json.loads(line))
            os._exit(0)
        say(pid=child)
        _, status = os.waitpid(child, 0)
        say(killed=os.WIFSIGNALED(status))


CONSISTENT = {
    "half a page": "select native_id // 5 from (select native_id::integer as native_id from messages) "
    "where native_id < 10000 group by 1 having count(*) <> 5",
    "two versions of a page": "select count(distinct text) from messages where native_id::integer < 10000 "
    "group by native_id::integer // 5 having count(distinct text) <> 1",
    "a message without its author": "select 1 from messages where author_key not in (select author_key from authors)",
    "a message that the marts lack": "select 1 from messages where message_key not in "
    "(select message_key from thread_messages)",
    "a mart row without its message": "select 1 from thread_messages where message_key not in "
    "(select message_key from messages)",
    "rows that the marts have not followed": "from touched",
    "a cursor before its rows": "select 1 from sync_state where stream = 'comments' and cursor::timestamp > "
    "(select max(published_at) from messages where native_id::integer < 10000)",
}


def reads(home: Home) -> None:
    """Look for contradictions in each published snapshot; says when it has the first, and in the end what it saw."""
    snapshots, rounds, problems, told = set(), 0, [], False
    while not told:
        told = bool(select.select([sys.stdin], [], [], 0.02)[0])
        try:
            snapshot = current(home)
        except NothingPublished:
            continue
        if not snapshots:
            say(begun=True)
        rounds += 1
        snapshots.add(snapshot.identity)
        problems += [name for name, sql in CONSISTENT.items() if snapshot.rows(sql)]
    say(snapshots=len(snapshots), rounds=rounds, problems=sorted(set(problems)))


if __name__ == "__main__":
    {"syncs": syncs, "reads": reads}[sys.argv[1]](Home(Path(sys.argv[2])))
