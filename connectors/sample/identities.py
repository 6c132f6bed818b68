"""Native ids and permalinks in the manner of each platform."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectors.sample.model import Message


class Identities:
    """Gives ids and links; ids are unique, and on X later ones sort behind earlier ones."""

    def __init__(self) -> None:
        self._count = 0

    def give(self, message: Message, top: Message | None) -> None:
        """Set id and permalink of a message; `top` is the post or comment it hangs from, where links name that."""
        self._count += 1
        number = ((message.published_at - datetime(2010, 11, 4)) // timedelta(milliseconds=1) << 22) + self._count
        channel, above = message.channel, top or message
        match channel.platform:
            case "x":
                message.native_id = str(number)
                message.permalink = f"https://x.com/{message.author.handle}/status/{number}"
            case "facebook":
                own = f"{number >> 14}{self._count % 1000:03d}"
                message.native_id = f"m_{own}" if message.kind == "direct_message" else f"{channel.native_id}_{own}"
                below = f"?comment_id={own}" if top else ""
                message.permalink = f"{channel.url}/posts/{above.native_id.split('_')[-1]}{below}"
                if message.kind == "direct_message":
                    message.permalink = (
                        f"https://business.facebook.com/latest/inbox/all?selected_item_id={message.thread_id}"
                    )
            case "instagram":
                message.native_id = f"179{number >> 26}{self._count % 1000:03d}"
                below = f"c/{message.native_id}/" if top else ""
                message.permalink = f"https://www.instagram.com/p/{above.native_id[-11:]}/{below}"
                if message.kind == "direct_message":
                    message.permalink = f"https://www.instagram.com/direct/t/{message.thread_id}"
            case "linkedin":
                message.native_id = f"urn:li:{'comment' if top else 'activity'}:{number}"
                post = above.native_id.split(":", 2)[-1].replace(":", "%3A")
                below = f"?commentUrn=urn%3Ali%3Acomment%3A%28{post}%2C{number}%29" if top else ""
                message.permalink = f"https://www.linkedin.com/feed/update/{above.native_id}{below}"
            case _:
                message.native_id = f"{channel.native_id}/reviews/{number}"
                message.permalink = f"https://business.google.com/reviews/{number}"
