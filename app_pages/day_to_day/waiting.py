"""Waiting: everybody who waits for an answer from us, longest first."""

from datetime import UTC, datetime

from ui import frame
from ui.queue import queue

view = frame.need_view()
queue(view)
frame.data_until(view, datetime.now(UTC).replace(tzinfo=None))
