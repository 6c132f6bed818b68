"""What was written back to a workbook, cell by cell: to tell it from what people wrote there since.

Kept are fingerprints, no texts. All of it within the caller's transaction.
"""

import hashlib
from collections.abc import Iterable

from warehouse.writer import Writer

#: Instead of a fingerprint, where what was written was taken out again.
EMPTIED = ""


def mark(text: str) -> str:
    """The fingerprint of what stands in a cell; that of an empty one is EMPTIED."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest() if text else EMPTIED


def cells(writer: Writer, book: str) -> dict[tuple[int, str], str]:
    """(hand-off, heading) → fingerprint of what was written there last."""
    rows = writer.execute("select handoff_key, heading, mark from written_cells where book = $1", [book])
    return {(int(key), str(heading)): str(found) for key, heading, found in rows}


def remember(writer: Writer, book: str, written: Iterable[tuple[int, str, str]]) -> None:
    """Note the fingerprints of cells that stand in a workbook now, as (hand-off, heading, fingerprint)."""
    writer.upsert(
        "written_cells",
        [{"book": book, "handoff_key": key, "heading": heading, "mark": found} for key, heading, found in written],
    )
