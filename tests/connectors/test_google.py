"""What the sources of Google share: signing in, asking, counting, and what each refusal says to do next."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from connectors import google as shared
from connectors.contract import Meter, NotConfigured, Quota, QuotaSpent, Refused, TryLater, UnexpectedPayload
from connectors.google import asking
from tests.google_stand_in import Channel, Sheet, Spreadsheet, StandIn, Video, cut, drop, hang, status, web_page

NOON = datetime(2026, 3, 1, 12)
PACIFIC = "America/Los_Angeles"
LIST = "youtube.channels.list"


class Clock:
    """Counts how long was slept, and stands still otherwise."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time, self.slept = time, list[float]()

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google() -> Iterator[StandIn]:
    videos = [Video("quiet", "Quiet", NOON, comments_disabled=True), Video("ours", "Ours only", NOON, private=True)]
    book = Spreadsheet("book-1", sheets=[Sheet("Hand-offs", [["Link"]])])
    with StandIn([Channel("UCours", "Ours", videos=videos)], [book]) as google:
        yield google


@pytest.fixture
def ask(google: StandIn, clock: Clock) -> Callable[..., Any]:
    """Ask YouTube for our channel with a key, and remember the meter."""

    def asked(meter: Meter | None = None, **more: Any) -> Any:
        youtube = shared.service("youtube", "v3", None, developer_key=google.key, endpoint=google.endpoint)
        meter = meter or Meter(now=clock.now, sleep=clock.sleep)
        asked.meter = meter  # type: ignore[attr-defined]
        return shared.ask(youtube.channels().list(**{"part": "id", "id": "UCours", **more}), meter)

    return asked


def test_an_answer_costs_one_call_and_its_units(ask: Any) -> None:
    assert [item["id"] for item in ask()["items"]] == ["UCours"]
    assert (ask.meter.calls, ask.meter.units) == (1, 1)


def test_every_attempt_that_reached_google_is_counted(google: StandIn, ask: Any, clock: Clock) -> None:
    google.fail("*", status(503), times=3)
    assert ask()["items"]
    assert (ask.meter.calls, ask.meter.units, len(google.calls)) == (4, 4, 4)
    assert len(clock.slept) == 3


def test_nothing_is_counted_where_nobody_could_be_asked(clock: Clock) -> None:
    with StandIn() as gone:
        address = gone.endpoint
    youtube = shared.service("youtube", "v3", None, developer_key="key", endpoint=address)
    meter = Meter(sleep=clock.sleep)
    with pytest.raises(TryLater, match=r"YouTube cannot be reached: see whether this computer is online\."):
        shared.ask(youtube.channels().list(part="id", id="UCours"), meter)
    assert meter.calls == 0


def test_signing_in_costs_no_quota(google: StandIn) -> None:
    meter, youtube = Meter(), signed(google, "youtube", "v3", "youtube.readonly")
    shared.ask(youtube.channels().list(part="id", mine=True), meter)
    assert (meter.calls, google.units) == (1, 1)


def test_the_days_budget_is_not_gone_over(google: StandIn, ask: Any, clock: Clock) -> None:
    meter = Meter(Quota(100, PACIFIC), clock.now, clock.sleep, {Quota(100, PACIFIC).day(NOON): 99})
    ask(meter)
    with pytest.raises(QuotaSpent, match=r"The 100 units .* the next day begins at 2026-03-02 08:00 UTC\.") as raised:
        ask(meter)
    assert raised.value.after == timedelta(hours=20)
    assert google.called() == 1
    clock.time = datetime(2026, 3, 2, 8)
    assert ask(meter)["items"], "and with the new day it goes on"


def test_a_budget_that_ends_between_two_attempts_ends_the_attempts(google: StandIn, ask: Any, clock: Clock) -> None:
    google.fail("*", status(503), times=9)
    with pytest.raises(QuotaSpent):
        ask(Meter(Quota(2, PACIFIC), clock.now, clock.sleep))
    assert google.called() == 2


