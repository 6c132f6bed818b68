"""A list of what people wrote: each item is a row that opens its conversation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from zlib import crc32

import streamlit as st

from ui.plain import shown

CONVERSATIONS = "app_pages/day_to_day/conversations.py"
PAGE_SIZE = 20


@dataclass(frozen=True)
class Item:
    """One row of a list."""

    id: str
    """Platform and native id of the message that opens the conversation; empty where there is none to open."""
    figure: str
    """What stands large beside the text: how long somebody has waited, or when it was."""
    text: str | None
    about: Sequence[str | None] = ()
    """What stands under it; texts from outside, shown as text."""
    marks: Sequence[str] = ()
    """Our own words on its state."""
    whom: str | None = None
    """On whom it waits; text from outside, shown as text."""
    is_warning: bool = False
    is_ours: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def listing(name: str, items: Sequence[Item], todo: Callable[[Item], None] | None = None) -> None:
    """Draw the items; choosing one opens its conversation, at an address that can be passed on.

    `todo` draws what can be done about an item, below it.
    """
    with st.container(key=f"list-{name}", gap=None):
        for place, item in enumerate(items):
            with st.container(key=f"row-{name}-{place}", gap=None):
                st.html(_row(item))
                if item.id and st.button("Read this conversation", key=f"open-{name}-{place}"):
                    st.switch_page(CONVERSATIONS, query_params={"thread": item.id})
                if todo is not None:
                    with st.container(key=f"todo-{name}-{place}", horizontal=True, gap="small"):
                        todo(item)


def page_key(name: str, asked: Mapping[str, Any]) -> str:
    """The key of a list's page numbers: another question starts on its first page."""
    return f"page-{name}-{crc32(repr(sorted(asked.items())).encode()):08x}"


def offset(key: str) -> int:
    """How many rows lie before the chosen page. The numbers stand under the list but must be known before it."""
    return (int(st.session_state.get(key, 1)) - 1) * PAGE_SIZE


def page_numbers(key: str, total: int) -> None:
    """Draw the page numbers, when there is more than one page."""
    if total > PAGE_SIZE:
        st.pagination(-(-total // PAGE_SIZE), key=key)


def author(row: dict[str, Any]) -> str:
    """Who wrote it: the handle, else the name, else the platform's id; somebody unknown or erased has none."""
    if row.get("handle"):
        return f"@{row['handle']}"
    return str(row.get("display_name") or row.get("author_id") or "somebody")


def _row(item: Item) -> str:
    marks = "".join(f'<span class="rp-mark">{escape(mark)}</span>' for mark in item.marks)
    about = " · ".join(shown(part) for part in item.about if part)
    text = shown(item.text, limit=280) if item.text else '<span class="rp-gone">no text</span>'
    whom = f'<p class="rp-item-whom">{shown(item.whom)}</p>' if item.whom else ""
    kind = (" rp-late" if item.is_warning else "") + (" rp-by-us" if item.is_ours else "")
    return (
        f'<article class="rp-item{kind}"><p class="rp-item-figure">{escape(item.figure)}</p>'
        f'<div><p class="rp-item-text">{text}</p><p class="rp-item-about">{marks}{about}</p>{whom}</div></article>'
    )
