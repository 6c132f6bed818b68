"""The inbox: acts wait here as small files until whoever holds the writer takes them in.

Only one process writes to a warehouse, and a sync holds it for as long as it runs. So an act is first a file of its
own, complete from the instant it has its name, which is deleted only after it has been committed. Killed in between,
it is taken in once more, which changes nothing.
"""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from warehouse import acts, memory
from warehouse.acts import Act, Undo
from warehouse.errors import BadRow, NoRoom
from warehouse.home import Home
from warehouse.writer import Writer

_ENTRY: TypeAdapter[Act | Undo] = TypeAdapter(Act | Undo)


def put(home: Home, entry: Act | Undo) -> Path:
    """Lay an act into the inbox; once this returns, it is not lost. Raises NoRoom on a full disk."""
    folder = _folder(home)
    content = json.dumps(asdict(entry), ensure_ascii=False, default=str, indent=1).encode(errors="replace")
    name = f"{entry.noted_at:%Y%m%dT%H%M%S.%f}-{hashlib.sha256(content).hexdigest()[:12]}"
    unfinished = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return unfinished.replace(folder / f"{name}.json")
    except OSError as error:
        raise NoRoom(
            f"This could not be noted in {folder} ({error.strerror}): free some space and say it again."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def waiting(home: Home) -> list[Path]:
    """The files that wait, oldest first."""
    return sorted(_folder(home).glob("*.json"))


def entries(home: Home) -> list[Act | Undo]:
    """What waits, oldest first, as far as it can be read."""
    found = []
    for path in waiting(home):
        with suppress(FileNotFoundError, ValidationError):  # taken in meanwhile, or set aside by who takes it in
            found.append(_ENTRY.validate_json(path.read_bytes()))
    return found


def take_in(writer: Writer, tell: Callable[[str], None]) -> int:
    """Commit what waits, each act in a transaction of its own, and returns how many changed something.

    Call it outside a transaction. A file that cannot be read is set aside under another name, which `tell` hears.
    """
    taken = 0
    for path in waiting(writer.home):
        try:
            entry = _ENTRY.validate_json(path.read_bytes())
            with writer.transaction():
                taken += _write(writer, entry)
        except FileNotFoundError:
            continue
        except (ValidationError, BadRow) as error:
            aside = path.replace(path.with_suffix(".unreadable"))
            reason = str(error).splitlines()[0]
            tell(f"An act in the inbox could not be read and is set aside as {aside}: {reason}")
        else:
            path.unlink(missing_ok=True)
    return taken


def _write(writer: Writer, entry: Act | Undo) -> bool:
    if entry.about_sample and memory.sources(writer) - {memory.SAMPLE}:
        return False  # the sample made room for data of the organisation's own meanwhile
    return acts.write(writer, entry) if isinstance(entry, Act) else acts.undo(writer, entry)


def _folder(home: Home) -> Path:
    return home.folder / "inbox"
