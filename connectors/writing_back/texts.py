"""From what a cell is to say to the text that stands in it, which the reader of the workbook reads back as the same."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from connectors.workbook import times, values
from connectors.workbook.problem import Bad
from connectors.writing_back.said import Value

#: So many characters fit into a cell of every spreadsheet.
LONGEST = 32_000


def text_of(value: Value, zone: ZoneInfo) -> str:
    """The text for a value; empty where nothing would be read of it."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, datetime):
        return instant(value, zone)
    return "; ".join(instant(at, zone) for at in value)


def instant(at: datetime, zone: ZoneInfo) -> str:
    """An instant (UTC) on the clock of a zone; with its offset in the hour that the clock goes through twice."""
    local = at.replace(tzinfo=UTC).astimezone(zone)
    if times.in_utc(local.replace(tzinfo=None, fold=0), zone) == at:
        local = local.replace(tzinfo=None)
    return local.isoformat(" ", "seconds" if local.second else "minutes")


def _plain(text: str) -> str:
    """Without signs that no cell takes; with a blank before what would be taken for a formula or its failure."""
    kept = "".join(sign if sign.isprintable() or sign in "\n\t" or ord(sign) > 127 else " " for sign in text)
    found = values.plain(kept)
    if values.is_nothing(found):
        return ""
    try:
        values.check(found)
    except Bad:
        return f" {found}"
    return found
