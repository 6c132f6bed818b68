"""Ask Google with its own client: built from the discovery documents it ships, retried by it, counted by us.

The client sleeps between attempts as it pleases; a server that says how long to wait is given at least that.
"""

import http.client
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import google_auth_httplib2
import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from connectors.contract import Meter, TryLater, UnexpectedPayload
from connectors.google import refusals
from connectors.google.access import Credentials
from connectors.google.refusals import Way

#: Seconds without a byte after which a request is given up; Google itself gives up on a sheet after 180.
TIMEOUT = 120.0
#: How often a request is repeated after 429, 5xx or a fault of the connection.
RETRIES = 4
#: A longer pause than this is left to the runner, which looks after other things meanwhile.
LONGEST_PAUSE = timedelta(seconds=60)

#: It would log addresses, and an API key stands in the address.
logging.getLogger("googleapiclient.http").setLevel(logging.ERROR)

_BASES = {"drive": "drive/v3/"}


def service(
    name: str,
    version: str,
    credentials: Credentials | None,
    *,
    developer_key: str | None = None,
    endpoint: str | None = None,
) -> Any:
    """Google's own client of one of its services, such as `service("youtube", "v3", …)`.

    `endpoint` is the root of another server that answers as Google does, such as `http://127.0.0.1:8080/`.
    """
    line: Any = _Line(getattr(credentials, "_token_uri", None))
    if credentials is not None:
        line = google_auth_httplib2.AuthorizedHttp(credentials, http=line)
    options = {"api_endpoint": urljoin(endpoint, _BASES.get(name, ""))} if endpoint else None
    return build(
        name,
        version,
        http=line,
        developerKey=developer_key,
        client_options=options,
        static_discovery=True,
        cache_discovery=False,
    )


def ask(request: Any, meter: Meter, units: int = 1, *, once: bool = False) -> dict[str, Any]:
    """The answer to a request of a `service`, each attempt counted with `units` of the quota.

    `once` is for what must not be done twice: it is sent a single time, and where no answer comes (TryLater) it may
    have been done all the same.

    Raises TryLater when Google asks for patience or is out of reach, QuotaSpent when the day's quota is gone, Declined
    (a Refused; NotFound, Invalid and CommentsDisabled are of its kind) when it will not, and UnexpectedPayload when
    what comes is no answer. No sentence holds an address, a key or a token.
    """
    is_signed = isinstance(request.http, google_auth_httplib2.AuthorizedHttp)
    line = request.http.http if is_signed else request.http
    way = Way.of(request.methodId, request.http.credentials if is_signed else None)
    line.begin(meter, units, once=once)
    request._sleep = line.pause
    try:
        answer = request.execute(num_retries=0 if once else RETRIES)
    except HttpError as error:
        raise refusals.of_answer(error.resp.status, error.content, way, _after(error.resp), meter) from None
    except GoogleAuthError as error:
        raise refusals.of_sign_in(error, way) from None
    except (httplib2.HttpLib2Error, OSError) as error:
        raise TryLater(f"{way.title} {_fault(error)}: see whether this computer is online.") from None
    except ValueError:
        answer = None
    finally:
        line.end()
    if not isinstance(answer, dict):
        raise UnexpectedPayload(
            f"{way.title} gave a web page or something else that is no answer: see whether a proxy or the sign-in page "
            "of a network stands between."
        )
    return answer


class _Line(httplib2.Http):  # type: ignore[misc]
    """The connection, which counts what goes over it and turns a body that was cut into a fault of the connection."""

    def __init__(self, token_uri: str | None) -> None:
        super().__init__(timeout=TIMEOUT)
        self._token_uri = token_uri
        self._meter: Meter | None = None
        self._units = 0
        self._wait = timedelta()
        self._is_once = False

    def begin(self, meter: Meter, units: int, *, once: bool = False) -> None:
        """From now on count on this meter; `once`: let nothing be sent a second time."""
        self._meter, self._units, self._wait, self._is_once = meter, units, timedelta(), once

    def end(self) -> None:
        """Count no more."""
        self._meter, self._is_once = None, False

    def pause(self, seconds: float) -> None:
        """Sleep as long as the client wants to, or longer if Google asked for it."""
        if self._meter is not None:
            self._meter.sleep(max(seconds, self._wait.total_seconds()))

    def request(self, uri: str, *args: Any, **more: Any) -> tuple[httplib2.Response, bytes]:
        meter = None if uri == self._token_uri else self._meter
        if meter is not None:
            meter.allow(self._units)
        try:
            response, content = super().request(uri, *args, **more)
        except (ConnectionRefusedError, httplib2.ServerNotFoundError):
            raise  # nobody was asked
        except (http.client.HTTPException, OSError) as error:
            self._spend(meter)
            if isinstance(error, OSError):
                raise
            raise ConnectionAbortedError("the answer was cut off") from None
        self._spend(meter)
        self._wait = _after(response) or timedelta()
        if self._wait > LONGEST_PAUSE and response.status >= 400:
            raise HttpError(response, content)
        if response.status < 300 and _is_cut(response, content):
            raise ConnectionAbortedError("the answer was cut off")
        return response, content

    def _conn_request(self, conn: Any, *request: Any) -> Any:
        """As httplib2 does it, but it would send again what the other side hung up on."""
        if not self._is_once:
            return super()._conn_request(conn, *request)
        conn.close()  # one that has gone stale meanwhile would find that out by sending
        send = conn.request

        def refuse(*_: Any, **__: Any) -> None:
            raise ConnectionAbortedError("no answer came")

        def send_once(*what: Any, **more: Any) -> None:
            conn.request = refuse
            send(*what, **more)

        conn.request = send_once
        try:
            return super()._conn_request(conn, *request)
        finally:
            del conn.request

    def _spend(self, meter: Meter | None) -> None:
        if meter is not None:
            meter.spend(self._units)


def _is_cut(response: httplib2.Response, content: bytes) -> bool:
    is_json = str(response.get("content-type", "")).startswith("application/json")
    return is_json and bool(content.strip()) and not content.rstrip().endswith((b"}", b"]"))


def _after(response: Mapping[str, Any]) -> timedelta | None:
    """How long Retry-After asks to wait, in seconds or until a date; None where it is not said."""
    text = str(response.get("retry-after", "")).strip()
    if text.isdigit():
        return timedelta(seconds=min(int(text), 10**8))
    try:
        return max(parsedate_to_datetime(text) - datetime.now(UTC), timedelta())
    except (TypeError, ValueError):
        return None


def _fault(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "did not answer in time"
    return "broke its answer off" if isinstance(error, ConnectionAbortedError) else "cannot be reached"
