"""Read a connector's settings, and keep their secrets out of everything that is printed or stored."""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from pydantic import BaseModel, SecretBytes, SecretStr, ValidationError

from connectors.contract import Connector, NotConfigured, Settings

SECRETS_FILE = Path(".streamlit/secrets.toml")


def read_settings(
    connector: Connector, secrets_file: Path = SECRETS_FILE, environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings of a connector: RAPPORT_<NAME>_<SETTING> in the environment, else [<name>] in the secrets file.

    Raises NotConfigured with one sentence that names what is missing and where to write it, and no value.
    """
    prefix = _prefix(connector)
    section = {
        name: value
        for name, value in _section(connector, secrets_file).items()
        if prefix + name.upper() not in environment
    }
    try:
        return connector.settings(**{"_env_prefix": prefix, **section})
    except ValidationError as error:
        raise NotConfigured(_sentence(connector, error)) from None


def is_mentioned(
    connector: Connector, secrets_file: Path = SECRETS_FILE, environment: Mapping[str, str] = os.environ
) -> bool:
    """Whether somebody has begun to configure this connector."""
    prefix = _prefix(connector)
    return any(name.startswith(prefix) for name in environment) or bool(_section(connector, secrets_file))


def overridden(connector: Connector, names: Iterable[str], environment: Mapping[str, str] = os.environ) -> list[str]:
    """The variables of the environment that go before these settings of the secrets file."""
    return [variable for name in names if (variable := _prefix(connector) + name.upper()) in environment]


def _prefix(connector: Connector) -> str:
    return f"RAPPORT_{connector.name.upper()}_"


def _section(connector: Connector, secrets_file: Path) -> dict[str, Any]:
    try:
        section = tomllib.loads(secrets_file.read_text(encoding="utf-8")).get(connector.name, {})
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        where = match[0] if (match := re.search(r"at line \d+", str(error))) else "somewhere"
        raise NotConfigured(f"{secrets_file} cannot be read as TOML ({where}): correct it, then run again.") from None
    return section if isinstance(section, dict) else {}


def _sentence(connector: Connector, error: ValidationError) -> str:
    problems = []
    for problem in error.errors(include_input=False, include_context=False, include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        if problem["type"] == "missing":
            problems.append(
                f"{_prefix(connector)}{name.upper()} is not set (or {name} under [{connector.name}] in {SECRETS_FILE})"
            )
        elif problem["type"] == "extra_forbidden":
            problems.append(f"there is no setting {name}")
        else:
            problems.append(f"{name or 'the settings'}: {problem['msg'][:1].lower()}{problem['msg'][1:]}")
    return f"{connector.title} is not configured: {'; '.join(problems)}."


class Secrets:
    """Words that must not be seen. Call it with a text to get the text without them."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, settings: BaseModel) -> None:
        """Hide every secret value of these settings from now on."""
        for secret in _secrets(settings):
            lines = [line for line in secret.splitlines() if len(line) >= 16]
            for word in (secret, *lines):
                self._words |= {word, quote(word), quote(word, safe=""), quote_plus(word), json.dumps(word)[1:-1]}
        self._words = {word for word in self._words if len(word) >= 4}

    def __call__(self, text: str) -> str:
        """The text without them."""
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, "•••")
        return _CREDENTIAL.sub(r"\1•••", text)


#: Credentials that a platform handed out on the way are in no setting, but stand in addresses and headers like this.
_CREDENTIAL = re.compile(
    r"""((?:[?&](?:access_?token|refresh_?token|token|api_?key|key|client_secret|password|code|sig(?:nature)?)=)"""
    r"""|\b(?:Bearer|Basic)\s+)[^\s&"'<>]{6,}""",
    re.IGNORECASE,
)


def _secrets(value: Any) -> Iterator[str]:
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    elif isinstance(value, SecretBytes):
        yield value.get_secret_value().decode(errors="replace")
    elif isinstance(value, BaseModel):
        yield from _secrets({name: getattr(value, name) for name in type(value).model_fields})
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _secrets(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _secrets(one)
