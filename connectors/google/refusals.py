"""What Google says instead of an answer, as one of the errors of the contract with what to do next.

The reasons are those of Google's error bodies: `errors[].reason` of the older services, `details[].reason` and `status`
of the newer ones.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError

from connectors.contract import Meter, QuotaSpent, Refused, SourceError, TryLater


class Declined(Refused):
    """Google will not do this one thing. `status` is HTTP's, `reasons` are Google's own words for why."""

    def __init__(self, sentence: str, status: int = 0, reasons: frozenset[str] = frozenset()) -> None:
        super().__init__(sentence)
        self.status = status
        self.reasons = reasons


class NotFound(Declined):
    """There is no such thing, or not for us (404)."""


class Invalid(Declined):
    """The request is not one that Google understands: a dead page token, a range that is not there (400)."""


class CommentsDisabled(Declined):
    """The video has no comments because its owner switched them off."""


_TITLES = {"youtube": "YouTube", "sheets": "Google Sheets", "drive": "Google Drive"}
_SOURCES = {"youtube": "youtube", "sheets": "google_sheets", "drive": "google_sheets"}
_APIS = {"youtube": "YouTube Data API v3", "sheets": "Google Sheets API", "drive": "Google Drive API"}


@dataclass(frozen=True)
class Way:
    """Of which service something is asked, and how we signed in: as `account` (an e-mail), as a `user`, or by a key.

    `writes`: it is asked to change something.
    """

    service: str
    kind: str
    account: str = ""
    writes: bool = False

    @classmethod
    def of(cls, method: str | None, credentials: Any) -> "Way":
        """How a request goes out for a method of the discovery document, such as `youtube.videos.list`."""
        name = str(method or "").partition(".")[0]
        writes = str(method or "").endswith("batchUpdate")
        if credentials is None:
            return cls(name, "key", writes=writes)
        account = getattr(credentials, "service_account_email", None)
        return cls(name, "account", str(account), writes) if account else cls(name, "user", writes=writes)

    @property
    def title(self) -> str:
        """The service as people call it."""
        return _TITLES.get(self.service, "Google")

    @property
    def again(self) -> str:
        """How to sign in anew."""
        source = _SOURCES.get(self.service, self.service)
        if self.kind == "user":
            wider = " --write-back" if self.writes else ""
            return f"run `python -m connectors authorise {source}{wider}` to sign in anew"
        if self.kind == "account":
            return f"make a new key of the service account {self.account} in the Google Cloud console and use that"
        return f"copy the API key from the Google Cloud console, Credentials, into api_key under [{source}]"


_TOO_FAST = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"}
_QUOTA_GONE = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_NO_SCOPE = {"insufficientPermissions", "insufficientScopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}
_SWITCHED_OFF = {"accessNotConfigured", "SERVICE_DISABLED"}
_BAD_KEY = {"keyInvalid", "API_KEY_INVALID", "keyExpired", "API_KEY_EXPIRED"}
_KEY_RESTRICTED = {
    "ipRefererBlocked",
    "API_KEY_SERVICE_BLOCKED",
    "API_KEY_HTTP_REFERRER_BLOCKED",
    "API_KEY_IP_ADDRESS_BLOCKED",
}


def of_answer(status: int, content: bytes, way: Way, after: timedelta | None, meter: Meter) -> SourceError:
    """The error that an answer of this status and body stands for; `after` is what Retry-After said."""
    body = _body(content)
    reasons = frozenset(_reasons(body))
    if reasons & _QUOTA_GONE:
        return QuotaSpent(
            f"{way.title} says that the day's quota is used up: it begins anew at midnight, and the sync goes on then.",
            meter.until_next_day(),
        )
    if status == 429 or reasons & _TOO_FAST:
        return TryLater(f"{way.title} asks us to be slower ({status}).", after)
    if status >= 500:
        return TryLater(f"{way.title} is out of order ({status}): that passes.", after)
    message = _message(body)
    if status == 403 and not reasons & _BAD_KEY:
        return _forbidden(reasons, way, message)
    kind, sentence = _declined(status, reasons, way)
    said = f" (it says: {message})" if message and kind is not Declined else ""
    return kind(f"{sentence}{said}.", status, reasons)


def _declined(status: int, reasons: frozenset[str], way: Way) -> tuple[type[Declined], str]:
    if reasons & _BAD_KEY:
        return Declined, f"{way.title} does not accept the API key: {way.again}"
    if status == 401:
        return Declined, f"{way.title} does not accept the token: {way.again}"
    if status == 404:
        return NotFound, f"{way.title} has no such thing, or not for us"
    return Invalid, f"{way.title} refused the request ({status})"


def _forbidden(reasons: frozenset[str], way: Way, message: str) -> Declined:
    kind: type[Declined] = Declined
    if reasons & _SWITCHED_OFF:
        sentence = (
            f"The {_APIS.get(way.service, 'API')} is switched off in your Google Cloud project: enable it in the "
            "console under APIs & Services, Library, wait some minutes, then sync again."
        )
    elif reasons & _NO_SCOPE:
        sentence = f"The token lacks a scope that {way.title} wants: {way.again} and agree to all that is asked."
    elif reasons & _KEY_RESTRICTED:
        sentence = (
            f"The API key may not be used from here or for {way.title}: widen its restrictions in the Google Cloud "
            "console, Credentials."
        )
    elif "commentsDisabled" in reasons:
        kind, sentence = CommentsDisabled, "Comments are switched off for this video."
    elif way.service in ("sheets", "drive"):
        deed = "let us write to" if way.writes else "show us"
        sentence = f"{way.title} does not {deed} the spreadsheet: {_how_to_share(way)}."
    else:
        said = f" (it says: {message})" if message else ""
        sentence = f"{way.title} does not allow this{said}: sign in with an account that may see it."
    return kind(sentence, 403, reasons)


def _how_to_share(way: Way) -> str:
    if way.kind == "account":
        return f"share it with {way.account} as {'Editor' if way.writes else 'Viewer'}"
    if way.kind == "user" and way.writes:
        return "sign in with an account that may edit it"
    if way.kind == "user":
        return "share it with the account that you signed in with, or sign in with the one that may see it"
    return "an API key sees only what is shared with anyone who has the link: share it so, or use a service account"


def of_sign_in(error: GoogleAuthError, way: Way) -> SourceError:
    """The error that signing in ended with. Google's own words are not repeated: they may quote a token."""
    if not isinstance(error, RefreshError):
        return TryLater(f"{way.title}: Google's sign-in cannot be reached: see whether this computer is online.")
    if error.retryable:
        return TryLater(f"{way.title}: Google's sign-in is out of order: that passes.")
    said = str(error)
    if "invalid_client" in said or "unauthorized_client" in said:
        sentence = "the OAuth client is not known: copy client_id and client_secret from the Google Cloud console anew"
    elif "invalid_scope" in said:
        sentence = f"the token lacks a scope: {way.again} and agree to all that is asked"
    elif "short-lived" in said or "iat" in said.split():
        sentence = "the clock of this computer is wrong: set it right, then sync again"
    else:
        sentence = f"the token has expired or was revoked: {way.again}"
    return Declined(f"{way.title} does not let us in, {sentence}.", 401, frozenset({"invalid_grant"}))


def _body(content: bytes) -> Mapping[str, Any]:
    """The `error` object of a body; empty where there is none, such as in a web page."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    found = found[0] if isinstance(found, list) and found else found
    error = found.get("error") if isinstance(found, dict) else None
    return error if isinstance(error, dict) else {}


def _reasons(body: Mapping[str, Any]) -> Iterator[str]:
    yield str(body.get("status", ""))
    for part in ("errors", "details"):
        found = body.get(part)
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict) and one.get("reason"):
                yield str(one["reason"])


def _message(body: Mapping[str, Any]) -> str:
    return " ".join(str(body.get("message") or "").split())[:200].rstrip(".")
