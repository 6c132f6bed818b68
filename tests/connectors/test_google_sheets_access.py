"""Who may read the workbook in Google Sheets, what is said where nobody may, and the doctor on the command line."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from connectors import __main__ as command_line
from connectors import sync
from connectors.contract import NotConfigured
from connectors.google_sheets import CONNECTOR
from connectors.settings import read_settings
from tests.connectors.shared_sheet import ACCOUNT, EDIT, HEADINGS, ID, LINK, Shared, settings, spreadsheet
from tests.google_stand_in import Fault, StandIn, cut, status, web_page
from warehouse import Home

ROWS = [HEADINGS, [LINK, "Legal", "one", datetime(2026, 3, 2, 9)], [f"{LINK}2", "Legl", "two", "soon"]]


@pytest.fixture
def google() -> Iterator[StandIn]:
    with StandIn(spreadsheets=[spreadsheet(Hand__offs=ROWS, Departments=[["Department"], ["Legal"]])]) as opened:
        yield opened


@pytest.fixture
def configured(google: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment and folder of somebody who has configured the stand-in; gives the warehouse's folder."""
    key = tmp_path / "key.json"
    key.write_text(json.dumps(google.service_account(ACCOUNT)), encoding="utf-8")
    for name, value in {"SPREADSHEET": EDIT, "ENDPOINT": google.endpoint, "SERVICE_ACCOUNT_FILE": str(key)}.items():
        monkeypatch.setenv(f"RAPPORT_GOOGLE_SHEETS_{name}", value)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.mark.parametrize(
    "said",
    [ID, f"  {ID} ", EDIT, f"{EDIT}#gid=0", f"docs.google.com/spreadsheets/u/1/d/{ID}/edit?usp=drive_link"],
)
def test_the_spreadsheet_is_named_by_its_address_or_its_id(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_GOOGLE_SHEETS_SPREADSHEET", said)
    assert vars(read_settings(CONNECTOR, Path("no such file")))["spreadsheet"] == ID


@pytest.mark.parametrize("said", ["our workbook", "https://docs.google.com/spreadsheets/d/e/2PACX-1vR/pubhtml", ""])
def test_what_is_no_address_of_a_spreadsheet_says_what_to_copy(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_GOOGLE_SHEETS_SPREADSHEET", said)
    with pytest.raises(NotConfigured) as problem:
        read_settings(CONNECTOR, Path("no such file"))
    assert str(problem.value) == (
        "Google Sheets is not configured: spreadsheet: copy the address of the spreadsheet from the browser, where you "
        "edit it."
    )


def refused(tmp_path: Path, google: StandIn, **how: str) -> str:
    """What a sync that fails says, when it signs in like this."""
    home = Shared(Home(tmp_path / "data"), google, settings(tmp_path, google, **how))
    report = home.sync()
    assert report.outcome == "failed"
    for secret in [word for name, word in how.items() if name in ("api_key", "client_secret", "refresh_token")]:
        assert secret not in json.dumps(home.events, default=str)
    return report.detail or ""


def test_each_way_of_not_being_let_in_is_one_sentence_with_the_next_step(tmp_path: Path, google: StandIn) -> None:
    client = {"client_id": google.client[0], "client_secret": google.client[1]}
    book = google.spreadsheets[0]
    book.readers, book.public = {"ann@example.org"}, False
    wrong_key = refused(tmp_path, google, api_key="not-the-key-of-this-project")
    assert wrong_key == (
        "Google Sheets does not accept the API key: copy the API key from the Google Cloud console, Credentials, into "
        "api_key under [google_sheets]."
    )
    unknown = refused(tmp_path, google, **client, **{"refresh_token": "1//never-given-to-anybody"})
    assert unknown.endswith("run `python -m connectors authorise google_sheets` to sign in anew.")
    lacking = refused(tmp_path, google, **client, refresh_token=google.grant("ann@example.org", "youtube.readonly"))
    assert lacking == (
        "The token lacks a scope that Google Sheets wants: run `python -m connectors authorise google_sheets` to sign "
        "in anew and agree to all that is asked."
    )
    other = refused(tmp_path, google, **client, refresh_token=google.grant("bo@example.org", "spreadsheets.readonly"))
    assert other.startswith("Google Sheets does not show us the spreadsheet: share it with the account that you signed")
    nobody = refused(tmp_path, google, service_account_file=str(tmp_path / "no such file.json"))
    assert nobody.endswith("is not there: write the full path of the key file that was downloaded.")


@pytest.mark.parametrize(
    "fault",
    [status(429, "RATE_LIMIT_EXCEEDED", newer=True), status(503), status(429, retry_after=7), cut(), web_page(502)],
)
def test_what_passes_is_waited_for(tmp_path: Path, google: StandIn, fault: Fault) -> None:
    home = Shared(Home(tmp_path / "data"), google, settings(tmp_path, google))
    google.fail("sheets.spreadsheets.values.batchGet", fault, times=2)
    assert home.sync().changes.new == 2
    assert home.asked().count("values.batchGet") == 3
    assert home.slept


def test_what_does_not_pass_ends_the_run_and_keeps_what_was_there(tmp_path: Path, google: StandIn) -> None:
    home = Shared(Home(tmp_path / "data"), google, settings(tmp_path, google))
    home.sync()
    before = home.rows("select * from handoffs")
    google.spreadsheets[0].touch()
    google.fail("*", status(503), times=1000)
    report = home.sync()
    assert report.outcome == "failed"
    assert report.detail == "Google Sheets is out of order (503): that passes."
    assert home.rows("select * from handoffs") == before


def test_the_doctor_tells_on_the_command_line_what_is_wrong_in_which_cell_and_what_loads(
    configured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check", "google_sheets", "--warehouse", str(configured)]
    assert command_line.main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Hand-offs row 3, Department: ‘Legl’ is not in Departments; did you mean ‘Legal’?",
        f"  {EDIT}#gid=0&range=B3",
        "Hand-offs row 3, Asked at: ‘soon’ is no date; write it like 2026-03-31 14:05.",
        f"  {EDIT}#gid=0&range=D3",
        "Our workbook: 3 rows (2 in Hand-offs, 1 in Departments), 1 of them left out, 2 things to put right",
        "google_sheets: lets us in",
    ]
    assert not configured.exists()
    assert command_line.main([*command, "--format", "json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(event["cell"], event["link"]) for event in events if event["event"] == "problem"] == [
        ("B3", f"{EDIT}#gid=0&range=B3"),
        ("D3", f"{EDIT}#gid=0&range=D3"),
    ]


def test_rows_to_put_right_are_no_failed_sync_and_a_refusal_is(
    configured: Path, google: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["sync", "google_sheets", "--warehouse", str(configured)]
    assert command_line.main(command) == 0
    assert "google_sheets: partial" in capsys.readouterr().out
    google.spreadsheets.clear()
    assert command_line.main(command) == 1
    assert capsys.readouterr().err.startswith(f"google_sheets: Google knows no spreadsheet with the id {ID}")
    assert command_line.main(["check", "google_sheets"]) == 1


def test_one_source_that_fails_stops_no_other(tmp_path: Path, google: StandIn) -> None:
    from connectors.contract import Page
    from tests.connectors.fake_source import always, messages, source, stream

    google.switched_off.add("sheets")
    file = settings(tmp_path, google)
    reports = sync.run(
        Home(tmp_path / "data"), [CONNECTOR, source(stream(always(Page(messages(1)))))], secrets_file=file
    )
    assert [report.outcome for report in reports] == ["failed", "complete"]
