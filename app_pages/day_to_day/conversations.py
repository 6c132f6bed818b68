"""Conversations: find one, and read it. `?thread=platform:id` opens the one around that message."""

from ui import frame
from ui.finder import finder
from ui.reader import reader, thread_asked

view = frame.need_view()
thread = thread_asked()
if thread:
    reader(view, thread)
else:
    finder(view)
