"""Explorer: any figure, cut any way, in any period, down to the messages behind it."""

from datetime import UTC, datetime

from ui import frame
from ui.explorer import explorer

view = frame.need_view()
explorer(view)
frame.data_until(view, datetime.now(UTC).replace(tzinfo=None))
