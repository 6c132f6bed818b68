"""Time zones by their IANA names."""

import re
from typing import Any
from zoneinfo import available_timezones

from connectors.workbook import values
from connectors.workbook.names import closest, key, tidy
from connectors.workbook.problem import Bad, quoted

_BY_KEY = {
    key(name): name for name in available_timezones() if "/" in name or name in ("UTC", "GMT", "CET", "EET", "WET")
}


def read_zone(value: Any) -> str:
    """An IANA time zone. Raises Bad, with the one that may have been meant, for anything else."""
    said = values.name(value)
    bare = re.sub(r"[\[(].*[\])]", "", said)
    for way in (said, bare):
        if found := _BY_KEY.get(key(way)):
            return found
    cities = {name.rpartition("/")[2].replace("_", " "): name for name in sorted(_BY_KEY.values(), reverse=True)}
    close = closest(said, _BY_KEY.values(), 0.75) or cities.get(closest(tidy(said), cities, 0.75) or "")
    hint = f"did you mean {quoted(close)}?" if close else "write it as Region/City, such as Europe/London"
    raise Bad(f"{quoted(said)} is no time zone", hint)
