"""Waiting: everybody who waits for an answer from us, longest first."""

from ui import frame
from ui.queue import queue

view = frame.need_view()
queue(view)
frame.data_until(view)
