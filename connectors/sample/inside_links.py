"""How people paste the address of a message: as it is, from the phone, with what trackers hang on, or its id alone."""

from __future__ import annotations

from random import Random

from connectors.sample.model import Message

_TRACKED = {
    "x": ("?s=20", "?s=46&t=Qk3pLw9xTz", "?ref_src=twsrc%5Etfw"),
    "facebook": ("__cft__[0]=AZXkq7", "mibextid=Nif5oz", "fbclid=IwAR2mQk9"),
    "instagram": ("?igsh=MzRlODBiNWFlZA==", "?utm_source=ig_web_copy_link"),
    "linkedin": ("utm_source=share&utm_medium=member_desktop",),
}
_NOWHERE = (
    "https://x.com/AskBrackenlight/status/1188{number}",
    "https://www.facebook.com/brackenlight/posts/9904{number}",
    "https://www.instagram.com/p/Zz{number}/",
    "https://files.brackenlight.example/screenshots/{number}.png",
)


class Links:
    """Pastes addresses; everything random comes from the one source it is given."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def to(self, message: Message) -> str:
        """A link to a message, or its id where the platform's link names only the whole inbox or people paste ids."""
        chance, platform, link = self.random.random(), message.channel.platform, message.permalink
        if message.kind == "direct_message" or chance < 0.03:
            return message.native_id
        if chance < 0.12:
            return self._from_the_phone(link)
        if chance < 0.28 and platform in _TRACKED:
            mark = self.random.choice(_TRACKED[platform])
            return link + (mark if mark.startswith("?") else f"{'&' if '?' in link else '?'}{mark}")
        if chance < 0.31:
            return link.removeprefix("https://")
        return link

    @staticmethod
    def _from_the_phone(link: str) -> str:
        for desk, phone in (
            ("https://x.com/", "https://mobile.x.com/"),
            ("https://www.facebook", "https://m.facebook"),
        ):
            link = link.replace(desk, phone)
        return link

    def to_nowhere(self) -> str:
        """A link to what was taken down, or to what only colleagues can open."""
        return self.random.choice(_NOWHERE).format(number=self.random.randrange(10**9, 10**10))
