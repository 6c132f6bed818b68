"""Data: where the figures come from, how fresh they are, and how to bring one's own."""

from datetime import UTC, datetime

from ui import importing, sources, workbook_state
from ui.view import view

seen = view()
importing.bring_a_file()
if seen is not None:
    sources.freshness(seen, datetime.now(UTC).replace(tzinfo=None))
    workbook_state.workbook(seen)
    sources.history(seen)
    sources.quarantine(seen)
