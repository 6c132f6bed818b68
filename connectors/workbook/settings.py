"""Rows of the tab Settings, and what it says of the workbook itself: its zone, and until when it was kept up."""

from typing import Any
from zoneinfo import ZoneInfo

from connectors.workbook import times, values
from connectors.workbook.names import closest, key
from connectors.workbook.problem import one_of, quoted
from connectors.workbook.row import Sheet
from connectors.workbook.zones import read_zone

_SETTINGS = {
    "Public thread gap": ("gap_public", values.duration),
    "Direct message gap": ("gap_direct", values.duration),
    "Follow-up time": ("horizon", values.duration),
    "Public promise": ("public_promise", values.duration),
    "Minimum number": ("minimum_n", values.number),
}
_ZONE, _UNTIL = "Time zone", "Observed until"
_OTHER_WORDS = {
    "timezone": _ZONE, "zone": _ZONE, "sheettimezone": _ZONE, "seenuntil": _UNTIL, "completeuntil": _UNTIL,
    "gappublic": "Public thread gap", "gapdirect": "Direct message gap", "directgap": "Direct message gap",
    "minimumn": "Minimum number", "horizon": "Follow-up time",
}  # fmt: skip
SETTING_NAMES = (_ZONE, _UNTIL, *_SETTINGS)


def settings(sheet: Sheet, zone_before: str, own_zone: str) -> tuple[list[dict[str, Any]], ZoneInfo, Any]:
    """Rows of settings, the sheet's zone, and the row and moment until when it was observed.

    Where a zone is given that cannot be read, the one before stays; where none is given, it is the spreadsheet's own.
    """
    known = {key(name): name for name in SETTING_NAMES} | _OTHER_WORDS
    found: dict[str, dict[str, Any]] = {}
    zone, until = own_zone, None
    seen: dict[str, int] = {}
    for row in sheet.rows():
        said = row.needed("Setting", values.name)
        name = known.get(key(said)) if said else None
        if said is None:
            continue
        if name is None:
            close = closest(said, SETTING_NAMES)
            row.refuse(
                "Setting",
                f"{quoted(said)} is no setting",
                f"did you mean {quoted(close)}?" if close else one_of(SETTING_NAMES),
            )
            continue
        if seen.setdefault(name, row.number) != row.number:
            row.refuse("Setting", f"{quoted(name)} is set in row {seen[name]} already", "delete one of the two")
            continue
        if name == _ZONE:
            named = row.needed("Value", read_zone)
            zone = named or zone_before
            found |= {"zone": {"name": "zone", "value": zone}} if named or zone != "UTC" else {}
        elif name == _UNTIL:
            moment = row.needed("Value", lambda value: times.moment(value, sheet.writing("Value")))
            until = (row, moment) if moment else None
        else:
            column, read = _SETTINGS[name]
            amount = row.needed("Value", read)
            if amount is not None and amount < 1:
                row.refuse("Value", f"{quoted(row.cell('Value'))} is less than one", "write a larger number")
            elif amount is not None:
                found[column] = {"name": column, "value": f"{amount:.0f}"}
    return list(found.values()), ZoneInfo(zone), until
