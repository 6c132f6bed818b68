"""A stand-in for Google on loopback: YouTube, Sheets and Drive as their discovery documents describe them.

    google = StandIn()
    google.channels.append(Channel("UCours", "Ours", videos=[Video("v1", "Hello", NOON, threads=[…])]))
    with google:
        connector settings: endpoint = google.endpoint, api_key = google.key

Its state is plain objects that a test builds and changes. What it answers is checked against the schemas of the
documents that the client ships, and the parameters that it is asked with against their methods; see server.py for
what else is like Google, and faults.py for what can be made to go wrong.
"""

from tests.google_stand_in.cells import Formula, Sheet, Shown, Spreadsheet
from tests.google_stand_in.faults import Fault, changed, cut, deaf_to, drop, hang, status, web_page
from tests.google_stand_in.server import Call, StandIn
from tests.google_stand_in.youtube import Channel, Comment, Thread, Video

__all__ = [
    "Call",
    "Channel",
    "Comment",
    "Fault",
    "Formula",
    "Sheet",
    "Shown",
    "Spreadsheet",
    "StandIn",
    "Thread",
    "Video",
    "changed",
    "cut",
    "deaf_to",
    "drop",
    "hang",
    "status",
    "web_page",
]
