"""Let a person sign in with Google: the browser agrees, and comes back to this computer with a refresh token."""

import webbrowser
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urljoin

from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error
from requests import RequestException

from connectors.contract import Refused, TryLater
from connectors.google.access import TOKEN_URI, Access, application

#: How long a person may take, in seconds.
PATIENCE = 600
_AUTH_URI = "https://accounts.google.com/o/oauth2/auth"


def sign_in(settings: Access, show: Callable[[str], None], *, scopes: Sequence[str], source: str) -> Mapping[str, str]:
    """The settings that come of signing in: a `refresh_token` for these scopes.

    `show` is given the address to open, which is also opened in the browser of this computer, if it has one. Raises
    NotConfigured without an OAuth client, Refused when the person does not agree, TryLater when nobody comes.
    """
    client_id, client_secret = application(settings, source)
    client = {
        "client_id": client_id,
        "client_secret": client_secret,
        "auth_uri": urljoin(settings.endpoint, "/auth") if settings.endpoint else _AUTH_URI,
        "token_uri": urljoin(settings.endpoint, "/token") if settings.endpoint else TOKEN_URI,
    }
    flow = _Flow.from_client_config({"installed": client}, list(scopes))
    flow.show = show
    again = f"run `python -m connectors authorise {source}` again"
    try:
        found = flow.run_local_server(
            port=0,
            open_browser=False,
            authorization_prompt_message=None,
            success_message="Rapport has what it needs. You can close this window.",
            timeout_seconds=PATIENCE,
            access_type="offline",
            prompt="consent",
        )
    except WSGITimeoutError:
        raise TryLater(f"Nobody signed in within {PATIENCE // 60} minutes: {again}.") from None
    except (OAuth2Error, Warning) as error:  # a Warning says that not all scopes were agreed to
        reason = "not all that was asked was agreed to" if isinstance(error, Warning) else error.error
        raise Refused(f"Google did not let you in ({reason}): {again} and agree to all that is asked.") from None
    except RequestException:
        raise TryLater(
            f"Google's sign-in cannot be reached: see whether this computer is online, then {again}."
        ) from None
    if not found.refresh_token:
        raise Refused(f"Google gave no refresh token: take Rapport's access back in your Google account, then {again}.")
    return {"refresh_token": str(found.refresh_token)}


class _Flow(InstalledAppFlow):  # type: ignore[misc]
    """Google's own flow, which shows the address where we want it."""

    show: Callable[[str], None]

    def authorization_url(self, **more: str) -> tuple[str, str]:
        """The address to open, which is shown and opened."""
        address, state = super().authorization_url(**more)
        self.show(address)
        with suppress(webbrowser.Error):  # it is shown, too
            webbrowser.open(address)
        return address, state
