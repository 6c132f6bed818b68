"""Where conversations come from: one module per source, the contract they share, the sync runner, the command line.

The sources are listed here and imported only when they are used.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Source:
    """A source that can be named to `sync`: a module with a CONNECTOR, or one that writes export files."""

    name: str
    title: str
    writes_files: bool = False
    """The module has `write_exports(folder) -> list[Path]`: files that are imported like any, only when named."""

    def module(self) -> Any:
        """The module `connectors.<name>`."""
        return import_module(f"connectors.{self.name}")


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source("google_sheets", "The organisation's workbook in Google Sheets"),
        Source("sample", "A made-up organisation, to look around", writes_files=True),
        Source("youtube", "YouTube"),
    )
}
