"""A small organisation, made by hand, to open in the browser: three channels, half a year, some messages mean harm."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from queries import marts
from tests.facts import warehouse
from warehouse import Refused, memory, publish

END = datetime(2026, 11, 20, 8)
CHANNELS = (
    {"platform": "x", "native_id": "1", "handle": "riverline", "title": "Riverline Help", "complete_until": END},
    {
        "platform": "instagram",
        "native_id": "2",
        "handle": "riverline_life",
        "title": "Riverline Life",
        "complete_until": END - timedelta(days=2, hours=3),
    },
    {
        "platform": "facebook",
        "native_id": "3",
        "handle": "riverline.jobs",
        "complete_until": END,
        "title": "Jobs <img src=x onerror=alert(1)> $x^2$ :red[now] **bold**",
    },
)

#: Each would do something if it were read as anything but text.
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script>",
    "![picture](https://example.invalid/p.png) [link](https://example.invalid) **bold** # heading",
    "$$\\frac{1}{2}$$ and $a^2$ cost $5",
    ":red[red text] :material/delete: :smile: :blue-background[x] :rainbow[r]",
    "right \u202eto left\u202c, tower Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358o, nul \x07 bell",
    '=HYPERLINK("https://example.invalid","x")',
    "</div></p></li></ol><style>body{display:none}</style><h1>outside</h1>",
    "&lt;b&gt; &amp;nbsp; &#x3C;script&#x3E;",
)


def build(folder: Path) -> None:
    """Write, mart and publish it."""
    with warehouse(folder) as writer:
        with writer.transaction():
            for channel in CHANNELS:
                writer.upsert("channels", [dict(channel, source="file:hand")])
            run = memory.begin_run(writer, "file:hand", END)
            memory.count(writer, run, writer.upsert_messages(list(messages())), 2)
            memory.finish_run(
                writer, run, END + timedelta(seconds=3), "partial", "2 rows of hand.csv could not be read."
            )
            memory.set_aside(
                writer,
                "file:hand",
                [
                    Refused("hand.csv line 7", "The time “yesterday” cannot be read.", '=cmd|"/c calc"!A1,yesterday'),
                    Refused("hand.csv line 9", "There is no id.", "<script>alert(1)</script>"),
                ],
                END,
            )
        marts.refresh(writer)
        publish(writer)


def messages() -> Iterator[dict[str, Any]]:
    """Every message, in no particular order."""
    yield from _questions()
    yield from _posts()
    yield from _hostile()
    yield from _fates()


def _questions() -> Iterator[dict[str, Any]]:
    for number in range(420):
        asked = END - timedelta(hours=11.3 * number + 3, minutes=(number * 37) % 60)
        channel = CHANNELS[number % 2]
        if asked > channel["complete_until"]:
            continue  # not seen yet
        yield _message(channel, f"q{number}", f"p{number % 150}", asked, f"Where is my order {number}?", kind="mention")
        wait = timedelta(minutes=11 * (number % 23) + (1500 if number % 5 == 0 else 20))
        if number % 7 and asked + wait < END - timedelta(days=3):
            yield _message(
                channel, f"a{number}", "us", asked + wait, "We are looking into it.", parent=f"q{number}", ours=True
            )
            if number % 3 == 0:
                again = asked + wait + timedelta(hours=2)
                yield _message(
                    channel, f"g{number}", f"p{number % 150}", again, "And when will it come?", parent=f"a{number}"
                )
                yield _message(
                    channel,
                    f"b{number}",
                    "us",
                    again + timedelta(minutes=40),
                    "Tomorrow.",
                    parent=f"g{number}",
                    ours=True,
                )


def _posts() -> Iterator[dict[str, Any]]:
    for number in range(40):
        at = END - timedelta(days=4.4 * number + 3)
        yield _message(
            CHANNELS[1], f"post{number}", "us", at, f"A view of the river, number {number}.", ours=True, kind="post"
        )
        if number % 4 == 0:
            yield _message(
                CHANNELS[1],
                f"reply{number}",
                f"p{number}",
                at + timedelta(hours=1),
                "Where was this taken?",
                parent=f"post{number}",
            )


def _hostile() -> Iterator[dict[str, Any]]:
    for number, text in enumerate(HOSTILE):
        at = END - timedelta(days=30, minutes=number)
        yield _message(
            CHANNELS[2],
            f"h{number}",
            f"evil{number}",
            at,
            text,
            kind="mention",
            author_handle="<b>evil</b> $x$ :red[r]",
            permalink="javascript:alert(1)",
        )
    at = END - timedelta(days=29)
    yield _message(
        CHANNELS[2], "long", "p1", at, "\n".join(HOSTILE), kind="mention", permalink="https://example.invalid/1?a=<b>"
    )
    for number, text in enumerate(HOSTILE):
        yield _message(CHANNELS[2], f"long{number}", "p1", at + timedelta(minutes=number), text, parent="long")


def _fates() -> Iterator[dict[str, Any]]:
    at = END - timedelta(days=40)
    yield _message(
        CHANNELS[0],
        "f0",
        "p7",
        at,
        "My heating is cold, is anybody there?",
        kind="mention",
        permalink="https://example.invalid/f0",
    )
    yield _message(
        CHANNELS[0],
        "f1",
        "us",
        at + timedelta(seconds=3),
        "Thank you for your message.",
        parent="f0",
        ours=True,
        is_automated=True,
    )
    yield _message(
        CHANNELS[0],
        "f2",
        "p7",
        at + timedelta(days=1),
        "I am writing again!",
        parent="f0",
        edited_at=at + timedelta(days=1, hours=1),
    )
    yield _message(
        CHANNELS[0],
        "f3",
        "us",
        at + timedelta(days=6),
        "Sorry for the wait. An engineer comes today.",
        parent="f2",
        ours=True,
        sent_by="Ana",
    )
    yield _message(CHANNELS[0], "f4", "p7", at + timedelta(days=6, hours=1), "Thank you!", parent="f3")
    yield _message(
        CHANNELS[0],
        "f5",
        "p8",
        at + timedelta(days=6, hours=2),
        "They never answer.",
        parent="f3",
        hidden_at=at + timedelta(days=7),
        hidden_by="us",
    )
    yield _message(
        CHANNELS[0],
        "f6",
        "p9",
        at + timedelta(days=6, hours=3),
        "What about me?",
        parent="f3",
        deleted_at=at + timedelta(days=8),
    )


def _message(
    channel: dict[str, Any],
    native_id: str,
    author: str,
    at: datetime,
    text: str,
    *,
    parent: str | None = None,
    ours: bool = False,
    kind: str = "comment",
    **more: Any,
) -> dict[str, Any]:
    return {
        "platform": channel["platform"],
        "native_id": native_id,
        "channel_id": channel["native_id"],
        "author_id": channel["native_id"] if ours else author,
        "author_handle": channel["handle"] if ours else author,
        "is_ours": ours,
        "parent_id": parent,
        "kind": kind,
        "published_at": at,
        "first_seen_at": END,
        "text": text,
        **more,
    }
