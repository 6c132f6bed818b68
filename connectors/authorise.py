"""Sign in to a source that wants a person to do so, and keep what comes of it in the secrets file."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from connectors.contract import Connector, NotConfigured
from connectors.progress import Progress
from connectors.settings import SECRETS_FILE, Secrets, overridden, read_settings


def authorise(
    connector: Connector, progress: Progress, secrets: Secrets, file: Path = SECRETS_FILE, *, to_write: bool = False
) -> None:
    """Let a person sign in to a source, and write what comes of it under [name] in the secrets file.

    `to_write`: so that it may be written to as well, where the source knows that.
    Raises NotConfigured where the source has no such sign-in or the file cannot be written, and what signing in raises.
    """
    if connector.sign_in is None:
        raise NotConfigured(f"{connector.title} has nobody to sign in: it needs settings only, see `check`.")
    settings = read_settings(connector, file)
    secrets.add(settings)
    if to_write:
        if connector.target is None:
            raise NotConfigured(f"{connector.title} is only read: leave --write-back out.")
        settings = settings.model_copy(update={"write_back": True})
    name = connector.name
    found = connector.sign_in(settings, lambda address: progress("note", name, detail=f"Open {address} and agree."))
    keep(name, found, file)
    secrets.add(read_settings(connector, file))
    said = f"Signed in; what came of it is kept in {file}."
    for variable in overridden(connector, found):
        said += f" But {variable} is set in the environment and goes before it: unset it."
    progress("note", name, detail=f"{said} See `python -m connectors check {name}`.")


def keep(name: str, values: Mapping[str, str], file: Path = SECRETS_FILE) -> None:
    """Write settings under [name] in a TOML file that only its owner may read; all else in it stays as it is."""
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        wanted = tomllib.loads(before)
        text = _with(before, name, values)
        wanted[name] = {**wanted.get(name, {}), **values}
        if tomllib.loads(text) != wanted:
            raise ValueError
        _write(file, text)
    except (OSError, ValueError, TypeError, AttributeError):
        raise NotConfigured(
            f"{file} cannot be written or is no plain TOML with a section [{name}]: correct it, then run "
            f"`python -m connectors authorise {name}` again."
        ) from None


def _with(text: str, name: str, values: Mapping[str, str]) -> str:
    """A TOML file with these settings in its section, which is added at the end where there is none."""
    lines = text.splitlines()
    header = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]\s*(#.*)?$")
    start = next((number for number, line in enumerate(lines) if header.match(line)), None)
    if start is None:
        lines += [*([""] if lines else []), f"[{name}]"]
        start = len(lines) - 1
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"\s*\[", lines[n])), len(lines))
    names = "|".join(map(re.escape, values))
    kept = [line for line in lines[start + 1 : end] if not re.match(rf"\s*({names})\s*=", line)]
    written = tomli_w.dumps(dict(values)).splitlines()
    return "\n".join([*lines[: start + 1], *written, *kept, *lines[end:]]) + "\n"


def _write(file: Path, text: str) -> None:
    """Replace a file in one step by one that only its owner may read."""
    place = file.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    fresh.replace(place)
