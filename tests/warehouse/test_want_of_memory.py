"""Too little memory, or no room for what does not fit into it: one sentence, and the warehouse is as it was."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from warehouse import Home, NoMemory, NoRoom, WarehouseError, Writer, open_writer
from warehouse.ingest import stage
from warehouse.mapping import FileMapping

SEEN = datetime(2024, 1, 1)
MUCH = "create temp table much as select hash(i) as key from range(4_000_000) r(i) order by key"
NOWHERE = "set temp_directory = ''"
LITTLE_DISK = "set max_temp_directory_size = '1MB'"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("limit", "error", "advice"),
    [(NOWHERE, NoMemory, "import a large file in parts"), (LITTLE_DISK, NoRoom, "free some space")],
)
def test_a_transaction_that_lacks_memory_is_void_and_says_so_in_one_sentence(
    writer: Writer, limit: str, error: type[WarehouseError], advice: str
) -> None:
    writer.run_script(f"set memory_limit = '20MB'; {limit}")
    with pytest.raises(error, match=advice) as told, writer.transaction():
        writer.execute("insert into settings values ('zone', 'UTC')")
        writer.run_script(MUCH)
    assert "\n" not in str(told.value)
    assert writer.execute("select * from settings") == []
    with writer.transaction():
        writer.execute("insert into settings values ('zone', 'UTC')")
    assert writer.execute("select name from settings") == [("zone",)]


def test_a_file_too_large_for_the_memory_is_not_called_unreadable(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text("id,at,text\n" + "".join(f"{i},2024-01-01,{'word ' * 40}{i}\n" for i in range(100_000)))
    writer.run_script(f"set memory_limit = '20MB'; {NOWHERE}")
    with pytest.raises(NoMemory, match="nothing is lost"):
        stage(writer, file, FileMapping({"native_id": "id", "published_at": "at", "text": "text"}, platform="x"), SEEN)
