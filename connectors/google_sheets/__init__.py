"""Google Sheets: the organisation's workbook, kept in one spreadsheet that several people edit.

What stands in it is read by `connectors.workbook`, as a local file is. See docs/google-sheets.md for how to sign in.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from connectors import google
from connectors.contract import Connector, Meter, NotConfigured, Refused, TryLater, Workbook
from connectors.google_sheets.cells import TornError, digest
from connectors.google_sheets.spreadsheet import Overview, Spreadsheet
from connectors.google_sheets.writing import Sheet

NAME = "google_sheets"
#: What a person agrees to; a service account may also ask Drive whether its spreadsheet has changed.
SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
#: What is asked for besides where people want it written to, and only then.
WRITING = "https://www.googleapis.com/auth/spreadsheets"
_ACCOUNT_SCOPES = (*SCOPES, "https://www.googleapis.com/auth/drive.metadata.readonly")

_TRIES = 3  # readings of a spreadsheet that is changed meanwhile
_MONTH_FIRST = ("en_US", "en_PH", "es_US", "fil_PH")


class Settings(google.Access):
    """How to sign in, and the spreadsheet: its id, or its address as the browser shows it.

    `write_back`: each sync writes to it what was asked and answered in the dashboard.
    """

    spreadsheet: str
    write_back: bool = False

    @field_validator("spreadsheet")
    @classmethod
    def _id(cls, said: str) -> str:
        match = re.search(r"/spreadsheets/(?:u/\d+/)?d/([\w-]+)", said) or re.fullmatch(r"([\w-]{20,})", said.strip())
        if match is None or match[1] == "e":
            raise PydanticCustomError(
                "spreadsheet", "copy the address of the spreadsheet from the browser, where you edit it"
            )
        return match[1]


def connect(settings: Settings, meter: Meter) -> Spreadsheet:
    """The spreadsheet; nothing is asked yet, because the first question is whether it has changed."""
    scopes = _ACCOUNT_SCOPES if settings.service_account_file or settings.service_account_json else SCOPES
    signed = google.credentials(settings, scopes, NAME)
    key = None if signed else google.key_of(settings)
    services = {
        name: google.service(name, version, signed, developer_key=key, endpoint=settings.endpoint)
        for name, version in (("sheets", "v4"), ("drive", "v3"))
        if name == "sheets" or signed is None or len(scopes) > 1
    }
    return Spreadsheet(settings.spreadsheet, services["sheets"], services.get("drive"), meter)


def sign_in(settings: Settings, show: Callable[[str], None]) -> Mapping[str, str]:
    """Let a person agree that their spreadsheets are read, or also written to; see `google.sign_in`."""
    scopes = (*SCOPES, WRITING) if settings.write_back else SCOPES
    return google.sign_in(settings, show, scopes=scopes, source=NAME)


def target(settings: Settings, meter: Meter) -> Sheet:
    """The spreadsheet to write to; the wider scope is asked for when there is something to write."""
    spreadsheet = connect(settings, meter)

    def writing() -> Any:
        signed = google.credentials(settings, (WRITING,), NAME)
        if signed is None:
            raise NotConfigured(
                "With an API key the spreadsheet can be read, not written to: sign in with a service account, or as a "
                "person (docs/google-sheets.md)."
            )
        return google.service("sheets", "v4", signed, endpoint=settings.endpoint)

    return Sheet(spreadsheet, lambda: workbook(spreadsheet, None), writing, meter)


def workbook(book: Spreadsheet, mark: str | None) -> Workbook | None:
    """The workbook that the spreadsheet holds; None where it is as it was when it had this mark.

    Raises Refused, TryLater and UnexpectedPayload, as `google.ask` does.
    """
    version, notes = book.version()
    if version is not None and version == mark:
        return None
    overview = book.overview()
    if not overview.tabs:
        raise Refused(f"{overview.title} has no tab with cells: choose the spreadsheet that holds the workbook.")
    for _ in range(_TRIES):
        try:
            rows, passed_over = book.tabs(overview)
            break
        except TornError:
            overview = book.overview()
    else:
        raise TryLater(f"Somebody is changing the tabs of {overview.title} just now.")
    version = version or f"cells {digest(rows, overview)}"
    if version == mark:
        return None
    zone = _zone(overview)
    if zone is None:
        notes.append(
            f"The time zone {overview.zone} of the spreadsheet is no place: times without one are read as UTC. Choose "
            "a city in File, Settings of the spreadsheet."
        )
    return Workbook(
        overview.title,
        rows,
        mark=version,
        zone=zone or "UTC",
        month_first=overview.locale in _MONTH_FIRST,
        notes=[*notes, *passed_over],
        address=f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        tab_ids={tab.title: tab.id for tab in overview.tabs},
    )


def _zone(overview: Overview) -> str | None:
    """The IANA zone of a spreadsheet, which may be an offset in whole hours; None for any other offset."""
    if overview.zone in available_timezones():
        return overview.zone
    match = re.fullmatch(r"(?:GMT|UTC)([+-])0?(\d\d?)(?::?00)?", overview.zone)
    return f"Etc/GMT{'-' if match[1] == '+' else '+'}{match[2]}" if match and int(match[2]) <= 12 else None


CONNECTOR = Connector(NAME, "Google Sheets", Settings, connect, workbook=workbook, target=target, sign_in=sign_in)
