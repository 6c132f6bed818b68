"""Publish: what the writer has becomes what everybody reads, in one instant."""

import os
import shutil

from warehouse.errors import NoRoom
from warehouse.home import Home
from warehouse.writer import Writer


def publish(writer: Writer) -> None:
    """Copy the writer's file and swap it in; a reader sees the old snapshot or the new one, never half of one.

    Call it outside a transaction. Raises NoRoom when the copy does not fit; the old snapshot then stays.
    """
    writer.checkpoint()
    copy_file(writer.home)


def copy_file(home: Home) -> None:
    """Copy beside the published file first: only a complete copy takes its name."""
    unfinished = home.published_file.with_suffix(f".{os.getpid()}.part")
    for left in home.folder.glob(f"{home.published_file.stem}.*.part"):
        left.unlink(missing_ok=True)  # of a publisher that was killed: whoever holds the writer is the only one
    try:
        shutil.copyfile(home.writer_file, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(home.published_file)
    except OSError as error:
        raise NoRoom(
            f"The new figures could not be published to {home.published_file} ({error.strerror}): free some space and "
            "sync again; until then the dashboard shows the ones before."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
