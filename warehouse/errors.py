"""What can go wrong with a warehouse, each named by what to do next. Every message is one sentence for a person."""

import errno
import os


class WarehouseError(Exception):
    """The warehouse cannot do this; the message says what, where and what to do."""


class Busy(WarehouseError):
    """Another process is writing; try again when it has finished."""


class TooNew(WarehouseError):
    """The file was written by a newer Rapport; update Rapport."""


class NothingPublished(WarehouseError):
    """No snapshot to read yet; import a file or run a sync first."""


class Unreadable(WarehouseError):
    """A file from outside cannot be read at all; the message names it and says why."""


class BadRow(WarehouseError):
    """A row breaks a rule of its table; the transaction it came in is void. Set the row aside and write the rest."""


class NoRoom(WarehouseError):
    """The disk is full; free some space and run again, nothing was lost."""


class NoMemory(WarehouseError):
    """The memory that the database may hold does not suffice; do less at once, nothing was lost."""


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_disk_full(error: Exception) -> bool:
    """Whether an error of the operating system, or of the database about it, says that there is no room on the disk."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    sentences = [os.strerror(number).lower() for number in _FULL]
    # what goes to disk for want of memory may take what is free of it, and no more
    return any(sentence in str(error).lower() for sentence in [*sentences, "'max_temp_directory_size'"])
