"""Ask a metric in a scope."""

from queries.measurement import Measurement
from queries.metric import Metric
from queries.scope import Scope
from warehouse import Snapshot

SLICES = ("channel", "platform", "week", "month", "quarter", "weekday_hour")


def measure(snapshot: Snapshot, metric: Metric | str, scope: Scope, by: str | None = None) -> Measurement:
    """One metric in one scope, compared as the scope says, and cut into slices if asked."""
    raise NotImplementedError
