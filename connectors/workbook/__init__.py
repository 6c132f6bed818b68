"""The workbook: what an organisation knows about itself, in tabs that people fill in.

The tabs are read from plain cells (book.py), wherever those come from; xlsx.py reads them from a file, load.py writes
what they say to the warehouse, new.py makes a fresh workbook.
"""

from connectors.workbook.book import Book, read
from connectors.workbook.filling import File
from connectors.workbook.finding import Tabs, is_workbook
from connectors.workbook.known import Known, known, known_to
from connectors.workbook.load import (
    SOURCE,
    Loaded,
    is_nothing,
    is_workbook_file,
    judged,
    load,
    mark_of,
    out_of_sight,
    put,
    tell,
)
from connectors.workbook.new import AlreadyThere, new
from connectors.workbook.problem import Problem
from connectors.workbook.xlsx import tabs

__all__ = [
    "SOURCE",
    "AlreadyThere",
    "Book",
    "File",
    "Known",
    "Loaded",
    "Problem",
    "Tabs",
    "is_nothing",
    "is_workbook",
    "is_workbook_file",
    "judged",
    "known",
    "known_to",
    "load",
    "mark_of",
    "new",
    "out_of_sight",
    "put",
    "read",
    "tabs",
    "tell",
]
