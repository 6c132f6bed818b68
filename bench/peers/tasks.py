"""Measured tasks about the peers: each in a process of its own, taking turns with ours on the same page."""

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from bench import page
from bench.page import SCOPES
from bench.page_tasks import recorded
from bench.peers import asks, rows
from bench.peers.asks import Ask, Rows
from bench.timing import Figures, beside, in_turns, peak, ratio, size_of, timed
from queries.channels import channels
from warehouse import Home, current

#: Above so many messages SQLite is left out.
_MOST = 2_000_000
_TOO_SLOW = f"takes minutes for a page above {_MOST:,} messages"


class Engine(Protocol):
    """What a peer can do."""

    name: str

    def page(self, asks: asks.Known) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""

    def close(self) -> None:
        """End it."""


def export(_file: Path, folder: Path) -> Figures:
    """Write the rows that the peers get, and the keys of the channels."""
    snapshot = current(Home(folder))
    beside(folder, "rows").mkdir(exist_ok=True)
    _keys(folder).write_text(json.dumps({channel.id: channel.key for channel in channels(snapshot)}), encoding="utf-8")
    for kind in ("parquet", "csv"):
        rows.export(snapshot, beside(folder, "rows"), kind)
    return {}


def polars(_file: Path, folder: Path) -> Figures:
    """Polars, in memory."""
    from bench.peers.polars_page import Polars  # noqa: PLC0415 (each peer is loaded only where it is measured)

    return _against(Polars, folder)


def pandas(_file: Path, folder: Path) -> Figures:
    """pandas, in memory."""
    from bench.peers.pandas_page import Pandas  # noqa: PLC0415

    return _against(Pandas, folder)


def sqlite(_file: Path, folder: Path) -> Figures:
    """SQLite, a file with indexes."""
    if size_of(folder) > _MOST:
        return {f"shared page ÷ SQLite, {scoped.name}": _TOO_SLOW for scoped in SCOPES}
    from bench.peers.sqlite import Sqlite  # noqa: PLC0415

    return _against(Sqlite, folder)


def postgres(_file: Path, folder: Path) -> Figures:
    """PostgreSQL, a server of its own with indexes."""
    from bench.peers.postgres import NoPostgres, Postgres  # noqa: PLC0415

    try:
        return _against(Postgres, folder)
    except NoPostgres as reason:
        return {f"shared page ÷ PostgreSQL, {scoped.name}": str(reason) for scoped in SCOPES}


def memory_of_polars(_file: Path, folder: Path) -> Figures:
    """What a process holds that has the rows in Polars and answers the shared page once."""
    from bench.peers.polars_page import Polars  # noqa: PLC0415

    return _memory(Polars, folder)


def memory_of_pandas(_file: Path, folder: Path) -> Figures:
    """What a process holds that has the rows in pandas and answers the shared page once."""
    from bench.peers.pandas_page import Pandas  # noqa: PLC0415

    return _memory(Pandas, folder)


def memory_of_sqlite(_file: Path, folder: Path) -> Figures:
    """What a process holds that has the rows in SQLite and answers the shared page once."""
    if size_of(folder) > _MOST:
        return {"memory of the shared page in SQLite, MB": _TOO_SLOW}
    from bench.peers.sqlite import Sqlite  # noqa: PLC0415

    return _memory(Sqlite, folder)


def _against(engine: Callable[[Path], Engine], folder: Path) -> Figures:
    """The shared page in turns with ours. Raises AssertionError where an answer is not ours."""
    snapshot = current(Home(folder))
    peers: list[Engine] = []
    took = timed(lambda: peers.append(engine(beside(folder, "rows"))))
    (peer,) = peers
    found: Figures = {f"{peer.name}: rows brought in": took}
    try:
        for scoped in SCOPES:
            calls = [call for call in recorded(folder, scoped) if asks.is_shared(call)]
            known = asks.known(calls, json.loads(_keys(folder).read_text(encoding="utf-8")))
            wrong = asks.differences(known, peer.page(known))
            assert not wrong, f"{peer.name} does not agree with us: {'; '.join(wrong[:3])}"
            times = in_turns(
                {
                    "ours": lambda calls=calls: page.replay(snapshot, calls),
                    "theirs": lambda known=known: peer.page(known),
                },
                seconds=20.0,
            )
            found[f"shared page beside {peer.name}, {scoped.name}"] = median(times["ours"])
            found[f"shared page in {peer.name}, {scoped.name}"] = median(times["theirs"])
            found[f"shared page ÷ {peer.name}, {scoped.name}"] = ratio(times["ours"], times["theirs"])
    finally:
        peer.close()
    return found


def _memory(engine: Callable[[Path], Engine], folder: Path) -> Figures:
    calls = recorded(folder, SCOPES[-1])
    known = asks.known(calls, json.loads(_keys(folder).read_text(encoding="utf-8")))
    peer = engine(beside(folder, "rows"))
    peer.page(known)
    peer.close()
    return {f"memory of the shared page in {peer.name}, MB": peak()}


def _keys(folder: Path) -> Path:
    return beside(folder, "rows") / "channel_keys.json"


def tasks() -> dict[str, Callable[[Path, Path], Figures]]:
    """By name."""
    given: tuple[Any, ...] = (export, polars, pandas, sqlite, postgres)
    return {task.__name__: task for task in (*given, memory_of_polars, memory_of_pandas, memory_of_sqlite)}
