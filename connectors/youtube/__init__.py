"""YouTube: the comments under our videos and the replies to them, by the Data API v3.

An API key reads what everybody sees; OAuth of the channel's owner also reads what is held for review. docs/youtube.md
walks through both.
"""

from collections.abc import Iterator
from functools import partial

from connectors import google
from connectors.contract import Connector, Page, Stream
from connectors.youtube import rows
from connectors.youtube.client import SCOPES, Client, Settings, connect, quota
from connectors.youtube.comments import comments
from connectors.youtube.held import held


def channels(client: Client, _since: object) -> Iterator[Page]:
    """Our channels, as they were found when we signed in."""
    yield Page([rows.channel_row(one) for one in client.channels.values()])


def subscribers(client: Client, _since: object) -> Iterator[Page]:
    """How many subscribers they have today, where they show it."""
    day = client.now.date()
    yield Page([rows.followers_row(one, day) for one in client.channels.values() if one.followers is not None])


CONNECTOR = Connector(
    "youtube",
    "YouTube",
    Settings,
    connect,
    [
        Stream("channels", "channels", channels),
        Stream("subscribers", "audience_counts", subscribers),
        Stream("held", "messages", held),
        Stream("comments", "messages", comments, cursor="token"),
    ],
    quota=quota,
    sign_in=partial(google.sign_in, scopes=SCOPES, source="youtube"),
)
