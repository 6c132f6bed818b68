"""Bring a warehouse file to the schema of this version, or refuse it.

`schema.sql` is the only description of the tables. An older file is compared with a fresh one built from it: tables
that are missing are made, tables whose columns differ are rebuilt with the rows they have. A column that was
renamed needs a step in `RENAMES`, so that its values move along.
"""

import re
from pathlib import Path

import duckdb

from warehouse.errors import TooNew

SCHEMA_VERSION = 6
SCHEMA_SQL = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")

#: version in which it happened → (table, old column, new column)
RENAMES: dict[int, list[tuple[str, str, str]]] = {}

_STATEMENT = re.compile(r"create (table|sequence|macro) (\w+)", re.IGNORECASE)
_COLUMNS = """
    select table_name, list((column_name, data_type, is_nullable, column_default) order by column_index)
    from duckdb_columns() where database_name = current_database() and schema_name = 'main' and not internal
    group by table_name
"""


def statements() -> dict[tuple[str, str], str]:
    """(kind, name) → statement, in the order of `schema.sql`."""
    found = {}
    for statement in duckdb.extract_statements(SCHEMA_SQL):
        if match := _STATEMENT.search(statement.query):
            found[(match[1].lower(), match[2])] = statement.query[match.start() :]
    return found


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> bool:
    """Create or update the tables of an open file in one transaction.

    Returns whether anything was changed. Raises TooNew for a file of a newer version, which is left as it is.
    """
    found = _version(connection)
    if found is not None and found > SCHEMA_VERSION:
        raise TooNew(
            f"This warehouse has schema version {found}, this Rapport knows up to {SCHEMA_VERSION}: "
            "update Rapport, or point --warehouse at another folder."
        )
    if found == SCHEMA_VERSION and _probe_holds(connection):
        return False
    connection.begin()
    try:
        if found is None:
            connection.execute(SCHEMA_SQL)
            connection.execute(
                "insert into meta values ($1, message_key('probe', 'probe'), null, null, null)", [SCHEMA_VERSION]
            )
        else:
            _update(connection, found)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return True


def _version(connection: duckdb.DuckDBPyConnection) -> int | None:
    tables = {
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where not internal and database_name = current_database()"
        ).fetchall()
    }
    if "meta" not in tables:
        return None
    row = connection.execute("select schema_version from meta").fetchone()
    return None if row is None else int(row[0])


def _probe_holds(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute("select key_probe = hash('probe:probe') from meta").fetchone()
    return bool(row and row[0])


def _update(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    """Carry an older file over: renames first, then tables that are missing or differ, then the keys."""
    for version in sorted(v for v in RENAMES if v > found):
        for table, old, new in RENAMES[version]:
            connection.execute(f'alter table {table} rename column "{old}" to "{new}"')
    with duckdb.connect() as fresh:
        fresh.execute(SCHEMA_SQL)
        wanted = dict(fresh.execute(_COLUMNS).fetchall())
    present = dict(connection.execute(_COLUMNS).fetchall())
    sequences = {
        name
        for (name,) in connection.execute(
            "select sequence_name from duckdb_sequences() where database_name = current_database()"
        ).fetchall()
    }
    for (kind, name), statement in statements().items():
        if kind == "macro":
            connection.execute(statement.replace("create macro", "create or replace macro", 1))
        elif (kind == "sequence" and name not in sequences) or (kind == "table" and name not in present):
            connection.execute(statement)
        elif kind == "table" and present[name] != wanted[name]:
            _rebuild(connection, name, statement, [c[0] for c in present[name]], [c[0] for c in wanted[name]])
    connection.execute(
        "update meta set schema_version = $1, marts_built_by = null, topics_built_by = null, "
        "organisation_built_by = null, key_probe = hash('probe:probe')",
        [SCHEMA_VERSION],
    )
    _make_keys_anew(connection)


def _rebuild(
    connection: duckdb.DuckDBPyConnection, table: str, statement: str, has: list[str], wants: list[str]
) -> None:
    kept = ", ".join(f'"{column}"' for column in wants if column in has)
    connection.execute(f"alter table {table} rename to {table}_before")
    connection.execute(statement)
    connection.execute(f"insert into {table} ({kept}) select {kept} from {table}_before")
    connection.execute(f"drop table {table}_before")


def _make_keys_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive all keys from names again; does nothing to rows whose keys still hold."""
    connection.execute("""
        update messages m set author_key = author_key(a.platform, a.native_id)
        from authors a where a.author_key = m.author_key and a.native_id is not null
            and a.author_key <> author_key(a.platform, a.native_id);
        update authors set author_key = author_key(platform, native_id)
        where native_id is not null and author_key <> author_key(platform, native_id);
        update messages set
            message_key = message_key(platform, native_id), parent_key = message_key(platform, parent_id),
            thread_key = message_key(platform, thread_id), quoted_key = message_key(platform, quoted_id)
        where message_key <> message_key(platform, native_id);
        update messages set permalink_key = permalink_key(permalink)
        where permalink is not null and permalink_key is distinct from permalink_key(permalink);
        update handoff_links set permalink_key = permalink_key(link)
        where permalink_key(link) is not null and permalink_key is distinct from permalink_key(link);
        create temp table moved as
            select handoff_key as was, handoff_key(source, native_id) as becomes from handoffs
            where handoff_key not in (select handoff_key from handoff_acts where act = 'asked')
            union all select handoff_key, handoff_key('asked', act_id) from handoff_acts where act = 'asked';
        delete from moved where was = becomes;
        update handoff_links set handoff_key = becomes from moved where handoff_key = was;
        update handoff_acts set handoff_key = becomes from moved where handoff_key = was;
        update handoffs set handoff_key = becomes from moved where handoff_key = was;
        update written_cells set handoff_key = becomes from moved where handoff_key = was;
        drop table moved;
    """)
