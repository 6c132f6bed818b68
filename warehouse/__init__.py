"""The warehouse: facts in DuckDB. One process writes, everybody reads the published snapshot.

The only package that imports duckdb.
"""

from warehouse.errors import BadRow, Busy, NoMemory, NoRoom, NothingPublished, TooNew, Unreadable, WarehouseError
from warehouse.home import DEFAULT_HOME, Home
from warehouse.messages import COLUMNS, Changes, Verdicts
from warehouse.publish import publish
from warehouse.reader import Snapshot, current, identity
from warehouse.standing import Standing
from warehouse.writer import Refused, Writer, open_writer

__all__ = [
    "COLUMNS",
    "DEFAULT_HOME",
    "BadRow",
    "Busy",
    "Changes",
    "Home",
    "NoMemory",
    "NoRoom",
    "NothingPublished",
    "Refused",
    "Snapshot",
    "Standing",
    "TooNew",
    "Unreadable",
    "Verdicts",
    "WarehouseError",
    "Writer",
    "current",
    "identity",
    "open_writer",
    "publish",
]
