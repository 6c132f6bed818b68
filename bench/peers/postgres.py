"""PostgreSQL: a server of its own, in a folder of its own, reached by a Unix socket and ended by its id.

Where there is none, and this runs as root on Debian, it is installed with apt-get; no cluster of the system is made.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.peers import sql, sql_marts
from bench.peers.asks import Ask, Rows
from bench.peers.rows import TABLES
from bench.peers.sqlite import INDEXES
from bench.timing import timed

try:
    import psycopg
    from psycopg.rows import dict_row
except ImportError:
    psycopg = None  # type: ignore[assignment]

_SETTINGS = (
    "listen_addresses= shared_buffers=1GB work_mem=256MB maintenance_work_mem=512MB effective_cache_size=4GB "
    "fsync=off synchronous_commit=off full_page_writes=off max_wal_size=8GB wal_level=minimal max_wal_senders=0 jit=off"
).split()
_PATIENCE = 60.0


class NoPostgres(Exception):
    """There is no PostgreSQL here; says why."""


class Server:
    """A server with an empty database; use as a context."""

    def __init__(self) -> None:
        if psycopg is None:
            raise NoPostgres("psycopg is not installed (pip install -r bench/requirements.txt)")
        self._bin = _programs()
        self._user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="rapport-bench-", dir="/var/tmp"))
        if self._user:
            shutil.chown(self.folder, self._user)
        with (self.folder / "initdb.log").open("w") as log:
            command = [
                self._bin / "initdb",
                "-D",
                self.folder / "data",
                "-U",
                "bench",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ]
            subprocess.run(command, check=True, stdout=log, stderr=log, user=self._user, cwd=self.folder)
        options = [option for setting in _SETTINGS for option in ("-c", setting)]
        self._process = subprocess.Popen(
            [self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
            user=self._user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.connection = self._connected()
        except BaseException:
            self.close()
            raise

    def _connected(self) -> "psycopg.Connection[dict[str, Any]]":
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return psycopg.connect(
                    host=str(self.folder), user="bench", dbname="postgres", autocommit=True, row_factory=dict_row
                )
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise NoPostgres("the server did not start") from None
            time.sleep(0.05)

    def fill(self, table: str, folder: Path) -> None:
        """Make a table of a CSV file with a heading."""
        with (folder / f"{table}.csv").open("rb") as rows, self.connection.cursor() as cursor:
            names = rows.readline().decode().strip().split(",")
            cursor.execute(f"create unlogged table {table} ({', '.join(f'{name} {_type(name)}' for name in names)})")
            with cursor.copy(f"copy {table} from stdin (format csv)") as into:
                while block := rows.read(1 << 20):
                    into.write(block)

    def close(self) -> None:
        """End the server and remove its folder."""
        with suppress(AttributeError):
            self.connection.close()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    """The rows in a server, indexed by time."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self._server = Server()
        execute = self._server.connection.execute
        try:
            for table in TABLES:
                self._server.fill(table, folder)
                for column in INDEXES.get(table, ()):
                    execute(f"create index on {table} ({column})")
                execute(f"vacuum analyze {table}")
        except BaseException:
            self._server.close()
            raise

    def page(self, asks: Iterable[Ask]) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""
        return sql.answer(asks, self._run)

    def close(self) -> None:
        """End the server."""
        self._server.close()

    def _run(self, text: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        named = re.sub(r":(since|until)\b", r"%(\1)s::bigint", text.replace("%", "%%"))
        return self._server.connection.execute(named, values).fetchall()


def build_marts(folder: Path) -> tuple[float, int]:
    """Build the marts from the messages in a folder; returns the seconds and how many exchanges there are."""
    server = Server()
    try:
        execute = server.connection.execute
        server.fill("messages", folder)
        execute("create unique index on messages (message_key)")
        for statement in sql_marts.PREPARED:
            execute(statement)
        steps = [step.replace("create table", "create unlogged table") for step in sql_marts.STEPS]
        took = timed(lambda: [execute(step) for step in steps])
        found = execute("select count(*) as n from exchanges").fetchone()
    finally:
        server.close()
    return took, int((found or {"n": 0})["n"])


_SMALL = ("channel_key", "ordinal", "exchanges_within_horizon", "is_ours", "is_closing")


def _type(name: str) -> str:
    return "integer" if name in _SMALL else "bigint"


def _programs() -> Path:
    """The folder of the server's programs. Raises NoPostgres."""
    for attempt in ("here", "installed"):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
        if found:
            return found[-1].parent
        if elsewhere := shutil.which("postgres"):
            return Path(elsewhere).resolve().parent
        if attempt == "here":
            _install()
    raise NoPostgres("no PostgreSQL here")


def _install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoPostgres("no PostgreSQL here")
    choice = Path("/etc/postgresql-common/createcluster.conf")
    if not choice.exists():
        choice.parent.mkdir(parents=True, exist_ok=True)
        choice.write_text("create_main_cluster = false\n", encoding="utf-8")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "-y", "install", "postgresql"]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            raise NoPostgres("no PostgreSQL here, and apt-get could not install it")
