"""Signing in as a person does it: the address is shown, somebody agrees, and the token is kept."""

import stat
import threading
import tomllib
import urllib.request
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fake_source import Events

from connectors import google as shared
from connectors.authorise import authorise, keep
from connectors.contract import Connector, NotConfigured, Refused, TryLater
from connectors.google import signing_in
from connectors.settings import Secrets
from tests.google_stand_in import StandIn
from tests.google_stand_in.server import Grant

SCOPES = ["https://www.googleapis.com/auth/youtube.readonly"]


@pytest.fixture(autouse=True)
def _without_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def file(google: StandIn, tmp_path: Path) -> Path:
    file = tmp_path / "secrets.toml"
    client_id, client_secret = google.client
    file.write_text(
        f'# ours\n[sheets]\nx = 1\n\n[tube] # the channel\nclient_id = "{client_id}"\nrefresh_token = "old"\n'
        f'client_secret = "{client_secret}"\nendpoint = "{google.endpoint}"\n\n[x]\ntoken = "t"\n',
        encoding="utf-8",
    )
    return file


TUBE = Connector(
    "tube",
    "Tube",
    shared.Access,
    lambda settings, _meter: settings,
    sign_in=partial(shared.sign_in, scopes=SCOPES, source="tube"),
)


@pytest.fixture
def person(google: StandIn, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Who opens the address in a browser: `person.answer` is what Google sends back, `person.asked` what was asked."""

    class Person:
        answer: dict[str, str] = {"code": "4/code"}  # noqa: RUF012
        asked: dict[str, list[str]]

        def open(self, address: str) -> None:
            self.asked = parse_qs(urlsplit(address).query)
            back = {"state": self.asked["state"][0], **self.answer}
            place = f"{self.asked['redirect_uri'][0]}?{urlencode(back)}"
            threading.Thread(target=lambda: urllib.request.urlopen(place).read()).start()  # noqa: S310

    google.codes["4/code"] = Grant("UCours", frozenset(SCOPES))
    person = Person()
    monkeypatch.setattr(signing_in.webbrowser, "open", person.open)
    return person


@pytest.mark.usefixtures("person")
def test_a_token_in_the_environment_goes_before_what_is_kept_and_that_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_TUBE_REFRESH_TOKEN", "another")
    progress = Events()
    authorise(TUBE, progress, Secrets(), file)
    assert "RAPPORT_TUBE_REFRESH_TOKEN is set in the environment" in progress[-1]["detail"]


def test_who_agrees_is_signed_in_and_the_token_is_kept(google: StandIn, file: Path, person: Any) -> None:
    progress, secrets = Events(), Secrets()
    authorise(TUBE, progress, secrets, file)
    (token,) = google.refresh_tokens
    assert person.asked["scope"] == SCOPES
    assert (person.asked["access_type"], person.asked["prompt"]) == (["offline"], ["consent"])
    assert person.asked["redirect_uri"][0].startswith("http://localhost:")
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    assert kept["tube"]["refresh_token"] == token
    assert (kept["sheets"], kept["x"], kept["tube"]["client_id"]) == ({"x": 1}, {"token": "t"}, google.client[0])
    assert "# ours" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    said = " ".join(event["detail"] for event in progress)
    assert token not in said
    assert "environment" not in said
    assert google.client[1] not in said
    assert token not in secrets(f"and from now on {token} is hidden")


def test_who_declines_is_told_what_to_do(file: Path, person: Any) -> None:
    person.answer = {"error": "access_denied"}
    before = file.read_text(encoding="utf-8")
    with pytest.raises(
        Refused, match=r"did not let you in \(access_denied\): run `python -m connectors authorise tube`"
    ):
        authorise(TUBE, Events(), Secrets(), file)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("person")
def test_who_does_not_agree_to_all_is_told_so(google: StandIn, file: Path) -> None:
    google.codes["4/code"] = Grant("UCours", frozenset({"https://www.googleapis.com/auth/userinfo.email"}))
    with pytest.raises(Refused, match="not all that was asked was agreed to"):
        authorise(TUBE, Events(), Secrets(), file)


def test_an_answer_to_another_question_is_not_taken(file: Path, person: Any) -> None:
    person.answer = {"code": "4/code", "state": "of somebody else"}
    with pytest.raises(Refused, match="mismatching_state"):
        authorise(TUBE, Events(), Secrets(), file)


def test_nobody_is_waited_for_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "PATIENCE", 0.05)
    monkeypatch.setattr(signing_in.webbrowser, "open", lambda _address: False)
    with pytest.raises(TryLater, match="Nobody signed in"):
        authorise(TUBE, Events(), Secrets(), file)


def test_a_source_that_nobody_signs_in_to_says_so(file: Path) -> None:
    plain = Connector("x", "X", shared.Access, lambda settings, _meter: settings)
    with pytest.raises(NotConfigured, match="X has nobody to sign in"):
        authorise(plain, Events(), Secrets(), file)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nothing\n",
        '[other]\nrefresh_token = "theirs"',
        "[tube]\n",
        '[tube]\nrefresh_token="old" # of May\n[b]\nx=1',
    ],
)
def test_a_setting_is_kept_in_its_section_and_nothing_else_changes(tmp_path: Path, before: str) -> None:
    file = tmp_path / "new folder" / "secrets.toml"
    if before:
        file.parent.mkdir()
        file.write_text(before, encoding="utf-8")
    values = {"refresh_token": 'a"b\\c'}
    keep("tube", values, file)
    wanted = tomllib.loads(before)
    wanted["tube"] = {**wanted.get("tube", {}), **values}
    assert tomllib.loads(file.read_text(encoding="utf-8")) == wanted
    assert [path.name for path in file.parent.iterdir()] == ["secrets.toml"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("before", ["not toml", 'tube = {refresh_token = "old"}\n', "tube = 1\n"])
def test_a_file_that_cannot_take_a_section_stays_as_it_is(tmp_path: Path, before: str) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(NotConfigured, match=r"is no plain TOML with a section \[tube\]: correct it") as raised:
        keep("tube", {"refresh_token": "hush"}, file)
    assert "hush" not in str(raised.value)
    assert file.read_text(encoding="utf-8") == before
