"""The server: who may ask, what it costs, and what goes wrong on the way.

As with Google, every call of YouTube costs a unit, an invalid one too; beyond `quota` there is 403 quotaExceeded. A key
reads what is public; a token needs a scope of the method. `google.calls` are the calls that came in.
"""

import base64
import json
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google_stand_in import faults, fields
from tests.google_stand_in.answer import Answer, Question, Refusal
from tests.google_stand_in.cells import Spreadsheet
from tests.google_stand_in.discovery import Method, methods
from tests.google_stand_in.sheets import Sheets
from tests.google_stand_in.youtube import Channel, YouTube


@dataclass
class Grant:
    """What a token is good for: the e-mail address or channel id of whoever gave it, and its scopes."""

    account: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Call:
    """A call that came in: the id of its method, its parameters without key, and the status of its answer."""

    method: str
    parameters: Mapping[str, list[str]]
    status: int


@dataclass
class StandIn:
    """Google, as long as the block lasts: `with google: …`. Then it asserts that all it said was well formed."""

    channels: list[Channel] = field(default_factory=list)
    spreadsheets: list[Spreadsheet] = field(default_factory=list)
    key: str = "key-of-a-project-1234567890"
    quota: int | None = None
    most: int | None = None
    """So many records at most on a page, however many are asked for."""
    switched_off: set[str] = field(default_factory=set)
    """Services whose API is not enabled: "youtube", "sheets", "drive"."""
    calls: list[Call] = field(default_factory=list)
    units: int = 0
    complaints: list[str] = field(default_factory=list)
    refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, Grant] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)
    accounts: dict[str, Any] = field(default_factory=dict)
    client: tuple[str, str] = ("client-of-a-project", "client-secret-of-a-project")
    _planned: list[faults.Planned] = field(default_factory=list)

    def fail(self, method: str, fault: faults.Fault, *, times: int = 1, after: int = 0) -> None:
        """Plan a fault for a method, such as `sheets.spreadsheets.get`, or for all with "*"."""
        self._planned.append(faults.Planned(method, fault, times, after))

    def mend(self) -> None:
        """Let nothing fail any more."""
        self._planned.clear()

    def called(self, method: str = "") -> int:
        """How often a method was called, or all whose id begins so."""
        return sum(call.method.startswith(method) for call in self.calls)

    def grant(self, account: str, *scopes: str) -> str:
        """A refresh token that `account` gave for these scopes, as names at the end of the scope's address."""
        token = f"refresh-{secrets.token_hex(8)}"
        self.refresh_tokens[token] = Grant(account, frozenset(map(_scope, scopes)))
        return token

    def revoke(self) -> None:
        """Nothing that was granted until now is good any more."""
        self.refresh_tokens.clear()
        self.tokens.clear()

    def service_account(self, email: str = "rapport@a-project.iam.gserviceaccount.com") -> dict[str, str]:
        """The key file of a new service account, as Google gives it for download."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.accounts[email] = key.public_key()
        return {
            "type": "service_account",
            "project_id": "a-project",
            "private_key_id": secrets.token_hex(8),
            "private_key": pem.decode(),
            "client_email": email,
            "client_id": "1234567890",
            "token_uri": self.endpoint + "token",
        }

    @property
    def endpoint(self) -> str:
        """The root of the server, such as `http://127.0.0.1:8080/`."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __post_init__(self) -> None:
        youtube, sheets = YouTube(self.channels), Sheets(self.spreadsheets)
        self._handlers = {**youtube.methods, **sheets.methods}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        stand_in = self

        class Handler(_Handler):
            google = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()
        if kind is None:
            assert not self.complaints, self.complaints

    def answer(self, verb: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a request."""
        address = urlsplit(target)
        if verb == "POST" and address.path == "/token":
            with self._lock:
                form = {name: given[0] for name, given in parse_qs(body.decode()).items()}
                return self._token({**_of_basic(headers.get("Authorization", "")), **form})
        query = address.query
        if headers.get("X-HTTP-Method-Override") == "GET":
            verb, query, body = "GET", body.decode(), b""
        parameters = parse_qs(query, keep_blank_values=True)
        for method in methods():
            match = method.path.match(address.path) if method.http_method == verb else None
            if match is not None and method.id in self._handlers:
                parameters |= {name: [unquote(text)] for name, text in match.groupdict().items()}
                with self._lock:
                    return self._called(method, parameters, headers, body)
        return Answer(404, b"<!doctype html><title>Error 404 (Not Found)!!1</title>", {"Content-Type": "text/html"})

    def _called(
        self, method: Method, parameters: dict[str, list[str]], headers: Mapping[str, str], body: bytes
    ) -> Answer:
        key = parameters.pop("key", [""])[0]
        parameters.pop("alt", None)
        newer = not method.id.startswith(("youtube.", "drive."))

        def handle(question: Question) -> Answer:
            payload = self._handlers[question.method](question)
            payload = fields.kept(payload, question.one("fields"))
            self.complaints += [f"{method.id}: {problem}" for problem in method.problems_of_answer(payload)]
            answer = Answer.of(payload)
            if "etag" in payload:
                answer.headers["ETag"] = payload["etag"]
                if headers.get("If-None-Match") == payload["etag"]:
                    return Answer(304, b"")
            return answer

        try:
            question = self._question(method, parameters, key, headers, body)
            planned = next(faults.first(self._planned, method.id), None)
            answer = handle(question) if planned is None else planned(question, handle)
        except Refusal as refusal:
            answer = refusal.answer(newer=newer)
        self.calls.append(Call(method.id, parameters, answer.status))
        return answer

    def _question(
        self, method: Method, parameters: dict[str, list[str]], key: str, headers: Mapping[str, str], body: bytes
    ) -> Question:
        service = method.id.partition(".")[0]
        if service == "youtube":
            if self.quota is not None and self.units >= self.quota:
                raise Refusal(
                    403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota."
                )
            self.units += 1
        grant = self._grant(method, key, headers)
        if service in self.switched_off:
            raise Refusal(403, "SERVICE_DISABLED" if service == "sheets" else "accessNotConfigured", "API is disabled.")
        sent = json.loads(body) if body else None
        problems = [*method.problems_of_question(parameters), *method.problems_of_body(sent or {})]
        if problems:
            self.complaints += [f"{method.id}: {problem}" for problem in problems if "pageToken" not in problem]
            raise Refusal(400, "badRequest", "; ".join(problems))
        account, scopes = (grant.account, grant.scopes) if grant else (None, frozenset[str]())
        question = Question(method.id, dict(parameters), sent, account, scopes)
        if self.most is not None and "maxResults" in method.description.get("parameters", {}):
            question.parameters["maxResults"] = [str(min(self.most, question.number("maxResults", self.most)))]
        return question

    def _grant(self, method: Method, key: str, headers: Mapping[str, str]) -> Grant | None:
        bearer = headers.get("Authorization", "").removeprefix("Bearer ")
        if not bearer:
            if key != self.key:
                raise Refusal(400, "API_KEY_INVALID" if method.id.startswith("sheets") else "keyInvalid", "Bad Request")
            return None
        grant = self.tokens.get(bearer)
        if grant is None:
            raise Refusal(401, "authError", "Invalid Credentials")
        if not grant.scopes & method.scopes:
            newer = method.id.startswith("sheets")
            reason = "ACCESS_TOKEN_SCOPE_INSUFFICIENT" if newer else "insufficientPermissions"
            raise Refusal(403, reason, "Request had insufficient authentication scopes.")
        return grant

    def _token(self, form: Mapping[str, str]) -> Answer:
        """The token endpoint: an access token for a refresh token, a code, or the word of a service account."""
        more: dict[str, Any] = {}
        if form.get("assertion"):
            grant = self._of_account(form["assertion"])
        elif (form.get("client_id"), form.get("client_secret")) != self.client:
            return Answer.of({"error": "invalid_client", "error_description": "Unauthorized"}, 401)
        elif form.get("grant_type") == "authorization_code":
            grant = self.codes.pop(form.get("code", ""), None)
            if grant is not None:
                more = {
                    "refresh_token": self.grant(grant.account, *grant.scopes),
                    "scope": " ".join(sorted(grant.scopes)),
                }
        else:
            grant = self.refresh_tokens.get(form.get("refresh_token", ""))
        if grant is None:
            return Answer.of({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, 400)
        token = f"ya29.access-{secrets.token_hex(8)}"
        self.tokens[token] = grant
        return Answer.of({"access_token": token, "expires_in": 3599, "token_type": "Bearer", **more})

    def _of_account(self, assertion: str) -> Grant | None:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        head, claims, signature = assertion.split(".")
        said = json.loads(_decoded(claims))
        key = self.accounts.get(said["iss"])
        try:
            key.verify(_decoded(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, AttributeError):
            return None
        fresh = said["exp"] > time.time()
        return Grant(said["iss"], frozenset(said["scope"].split())) if fresh else None


def _scope(name: str) -> str:
    return name if name.startswith("https://") else f"https://www.googleapis.com/auth/{name}"


def _of_basic(header: str) -> dict[str, str]:
    """Id and secret of a client that names itself in a header and not in the form."""
    scheme, _, coded = header.partition(" ")
    client_id, _, client_secret = base64.b64decode(coded).decode().partition(":")
    return {"client_id": client_id, "client_secret": client_secret} if scheme == "Basic" else {}


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    google: StandIn

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.google.answer(self.command, self.path, self.headers, body)
        how = answer.headers.pop("X-Stand-In", "")
        if how:
            if how == "hang":
                self.google._closed.wait()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(answer.body)))
        elif int(answer.headers["Content-Length"]) != len(answer.body):
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = do_PUT = _handle  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""