@pytest.mark.parametrize(
    ("now", "day", "begins"),
    [
        (datetime(2026, 3, 8, 7, 59), "2026-03-07", datetime(2026, 3, 8, 8)),  # the clocks change at 10:00 UTC
        (datetime(2026, 3, 8, 8), "2026-03-08", datetime(2026, 3, 9, 7)),
        (datetime(2026, 11, 1, 7), "2026-11-01", datetime(2026, 11, 2, 8)),
    ],
)
def test_the_day_of_a_quota_is_that_of_its_zone(now: datetime, day: str, begins: datetime) -> None:
    quota = Quota(10, PACIFIC)
    assert str(quota.day(now)) == day
    assert now + Meter(quota, lambda: now).until_next_day() == begins


def test_the_client_waits_at_least_as_long_as_google_asks(google: StandIn, ask: Any, clock: Clock) -> None:
    google.fail("*", status(429, "rateLimitExceeded", retry_after=17))
    assert ask()["items"]
    assert clock.slept == [17]


def test_a_long_wait_is_left_to_the_runner(google: StandIn, ask: Any, clock: Clock) -> None:
    google.fail("*", status(429, "rateLimitExceeded", retry_after=300))
    with pytest.raises(TryLater) as raised:
        ask()
    assert (raised.value.after, clock.slept, google.called()) == (timedelta(minutes=5), [], 1)


def test_a_date_to_wait_for_is_understood(google: StandIn, ask: Any) -> None:
    google.fail("*", status(503, retry_after="Fri, 31 Dec 2999 23:59:59 GMT"))
    with pytest.raises(TryLater) as raised:
        ask()
    assert raised.value.after is not None
    assert raised.value.after > timedelta(days=365)


@pytest.mark.parametrize("words", ["soon", "-5", "", "1e9"])
def test_a_wait_that_says_nothing_is_as_none(google: StandIn, ask: Any, words: str) -> None:
    google.fail("*", status(503, retry_after=words))
    assert ask()["items"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (status(429, "rateLimitExceeded"), r"YouTube asks us to be slower \(429\)\."),
        (status(403, "userRateLimitExceeded"), r"YouTube asks us to be slower \(403\)\."),
        (status(500), r"YouTube is out of order \(500\): that passes\."),
        (web_page(502), r"YouTube is out of order \(502\): that passes\."),
        (cut(), r"YouTube broke its answer off"),
        (cut(says_so=False), r"YouTube broke its answer off"),
        (drop(), r"YouTube (broke its answer off|cannot be reached)"),
    ],
)
def test_what_passes_is_tried_five_times_and_then_later(google: StandIn, ask: Any, fault: Any, sentence: str) -> None:
    google.fail("*", fault, times=99)
    with pytest.raises(TryLater, match=sentence):
        ask()
    assert google.called() >= 5
    google._planned.clear()
    google.fail("*", fault, times=2)
    assert ask()["items"], "twice is no harm"


def test_a_server_that_does_not_answer_is_not_waited_for_for_ever(
    google: StandIn, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.05)
    google.fail("*", hang(), times=99)
    with pytest.raises(TryLater, match="YouTube did not answer in time"):
        ask()
    assert ask.meter.calls == 5, "each may have been counted by Google"


def test_a_web_page_is_no_answer(google: StandIn, ask: Any) -> None:
    google.fail("*", web_page(200))
    with pytest.raises(UnexpectedPayload, match="see whether a proxy or the sign-in page of a network stands between"):
        ask()


def test_quota_that_google_says_is_gone_waits_for_midnight_in_california(
    google: StandIn, ask: Any, clock: Clock
) -> None:
    google.quota = 0
    with pytest.raises(QuotaSpent, match="the day's quota is used up") as raised:
        ask(Meter(Quota(10_000, PACIFIC), clock.now, clock.sleep))
    assert raised.value.after == timedelta(hours=20)


@pytest.mark.parametrize(
    ("video", "kind", "reason"),
    [
        ("quiet", shared.CommentsDisabled, "commentsDisabled"),
        ("ours", shared.Declined, "forbidden"),
        ("none", shared.NotFound, "videoNotFound"),
    ],
)
def test_what_is_not_to_be_had_is_told_apart(google: StandIn, video: str, kind: Any, reason: str) -> None:
    youtube = shared.service("youtube", "v3", None, developer_key=google.key, endpoint=google.endpoint)
    with pytest.raises(Refused) as raised:
        shared.ask(youtube.commentThreads().list(part="id", videoId=video), Meter())
    assert type(raised.value) is kind
    assert reason in raised.value.reasons


