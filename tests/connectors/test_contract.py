"""Settings and secrets, and what a connector is made of."""

from datetime import datetime
from pathlib import Path

import pytest
from fake_source import message
from pydantic import BaseModel, SecretStr

from connectors import contract
from connectors.contract import Connector, NotConfigured, Page, TryLater, UnexpectedPayload
from connectors.settings import Secrets, is_mentioned, read_settings


class Settings(contract.Settings):
    api_key: SecretStr
    pages: int = 1


SECOND = "page 2"
EXAMPLE = Connector("example", "Example", Settings, lambda settings, _meter: settings, [])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


def test_settings_come_from_the_secrets_file(file: Path) -> None:
    file.write_text('[example]\napi_key = "from the file"\npages = 3\n[other]\nx = 1\n', encoding="utf-8")
    settings = read_settings(EXAMPLE, file)
    assert isinstance(settings, Settings)
    assert (settings.api_key.get_secret_value(), settings.pages) == ("from the file", 3)


def test_the_environment_goes_before_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[example]\napi_key = "from the file"\npages = 3\n', encoding="utf-8")
    monkeypatch.setenv("RAPPORT_EXAMPLE_API_KEY", "from the environment")
    settings = read_settings(EXAMPLE, file)
    assert isinstance(settings, Settings)
    assert (settings.api_key.get_secret_value(), settings.pages) == ("from the environment", 3)


def test_a_missing_setting_is_named_with_both_places_where_it_may_be_written(file: Path) -> None:
    with pytest.raises(NotConfigured) as raised:
        read_settings(EXAMPLE, file)
    sentence = str(raised.value)
    assert sentence.startswith("Example is not configured: RAPPORT_EXAMPLE_API_KEY is not set")
    assert "api_key under [example]" in sentence


@pytest.mark.parametrize(
    ("line", "named"), [("pages = 'hush many'", "pages"), ("apikey = 'hush'", "no setting apikey")]
)
def test_a_wrong_setting_is_named_without_its_value(file: Path, line: str, named: str) -> None:
    file.write_text(f"[example]\napi_key = 'hush'\n{line}\n", encoding="utf-8")
    with pytest.raises(NotConfigured) as raised:
        read_settings(EXAMPLE, file)
    assert named in str(raised.value)
    assert "hush" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_secrets_file_that_is_no_toml_is_named_without_its_content(file: Path) -> None:
    file.write_text("[example]\napi_key = hush", encoding="utf-8")
    with pytest.raises(NotConfigured, match=r"secrets.toml cannot be read as TOML \(at line 2\)") as raised:
        read_settings(EXAMPLE, file)
    assert "hush" not in str(raised.value)


def test_a_connector_that_nobody_mentioned_is_not_begun(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_mentioned(EXAMPLE, file)
    monkeypatch.setenv("RAPPORT_EXAMPLE_PAGES", "2")
    assert is_mentioned(EXAMPLE, file)


class Account(BaseModel):
    password: SecretStr


class Many(contract.Settings):
    accounts: tuple[Account, ...] = ()
    key: SecretStr = SecretStr("")


@pytest.mark.parametrize(
    "written",
    [
        "it was s3cret/+ key!",
        "https://x/?k=s3cret%2F%2B+key%21",
        "https://x/?k=s3cret/%2B%20key%21",
    ],
)
def test_a_secret_is_hidden_also_where_it_is_written_otherwise(written: str) -> None:
    hide = Secrets()
    hide.add(Many(accounts=(Account(password=SecretStr("s3cret/+ key!")),)))
    assert "s3cret" not in hide(written)
    assert "•••" in hide(written)


def test_the_lines_of_a_long_secret_are_hidden_one_by_one() -> None:
    hide = Secrets()
    hide.add(Many(key=SecretStr("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n-----END KEY-----")))
    assert "MIIEvQ" not in hide("cannot parse MIIEvQIBADANBgkqhkiG9w0")


def test_credentials_that_are_in_no_setting_are_hidden_by_their_form() -> None:
    hide = Secrets()
    assert hide("GET /me?access_token=EAAB12345&fields=id") == "GET /me?access_token=•••&fields=id"
    assert hide("Authorization: Bearer abc.def.ghi") == "Authorization: Bearer •••"


def test_a_text_without_secrets_stays_as_it_is() -> None:
    hide = Secrets()
    hide.add(Many(key=SecretStr("")))
    text = "There is no author x:@somebody, see page=2&key=1"
    assert hide(text) == text


def test_a_page_keeps_what_can_be_read_and_names_what_cannot() -> None:
    def row(payload):
        if payload == "gone" or "text" not in payload:
            raise UnexpectedPayload("no text")
        return message(payload["id"])

    payloads = [{"id": 1, "text": "a"}, {"id": 2}, "gone", "gone"]
    page = Page.read(payloads, row, cursor=datetime(2026, 1, 1), token=SECOND)
    assert [one["native_id"] for one in page.rows] == ["1"]
    assert [one.reason for one in page.refused] == ["no text"] * 3
    assert page.refused[0].place == "2"
    assert page.refused[1].place == page.refused[2].place, "one record is kept once, wherever it stands"
    assert (page.cursor, page.token) == (datetime(2026, 1, 1), SECOND)


def test_an_error_that_is_no_matter_of_one_record_is_not_swallowed() -> None:
    def row(_payload):
        raise TryLater("Busy.")

    with pytest.raises(TryLater):
        Page.read([{}], row)
