"""Departments: who makes the answers possible, and what is still open. `?department=Legal` opens one of them."""

from datetime import UTC, datetime

from ui import frame
from ui.department import department_asked, department_page
from ui.departments import overview

view = frame.need_view()
department = department_asked()
if department:
    department_page(view, department)
else:
    overview(view)
frame.data_until(view, datetime.now(UTC).replace(tzinfo=None))
