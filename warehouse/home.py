"""Where a warehouse lives: one folder with the writer's file and the readers' file."""

from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = Path("data")


@dataclass(frozen=True)
class Home:
    """The folder of one warehouse."""

    folder: Path

    @property
    def writer_file(self) -> Path:
        """The file that a sync changes; only one process may hold it."""
        return self.folder / "warehouse.duckdb"

    @property
    def published_file(self) -> Path:
        """The snapshot that everybody reads; replaced as a whole, never changed."""
        return self.folder / "published.duckdb"
