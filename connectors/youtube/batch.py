"""Rows on their way into a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectors.contract import Page, RefusedRow, Row, Standing, UnexpectedPayload, refused_row
from connectors.youtube import rows
from connectors.youtube.rows import PLATFORM, Place

#: Rows that are committed together. What is not committed yet is asked for again after a crash.
ENOUGH = 500


@dataclass
class Batch:
    """Collects what has been read; each page of it has the cursor of that moment."""

    cursor: Callable[[], str]
    _rows: list[Row] = field(default_factory=list)
    _refused: list[RefusedRow] = field(default_factory=list)
    _standing: list[Standing] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self._rows or self._refused or self._standing)

    def page(self) -> Page:
        """All that has been collected since the last page."""
        page = Page(self._rows, self._refused, self.cursor(), standing=self._standing)
        self._rows, self._refused, self._standing = [], [], []
        return page

    def enough(self) -> Iterator[Page]:
        """A page, if there is enough for one."""
        if len(self._rows) >= ENOUGH:
            yield self.page()

    def add(self, row: Row) -> None:
        """Collect one row."""
        self._rows.append(row)

    def refuse(self, record: Any, problem: Exception) -> None:
        """Collect a record that cannot be read."""
        self._refused.append(refused_row(record, str(problem)))

    def fail(self, native_id: str, of_it: str, problem: Exception) -> None:
        """Note that what belongs to a message could not be read; gone when the message is read well the next time."""
        self._refused.append(RefusedRow(native_id, f"its {of_it} could not be read: {problem}"))

    def take(self, payloads: Iterable[Any], place: Place) -> set[str]:
        """Collect comments; returns the ids of those that stand in public, also of those that cannot be read."""
        page = Page.read(payloads, lambda payload: rows.comment(payload, place))
        self._rows += page.rows
        self._refused += page.refused
        return ids(payloads) - {str(row["native_id"]) for row in page.rows if row["hidden_at"] is not None}

    def stands(self, parent_id: str, names: Iterable[str], since: datetime | None = None) -> None:
        """Note that these and no others stand under a message, from `since` on."""
        self._standing.append(Standing(PLATFORM, parent_id, sorted(names), since))


def ids(payloads: Iterable[Any]) -> set[str]:
    """The ids of the records that have one."""
    return {
        payload["id"] for payload in payloads if isinstance(payload, Mapping) and isinstance(payload.get("id"), str)
    }


def id_of(payload: Any) -> str:
    """The id of a record. Raises UnexpectedPayload where it has none."""
    for name in ids([payload]):
        return name
    raise UnexpectedPayload("it has no id")