def test_a_dead_page_token_is_told_apart(ask: Any) -> None:
    with pytest.raises(shared.Invalid) as raised:
        ask(pageToken="dead")
    assert (raised.value.status, raised.value.reasons) == (400, {"invalidPageToken", ""})


@pytest.mark.parametrize(
    ("plan", "next_step"),
    [
        (status(400, "keyInvalid"), "copy the API key from the Google Cloud console, Credentials, into api_key"),
        (status(400, "API_KEY_INVALID", newer=True), "does not accept the API key"),
        (status(403, "API_KEY_SERVICE_BLOCKED", newer=True), "widen its restrictions in the Google Cloud console"),
        (status(403, "accessNotConfigured"), "enable it in the console under APIs & Services, Library"),
        (status(403, "SERVICE_DISABLED", newer=True), "The YouTube Data API v3 is switched off"),
        (status(403, "insufficientPermissions"), "The token lacks a scope"),
        (status(418, "teapot"), r"YouTube refused the request \(418\) \(it says: it does not work today\)"),
        (web_page(403), "YouTube does not allow this: sign in with an account that may see it"),
    ],
)
def test_a_refusal_names_the_next_step(google: StandIn, ask: Any, plan: Any, next_step: str) -> None:
    google.fail("*", plan)
    with pytest.raises(Refused, match=next_step):
        ask()


def settings(google: StandIn, **more: Any) -> shared.Access:
    return shared.Access(endpoint=google.endpoint, **more)


def signed(google: StandIn, service: str, version: str, *scopes: str, **more: Any) -> Any:
    given = {
        "client_id": google.client[0],
        "client_secret": google.client[1],
        "refresh_token": google.grant("UCours", *scopes),
        **more,
    }
    credentials = shared.credentials(settings(google, **given), [], service)
    return shared.service(service, version, credentials, endpoint=google.endpoint)


def test_a_token_that_was_revoked_is_to_be_signed_in_anew(google: StandIn) -> None:
    youtube = signed(google, "youtube", "v3", "youtube.readonly")
    google.revoke()
    with pytest.raises(
        Refused, match=r"expired or was revoked: run `python -m connectors authorise youtube` to sign in"
    ):
        shared.ask(youtube.channels().list(part="id", mine=True), Meter())


def test_a_token_that_is_revoked_meanwhile_is_to_be_signed_in_anew(google: StandIn) -> None:
    youtube = signed(google, "youtube", "v3", "youtube.readonly")
    shared.ask(youtube.channels().list(part="id", mine=True), Meter())
    google.revoke()
    with pytest.raises(Refused, match="run `python -m connectors authorise youtube`"):
        shared.ask(youtube.channels().list(part="id", mine=True), Meter())


def test_an_access_token_that_has_run_out_is_renewed_without_a_word(google: StandIn) -> None:
    youtube = signed(google, "youtube", "v3", "youtube.readonly")
    meter = Meter()
    shared.ask(youtube.channels().list(part="id", mine=True), meter)
    google.tokens.clear()
    assert shared.ask(youtube.channels().list(part="id", mine=True), meter)["items"]
    assert meter.calls == google.called() == 3, "the call that was turned away is counted, too"


def test_a_wrong_client_secret_is_named(google: StandIn) -> None:
    youtube = signed(google, "youtube", "v3", "youtube.readonly", client_id="wrong-client")
    with pytest.raises(Refused, match="copy client_id and client_secret from the Google Cloud console anew") as raised:
        shared.ask(youtube.channels().list(part="id", mine=True), Meter())
    assert google.client[1] not in str(raised.value)


def test_a_scope_that_is_missing_is_to_be_agreed_to(google: StandIn) -> None:
    youtube = signed(google, "youtube", "v3", "youtube.readonly")
    with pytest.raises(Refused, match=r"lacks a scope that YouTube wants: run `.* authorise youtube` .* agree to all"):
        shared.ask(youtube.commentThreads().list(part="id", videoId="quiet"), Meter())


