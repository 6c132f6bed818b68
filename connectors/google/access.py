"""The three ways to sign in with Google: a service account, an installed application (OAuth), or an API key."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urljoin

from google.oauth2 import credentials as oauth
from google.oauth2 import service_account
from pydantic import Field, SecretStr

from connectors.contract import NotConfigured, Settings

Credentials: TypeAlias = service_account.Credentials | oauth.Credentials

TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


class Access(Settings):
    """The settings by which a source signs in with Google; `endpoint` is another server than Google's, for tests."""

    api_key: SecretStr | None = None
    service_account_file: Path | None = None
    service_account_json: SecretStr | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    refresh_token: SecretStr | None = None
    endpoint: str | None = Field(default=None, pattern=r"^(https://|http://(127\.0\.0\.1|localhost)[:/])")


def key_of(settings: Access) -> str | None:
    """The API key, if there is one."""
    return None if settings.api_key is None else settings.api_key.get_secret_value().strip() or None


def credentials(settings: Access, scopes: Sequence[str], source: str) -> Credentials | None:
    """The credentials that these settings describe; None where they have an API key only.

    `source` is the name of the connector, for what is said to a person. Nothing is asked of Google yet. Raises
    NotConfigured with one sentence that holds no secret.
    """
    has_account = settings.service_account_file is not None or settings.service_account_json is not None
    named = [name for name in ("client_id", "client_secret", "refresh_token") if getattr(settings, name) is not None]
    if has_account and named:
        raise NotConfigured(
            f"[{source}] has both a service account and {named[0]}: keep the one that {source} is to sign in with."
        )
    if has_account:
        return _of_account(settings, scopes)
    if named:
        return _of_application(settings, scopes, source)
    if key_of(settings) is None:
        raise NotConfigured(
            f"[{source}] does not say how to sign in with Google: give it an api_key, a service_account_file, or "
            f"client_id and client_secret and then run `python -m connectors authorise {source}`."
        )
    return None


def application(settings: Access, source: str) -> tuple[str, str]:
    """Id and secret of the OAuth client, or NotConfigured with the one that is missing."""
    for name in ("client_id", "client_secret"):
        if not getattr(settings, name):
            raise NotConfigured(
                f"[{source}] has no {name}: copy it from the OAuth client in the Google Cloud console, Credentials."
            )
    secret = settings.client_secret
    return str(settings.client_id).strip(), secret.get_secret_value().strip() if secret else ""


def _of_application(settings: Access, scopes: Sequence[str], source: str) -> oauth.Credentials:
    client_id, client_secret = application(settings, source)
    if settings.refresh_token is None:
        raise NotConfigured(f"[{source}] has no refresh_token yet: run `python -m connectors authorise {source}`.")
    return oauth.Credentials(  # type: ignore[no-untyped-call]
        token=None,
        refresh_token=settings.refresh_token.get_secret_value().strip(),
        token_uri=urljoin(settings.endpoint, "/token") if settings.endpoint else TOKEN_URI,
        client_id=client_id,
        client_secret=client_secret,
        scopes=list(scopes),
    )


def _of_account(settings: Access, scopes: Sequence[str]) -> service_account.Credentials:
    where, key = _account_key(settings)
    if key.get("type") != "service_account":
        raise NotConfigured(
            f"{where} is no key of a service account: in the Google Cloud console open the service account, Keys, "
            "Add key, JSON, and use the file that is downloaded."
        )
    try:
        return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call, no-any-return]
            key, scopes=list(scopes)
        )
    except Exception:  # what it says may quote the key
        raise NotConfigured(
            f"{where} is damaged or not complete: download a new key of the service account and use it as it is."
        ) from None


def _account_key(settings: Access) -> tuple[str, Mapping[str, Any]]:
    """The key of the service account, and what to call the place where it stands."""
    where, text = "The service_account_json", ""
    if settings.service_account_json is not None:
        text = settings.service_account_json.get_secret_value()
    elif settings.service_account_file is not None:
        path = settings.service_account_file.expanduser()
        where = f"The service_account_file {path}"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
            raise NotConfigured(f"{where} {reason}: write the full path of the key file that was downloaded.") from None
    try:
        key = json.loads(text)
    except ValueError:
        key = None
    return where, key if isinstance(key, Mapping) else {}
