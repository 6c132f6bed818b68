"""What the sources of Google share: how one signs in, asks, is counted, and is refused.

A source's settings build on `Access`; its `connect` takes `credentials` and a `service`, and every request goes through
`ask`, with the meter that the runner gave.
"""

from connectors.google.access import Access, credentials, key_of
from connectors.google.asking import ask, service
from connectors.google.refusals import CommentsDisabled, Declined, Invalid, NotFound
from connectors.google.signing_in import sign_in

__all__ = [
    "Access",
    "CommentsDisabled",
    "Declined",
    "Invalid",
    "NotFound",
    "ask",
    "credentials",
    "key_of",
    "service",
    "sign_in",
]
