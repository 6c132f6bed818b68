"""Writing back, on request: what was asked and answered in the dashboard, into the tab Hand-offs of the workbook.

A run reads the workbook, plans, tries the plan on a copy, writes, and reads it again: it ends when a fresh reading
shows nothing more to write. So it may be cut short anywhere and begun again, and nothing is written twice.
"""

from connectors.writing_back.run import SOURCE, Run

__all__ = ["SOURCE", "Run"]
