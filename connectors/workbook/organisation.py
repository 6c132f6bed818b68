"""Rows of the tabs that say who is who: Departments, Roster, Channels, Calendars, Holidays."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from connectors.headings import PLATFORMS
from connectors.workbook import times, values
from connectors.workbook.known import Channel, Known
from connectors.workbook.names import Names, closest, key
from connectors.workbook.problem import Bad, Problem, quoted
from connectors.workbook.row import Row, Sheet
from connectors.workbook.zones import read_zone

Rows = list[dict[str, Any]]


def departments(sheet: Sheet, calendars: Names) -> Rows:
    """The departments, in the order of their rows."""
    found: Rows = []
    lines: dict[str, int] = {}
    social: str | None = None
    for row in sheet.rows():
        name = row.needed("Department", values.name)
        if name is None:
            continue
        if lines.setdefault(key(name), row.number) != row.number:
            row.refuse(
                "Department", f"{quoted(name)} is listed in row {lines[key(name)]} already", "delete one of the two"
            )
            continue
        is_social = bool(row.loose("Social team", values.yes))
        if is_social and social is not None:
            row.tell("Social team", f"is marked, and so is {quoted(social)}", "mark one department only")
        found.append(
            {
                "department": name,
                "calendar": row.loose("Calendar", lambda value: calendars.find(values.name(value))),
                "is_social_team": is_social and social is None,
                "declared_share": row.loose("Declared share", values.percent),
            }
        )
        social = social or (name if is_social else None)
    total = sum(row["declared_share"] or 0 for row in found)
    if total > 1.005:
        _tab_problem(
            sheet, "Declared share", f"the shares sum to {total * 100:.4g} %", "lower them to 100 % or less in all"
        )
        found = [{**row, "declared_share": None} for row in found]
    return found


def _tab_problem(sheet: Sheet, column: str, wrong: str, instead: str) -> None:
    sheet.problems.append(Problem(sheet.found.title, None, sheet.found.heading(column), wrong, instead))


def roster(sheet: Sheet, listed: Names) -> Rows:
    """Who belongs where, and from when to when."""
    found: Rows = []
    for row in sheet.rows():
        person = row.needed("Person", values.name)
        department = row.needed("Department", lambda value: listed.find(values.name(value)))
        first, last = row.period()
        if row.is_refused:
            continue
        handle = row.loose("Handle", values.identifier)
        found.append(
            {
                "person": person,
                "department": department,
                "handle": handle.removeprefix("@") if handle else None,
                "platform": row.loose("Platform", platform),
                "signature": row.loose("Signature", _signature),
                "is_leader": bool(row.loose("Leader", values.yes)),
                "speaks_for_us": bool(row.loose("Speaks for us", values.yes)),
                "valid_from": first,
                "valid_to": last,
            }
        )
    return found


def _signature(value: Any) -> str:
    said = values.text(value)
    if not said or said[0].isalnum() or not any(sign.isalnum() for sign in said):
        raise Bad(
            f"{quoted(said)} has no mark before it", f"write it as it stands at the end of an answer, such as ^{said}"
        )
    return said


def platform(value: Any) -> str:
    """A platform in the warehouse's word for it."""
    said = values.name(value)
    by_key = {key(word): word for word in PLATFORMS.values()} | {key(way): word for way, word in PLATFORMS.items()}
    if found := by_key.get(key(said)):
        return found
    close = closest(said, PLATFORMS)
    hint = f"did you mean {quoted(close)}?" if close else "write it like x, facebook or instagram"
    raise Bad(f"{quoted(said)} is no platform that is known", hint)


def _channel(known: Known, on: str | None, value: Any) -> Channel:
    return known.channel(values.identifier(value), on)


def channels(sheet: Sheet, listed: Names, calendars: Names, known: Known) -> Rows:
    """What the organisation says of its channels: only the columns that the tab has."""
    found: Rows = []
    lines: dict[int, int] = {}
    said = [name for name in ("Title", "Brand", "Purpose", "Calendar", "Department") if name in sheet.found.places]
    for row in sheet.rows():
        on = row.strict("Platform", platform)
        channel = row.needed("Channel", partial(_channel, known, on))
        if channel is None or row.is_refused:
            continue
        if lines.setdefault(channel.channel_key, row.number) != row.number:
            row.refuse(
                "Channel", f"is the same channel as in row {lines[channel.channel_key]}", "delete one of the two"
            )
            continue
        cells: dict[str, Any] = {
            "title": row.loose("Title", values.name),
            "brand": row.loose("Brand", values.name),
            "purpose": row.loose("Purpose", values.text),
            "calendar": row.loose("Calendar", lambda value: calendars.find(values.name(value))),
            "department": row.loose("Department", lambda value: listed.find(values.name(value))),
        }
        kept = {name.lower(): cells[name.lower()] for name in said if name != "Title" or cells["title"]}
        found.append({"channel_key": channel.channel_key, **kept})
    return found


_MIDNIGHT, _DAY = timedelta(0), timedelta(hours=24)


