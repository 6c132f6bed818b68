"""Data: where the figures come from, how fresh they are, and how to bring one's own."""

from ui import importing, sources
from ui.view import view

seen = view()
importing.bring_a_file()
if seen is not None:
    sources.freshness(seen)
    sources.history(seen)
    sources.quarantine(seen)
