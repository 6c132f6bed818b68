"""Read one conversation: messages in order, whom we asked inside, who waited for whom, what became of each message."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

import streamlit as st

from ui import frame, words
from ui.acting import ask_form, handoff_actions
from ui.lane import Handoff, ended_at, events, run_html, waited_for
from ui.listing import Item, author, listing
from ui.plain import shown, web_address
from ui.scope_bar import platform_name, told_apart
from ui.view import View

_LIMIT = 500
_SILENCE = timedelta(days=1)
#: What the rules say of a message, in words for everybody.
VERDICTS = {
    "needs a reply": "needs a reply",
    "closing": "only thanks",
    "automated": "automated",
    "spam": "spam",
    "addressed to someone else": "meant for somebody else",
    "deleted": "taken back before an answer",
    "broadcast": "our post",
}


def thread_asked() -> str | None:
    """The thread that the address asks for, as `platform:id`."""
    return st.query_params.get("thread") or None


def reader(view: View, thread: str) -> None:
    """The conversation around one message."""
    if st.button("All conversations", key="reader-back", type="tertiary", icon=":material/arrow_back:"):
        del st.query_params["thread"]
        st.rerun()
    platform, _, native_id = thread.partition(":")
    rows = view.read("thread", platform=platform, native_id=native_id, limit=_LIMIT)
    if not rows:
        frame.empty(
            "This conversation is not here", "The address names a message that has not been imported, or is mistyped."
        )
        return
    opening = next((row for row in rows if not row["is_post"]), rows[0])
    handoffs = view.read("thread_handoffs", platform=platform, native_id=native_id)
    st.html(_title(opening, rows, view) + thread_html(rows, view.scope.zone, view.about.watermark, handoffs))
    if len(rows) == _LIMIT:
        st.caption(f"The first {_LIMIT} messages are shown.")
    if all(row["is_post"] for row in rows):
        _drawn(view, rows[0])
    else:
        _todo(view, opening, handoffs)


def thread_html(
    rows: Sequence[dict[str, Any]], zone: str, watermark: datetime | None, handoffs: Sequence[Handoff] = ()
) -> str:
    """The messages as an ordered list, with the waits between them, and beside them what happened inside."""
    lane = " rp-with-lane" if handoffs else ""
    return f'<ol class="rp-thread{lane}">{"".join(_parts(rows, zone, watermark, handoffs))}</ol>'


def _parts(
    rows: Sequence[dict[str, Any]], zone: str, watermark: datetime | None, handoffs: Sequence[Handoff]
) -> Iterator[str]:
    asked: datetime | None = None
    before: datetime | None = None
    is_withdrawn, whose = False, "our first answer"
    inside = events(handoffs, zone)
    for row in rows:
        until_now = [event for event in inside if event.at <= row["effective_at"]]
        yield run_html(until_now, zone)
        inside = inside[len(until_now) :]
        answers = row["is_ours"] and not row["is_automated"] and not row["is_post"]
        if answers and asked is not None:
            waited = words.duration((row["effective_at"] - asked).total_seconds())
            yield _gap(f"waited {waited}{waited_for(handoffs, asked, row['effective_at'], whose)}", "rp-waited")
            asked = None
        elif before is not None and row["effective_at"] - before >= _SILENCE and asked is None:
            yield _gap(f"{words.duration((row['effective_at'] - before).total_seconds())} later", "rp-later")
        yield _message(row, zone)
        whose = "our answer" if answers else whose
        if row["exchange_asked_at"] is not None:
            asked, is_withdrawn = row["exchange_asked_at"], row["exchange_withdrawn_at"] is not None
        before = row["effective_at"]
    yield run_html(inside, zone)
    if asked is not None and not is_withdrawn and watermark is not None and watermark > asked:
        held = waited_for(handoffs, asked, watermark, "it has")
        waited = words.duration((watermark - asked).total_seconds())
        yield _gap(f"still waiting after {waited}{held}", "rp-waiting-on")


def _gap(said: str, kind: str) -> str:
    return f'<li class="rp-gap {kind}"><span>{escape(said)}</span></li>'


def _message(row: dict[str, Any], zone: str) -> str:
    side = "rp-us" if row["is_ours"] else "rp-them"
    who = "erased" if row["erased_at"] else author(row)
    name = f"Us · {shown(who)}" if row["is_ours"] else shown(who)
    if row["is_ours"] and row["sent_by"]:
        name += f", written by {shown(row['sent_by'])}"
    verdict = VERDICTS.get("automated" if row["is_automated"] else row["verdict"], "")
    kind = "rp-needs" if row["needs_reply"] else "rp-quiet"
    marks = [f'<span class="rp-mark {kind}">{escape(verdict)}</span>'] if verdict else []
    marks += [f'<span class="rp-mark rp-quiet">{escape(mark)}</span>' for mark in _fates(row, zone)]
    is_gone = row["deleted_at"] is not None or row["hidden_at"] is not None
    text = shown(row["text"]) if row["text"] else '<span class="rp-gone">The text is not known or was erased.</span>'
    address = web_address(row["permalink"])
    link = (
        f' <a href="{escape(address, quote=True)}" target="_blank" rel="noopener noreferrer nofollow">Open on '
        f"{escape(platform_name(row['platform']))}</a>"
        if address
        else ""
    )
    side += (" rp-automated" if row["is_automated"] else "") + (" rp-struck" if is_gone else "")
    return (
        f'<li class="rp-message {side}">'
        f'<p class="rp-who"><b>{name}</b> <time>{escape(words.moment(row["published_at"], zone))}</time></p>'
        f'<p class="rp-text">{text}</p><p class="rp-fate">{"".join(marks)}{link}</p></li>'
    )


def _fates(row: dict[str, Any], zone: str) -> Iterator[str]:
    if not row["is_public"]:
        yield "private"
    if row["edited_at"]:
        yield f"edited {words.moment(row['edited_at'], zone)}"
    if row["deleted_at"]:
        yield f"deleted by its author {words.moment(row['deleted_at'], zone)}"
    if row["hidden_at"]:
        by = {"us": " by us", "platform": " by the platform"}.get(row["hidden_by"] or "", "")
        yield f"hidden{by} {words.moment(row['hidden_at'], zone)}"


def _title(opening: dict[str, Any], rows: Sequence[dict[str, Any]], view: View) -> str:
    told = [row for row in rows if not row["is_post"]]
    name, platform = opening["channel"], opening["platform"]
    where = shown(told_apart(name, platform, view.about.channels)) if name else escape(platform_name(platform))
    what = words.counted(len(told), "message", "messages") if told else "a post of ours"
    about = f" · about {shown(opening['topic'])}" if opening["topic"] else ""
    about += f", owned by {shown(opening['owner'])}" if opening["topic"] and opening["owner"] else ""
    return (
        f'<div class="rp-thread-head"><h2>{shown(author(opening)) if told else "Our post"}</h2>'
        f"<p>{where} · {escape(words.moment(opening['effective_at'], view.scope.zone))} · {what}{about}</p></div>"
    )


def _todo(view: View, opening: dict[str, Any], handoffs: Sequence[Handoff]) -> None:
    """Ask a department about it, and note what came of what is open."""
    with st.container(key="thread-todo", gap="small"):
        ask_form(view, opening["id"], key=f"thread-{opening['id']}", suggested=opening["owner"])
        for handoff in handoffs:
            is_open = ended_at(handoff) is None
            key = f"thread-{handoff['handoff_key']}"
            with st.container(key=f"inside-{handoff['handoff_key']}", horizontal=True, vertical_alignment="center"):
                asked = words.moment(handoff["asked_at"], view.scope.zone)
                st.html(
                    f"<p class='rp-todo'>{shown(handoff['department'])}, asked {escape(asked)}</p>", width="content"
                )
                handoff_actions(view, handoff["handoff_key"], handoff["department"], key=key, is_open=is_open)


def _drawn(view: View, post: dict[str, Any]) -> None:
    platform, _, native_id = post["id"].partition(":")
    rows = view.read("drawn", platform=platform, native_id=native_id, limit=50)
    if not rows:
        st.caption("Nobody has answered this post.")
        return
    frame.section("What it drew", words.counted(len(rows), "conversation", "conversations"))
    listing(
        "drawn",
        [
            Item(
                row["id"],
                words.day(row["started_at"].date()),
                row["text"],
                (author(row),),
                ["answered" if row["is_answered"] else "not answered"],
            )
            for row in rows
        ],
    )
