"""What tests of the warehouse share: a writer, and a way to stage a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.staged import MAPPING, SEEN, Read
from warehouse import Home, Writer, open_writer
from warehouse.ingest import stage
from warehouse.mapping import FileMapping


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def read(writer: Writer, tmp_path: Path) -> Any:
    def run(content: bytes | str, mapping: FileMapping = MAPPING, name: str = "in.csv") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(writer, stage(writer, path, mapping, SEEN))

    return run
