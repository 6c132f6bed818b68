"""A dashboard that was updated does not read a file that was published with other columns: it says to sync first."""

import hashlib
from pathlib import Path

from queries import marts
from tests import facts
from warehouse import Snapshot, publish
from warehouse.schema import SCHEMA_VERSION

#: The version of the schema, and the columns that are published with it.
KNOWN = (6, "8dff26503a90")


def test_other_columns_are_another_version(tmp_path: Path) -> None:
    """Where this fails, raise SCHEMA_VERSION and write down both here."""
    with facts.warehouse(tmp_path) as writer:
        marts.refresh(writer)
        publish(writer)
        columns = Snapshot(writer.home).rows("""
            select table_name, column_name, data_type from duckdb_columns()
            where database_name = 'published' and not internal order by all
        """)
    assert {table for table, *_ in columns} >= {*marts.MARTS, "held_seconds", "voices", "ledger", "answers"}
    assert (SCHEMA_VERSION, hashlib.sha256(repr(columns).encode()).hexdigest()[:12]) == KNOWN
