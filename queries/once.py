"""What is worked out of a snapshot once is known for as long as the snapshot is there: it never changes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from warehouse import Snapshot

Found = TypeVar("Found")


def once(work: Callable[[Snapshot], Found]) -> Callable[[Snapshot], Found]:
    """`work(snapshot)`, done once for each snapshot. What it returns must not be altered."""
    known: WeakKeyDictionary[Snapshot, Found] = WeakKeyDictionary()

    @wraps(work)
    def remembered(snapshot: Snapshot) -> Found:
        if snapshot not in known:
            known[snapshot] = work(snapshot)
        return known[snapshot]

    return remembered
