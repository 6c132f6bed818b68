"""Measured tasks about the marts: a rebuild by each peer, in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.peers import rows
from bench.timing import Figures, beside, size_of, timed
from queries import marts
from warehouse import Home, current, open_writer, publish

#: Above so many messages these peers take minutes or all of the memory.
_MOST = 2_000_000
_TOO_MANY = f"takes minutes, or more memory than there is, above {_MOST:,} messages"


def marts_in_polars(_file: Path, folder: Path) -> Figures:
    """Polars, in turns with ours. Raises AssertionError where it does not find as many exchanges."""
    from bench.peers import polars_marts  # noqa: PLC0415 (each peer is loaded only where it is measured)

    rounds = 3 if size_of(folder) < _MOST else 1
    ours, theirs = [], []
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        messages = polars_marts.read(writer)
        for _ in range(rounds):
            ours.append(timed(lambda: marts.refresh(writer, full=True)))
            theirs.append(timed(lambda: polars_marts.build(messages)))
        exchanges = writer.execute("select count(*) from exchanges")[0][0]
        publish(writer)
    _agree("Polars", len(polars_marts.build(messages)[0]), exchanges)
    return {"marts in Polars": median(theirs), "rebuild ÷ Polars": median(ours) / median(theirs)}


def marts_in_pandas(_file: Path, folder: Path) -> Figures:
    """The same in pandas."""
    if size_of(folder) > _MOST:
        return {"marts in pandas": _TOO_MANY}
    import pandas as pd  # noqa: PLC0415

    from bench.peers import pandas_marts  # noqa: PLC0415

    rows.export_messages(current(Home(folder)), beside(folder, "rows"))
    messages = pd.read_parquet(beside(folder, "rows") / "messages.parquet")
    made: list[Any] = []
    took = timed(lambda: made.append(pandas_marts.build(messages)))
    _agree("pandas", len(made[0][0]), _exchanges(folder))
    return {"marts in pandas": took}


def marts_in_sqlite(_file: Path, folder: Path) -> Figures:
    """The same in SQLite."""
    if size_of(folder) > _MOST:
        return {"marts in SQLite": _TOO_MANY}
    from bench.peers.sqlite import build_marts  # noqa: PLC0415

    rows.export_messages(current(Home(folder)), beside(folder, "rows"))
    took, found = build_marts(beside(folder, "rows"))
    _agree("SQLite", found, _exchanges(folder))
    return {"marts in SQLite": took}


def marts_in_postgres(_file: Path, folder: Path) -> Figures:
    """The same in PostgreSQL."""
    if size_of(folder) > _MOST:
        return {"marts in PostgreSQL": _TOO_MANY}
    from bench.peers.postgres import NoPostgres, build_marts  # noqa: PLC0415

    rows.export_messages(current(Home(folder)), beside(folder, "rows"), "csv")
    try:
        took, found = build_marts(beside(folder, "rows"))
    except NoPostgres as reason:
        return {"marts in PostgreSQL": str(reason)}
    _agree("PostgreSQL", found, _exchanges(folder))
    return {"marts in PostgreSQL": took}


def tasks() -> dict[str, Callable[[Path, Path], Figures]]:
    """By name."""
    return {task.__name__: task for task in (marts_in_polars, marts_in_pandas, marts_in_sqlite, marts_in_postgres)}


def _exchanges(folder: Path) -> int:
    return int(current(Home(folder)).rows("select count(*) from exchanges")[0][0])


def _agree(name: str, theirs: int, ours: int) -> None:
    assert theirs == ours, f"{name} finds {theirs} exchanges, we {ours}"