def account(google: StandIn, tmp_path: Path, **changes: str) -> Path:
    file = tmp_path / "key.json"
    file.write_text(json.dumps({**google.service_account(), **changes}), encoding="utf-8")
    return file


def of_sheets(google: StandIn, **more: Any) -> Any:
    scopes = ["https://www.googleapis.com/auth/spreadsheets.readonly"]
    given = settings(google, **more)
    credentials = shared.credentials(given, scopes, "google_sheets")
    key = None if credentials else shared.key_of(given)
    return shared.service("sheets", "v4", credentials, developer_key=key, endpoint=google.endpoint).spreadsheets()


def test_a_service_account_reads_what_is_shared_with_it(google: StandIn, tmp_path: Path) -> None:
    sheets = of_sheets(google, service_account_file=account(google, tmp_path))
    with pytest.raises(Refused, match=r"share it with rapport@a-project\.iam\.gserviceaccount\.com as Viewer\."):
        shared.ask(sheets.get(spreadsheetId="book-1"), Meter())
    google.spreadsheets[0].readers.add("rapport@a-project.iam.gserviceaccount.com")
    assert shared.ask(sheets.get(spreadsheetId="book-1"), Meter())["spreadsheetId"] == "book-1"


def test_the_key_of_an_account_may_be_a_secret_and_its_key_revoked(google: StandIn) -> None:
    sheets = of_sheets(google, service_account_json=SecretStr(json.dumps(google.service_account())))
    google.accounts.clear()
    with pytest.raises(Refused, match="make a new key of the service account rapport@"):
        shared.ask(sheets.get(spreadsheetId="book-1"), Meter())


def test_a_key_is_told_how_to_share(google: StandIn) -> None:
    sheets = of_sheets(google, api_key=SecretStr(google.key))
    with pytest.raises(Refused, match="sees only what is shared with anyone who has the link"):
        shared.ask(sheets.get(spreadsheetId="book-1"), Meter())
    with pytest.raises(shared.NotFound):
        shared.ask(sheets.get(spreadsheetId="book-9"), Meter())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "does not say how to sign in with Google: give it an api_key, a service_account_file, or client_id"),
        ({"client_id": "c"}, "has no client_secret: copy it from the OAuth client"),
        ({"client_id": "c", "client_secret": "hush-hush"}, r"run `python -m connectors authorise youtube`"),
        ({"refresh_token": "hush-hush"}, "has no client_id"),
        ({"service_account_json": "hush-hush", "client_id": "c"}, "has both a service account and client_id"),
        ({"service_account_file": "/nowhere/key.json"}, r"/nowhere/key\.json is not there: write the full path"),
        ({"service_account_json": "hush-hush"}, "is no key of a service account"),
        ({"service_account_json": '{"type": "service_account", "private_key": "hush-hush"}'}, "is damaged"),
    ],
)
def test_what_is_missing_to_sign_in_is_named(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotConfigured, match=sentence) as raised:
        shared.credentials(shared.Access(**given), [], "youtube")
    assert "hush" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_another_server_than_googles_is_asked_safely_or_on_this_computer_only() -> None:
    with pytest.raises(ValidationError):
        shared.Access(endpoint="http://example.com/")


def test_nothing_that_is_said_or_logged_holds_a_key_or_a_token(
    google: StandIn, ask: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    youtube = signed(google, "youtube", "v3", "youtube.readonly")
    said = []
    for fault in (status(503), status(400, "keyInvalid"), status(403, "forbidden"), status(401), cut(), web_page()):
        for asked in (ask, lambda: shared.ask(youtube.channels().list(part="id"), Meter(sleep=lambda _: None))):
            google.fail("*", fault, times=9)
            with pytest.raises((Refused, TryLater, UnexpectedPayload)) as raised:
                asked()
            google._planned.clear()
            said.append(str(raised.value))
            assert raised.value.__cause__ is None
            shown = raised.value.__context__ is not None and not raised.value.__suppress_context__
            assert not shown, "what the client says holds the address, and the key stands there"
    secrets = [google.key, google.client[1], *google.refresh_tokens, *google.tokens]
    assert not [secret for secret in secrets if secret in " ".join(said) + caplog.text]
