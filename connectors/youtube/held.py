"""Comments that are kept from the public: those that wait for our review, and those that YouTube takes for spam.

Only the owner of a channel sees them. One that is let through loses its mark when its thread is listed in public.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from connectors.contract import Page, RefusedRow, Row, UnexpectedPayload, refused_row
from connectors.youtube import rows
from connectors.youtube.batch import id_of
from connectors.youtube.client import Client
from connectors.youtube.rows import Channel, Place
from connectors.youtube.threads import THREADS


def held(client: Client, _since: object) -> Iterator[Page]:
    """All of them, on the channels whose owner's token we have."""
    for channel in client.channels.values():
        if channel.native_id not in client.own or not client.settings.held_comments:
            continue
        for status in ("heldForReview", "likelySpam"):
            pages = client.pages(
                "commentThreads",
                id_of,
                allThreadsRelatedToChannelId=channel.native_id,
                moderationStatus=status,
                **THREADS,
            )
            for items in pages:
                yield _held(items, client, channel)


def _held(threads: Iterable[Any], client: Client, channel: Channel) -> Page:
    """The comments in these threads that are held; the others come with the rest."""
    found: list[Row] = []
    refused: list[RefusedRow] = []
    for payload in threads:
        try:
            thread = rows.thread(payload)
        except UnexpectedPayload as problem:
            refused.append(refused_row(payload, str(problem)))
            continue
        place = Place(channel, thread.video_id, client.channels)
        for one in (thread.top, *thread.replies):
            try:
                row = rows.comment(one, place)
            except UnexpectedPayload as problem:
                refused.append(refused_row(one, str(problem)))
                continue
            if row["hidden_at"] is not None:
                found.append(row)
    return Page(found, refused)