def calendars(sheet: Sheet) -> Rows:
    """Opening hours: a row a weekday and interval."""
    found: Rows = []
    names = Names("Calendars", is_open=True)
    zones: dict[str, str] = {}
    spans: dict[str, list[tuple[timedelta, timedelta, int]]] = {}
    for row in sheet.rows():
        name = row.needed("Calendar", lambda value: names.add(values.name(value)))
        zone = row.needed("Zone", read_zone)
        days = row.needed("Days", values.weekdays)
        opens, closes = row.needed("Opens", values.hour_of_day), row.needed("Closes", values.hour_of_day)
        if name is None or zone is None or days is None or opens is None or closes is None:
            continue
        if opens == _DAY:
            row.refuse("Opens", "24:00 is the end of a day", "write 0:00, or an hour before 24:00")
        elif opens == closes and opens != _MIDNIGHT:
            row.refuse("Closes", "is the same as Opens", "write 0:00 in both for the whole day, or another hour")
        elif zones.setdefault(name, zone) != zone:
            row.refuse("Zone", f"{quoted(zone)} differs from {quoted(zones[name])}, which {quoted(name)} has above",
                       "a calendar has one zone: give these hours a calendar of their own")  # fmt: skip
        if row.is_refused:
            continue
        _keep_apart(row, spans.setdefault(name, []), days, opens, closes)
        if not row.is_refused:
            found += [
                {"calendar": name, "zone": zone, "weekday": day, "opens": _time(opens), "closes": _time(closes)}
                for day in days
            ]
    return found


def _keep_apart(
    row: Row, spans: list[tuple[timedelta, timedelta, int]], days: tuple[int, ...], opens: timedelta, closes: timedelta
) -> None:
    """Refuse hours that overlap hours given above; those past midnight reach into the next day."""
    week = timedelta(days=7)
    mine = []
    for day in days:
        begin = timedelta(days=day - 1) + opens
        mine.append((begin, begin + (closes - opens if closes > opens else closes - opens + _DAY), row.number))
    for begin, end, _ in mine:
        for other, other_end, number in spans:
            if any(begin + shift < other_end and other < end + shift for shift in (-week, timedelta(0), week)):
                row.refuse("Opens", f"these hours overlap those of row {number}", "make them end before the next begin")
                return
    spans += mine


def _time(since_midnight: timedelta) -> time:
    return (datetime.min + since_midnight % _DAY).time()


def holidays(sheet: Sheet, calendars: Names, years: tuple[int, int]) -> Rows:
    """Days on which a calendar is closed: named one by one, or all of a country's in these years."""
    found: dict[tuple[str, date], dict[str, Any]] = {}
    for row in sheet.rows():
        calendar = row.needed("Calendar", lambda value: calendars.find(values.name(value)))
        day = row.strict("Day", lambda value: times.day(value, sheet.writing("Day")))
        public = row.strict("Country", lambda value: public_holidays(value, years))
        if day is None and public is None and not row.is_refused:
            row.refuse(
                "Day",
                f"is empty, and so is {sheet.found.heading('Country')}",
                "write a day, or a country such as GB-ENG",
            )
        if row.is_refused or calendar is None:
            continue
        if day is not None:
            name = row.loose("Name", values.name)
            found[calendar, day] = {"calendar": calendar, "day": day, "name": name}
        for one, name in (public or {}).items():
            found.setdefault((calendar, one), {"calendar": calendar, "day": one, "name": name})
    return list(found.values())


def public_holidays(value: Any, years: tuple[int, int]) -> dict[date, str]:
    """The public holidays of a country or region, such as GB or GB-ENG, from the first of these years to the last."""
    import holidays as library  # noqa: PLC0415 (takes a while, and few workbooks ask for it)

    said = values.name(value)
    supported = library.list_supported_countries()
    country, _, region = said.upper().replace("_", "-").replace(" ", "-").replace("–", "-").partition("-")
    by_name = {key(name): code for name, code in _country_names(library).items()}
    if country not in supported and key(said) in by_name:
        country, region = by_name[key(said)], ""
    if country not in supported:
        close = closest(said, _country_names(library)) or closest(country, supported)
        code = _country_names(library).get(close or "", close)
        hint = f"did you mean {quoted(code)}?" if code else "write its code of two letters, such as GB, or GB-ENG"
        raise Bad(f"{quoted(said)} is no country that is known", hint)
    if region and region not in supported[country]:
        close = closest(region, supported[country])
        offered = ", ".join(f"{country}-{one}" for one in supported[country][:12]) or country
        hint = f"did you mean {quoted(f'{country}-{close}')}?" if close else f"there is {offered}"
        raise Bad(f"{quoted(said)} is no region of {country} that is known", hint)
    days = library.country_holidays(country, subdiv=region or None, years=range(years[0], years[1] + 1))
    return {day: str(name) for day, name in sorted(days.items())}


def _country_names(library: Any) -> dict[str, str]:
    """English name → code, of the countries whose module says so."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    return {
        module.replace("_", " ").title(): codes[1]
        for module, codes in COUNTRIES.items()
        if codes[1] in library.list_supported_countries()
    }
