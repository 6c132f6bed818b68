"""The scope bar: period and channels in sight, the rest behind "More", all of it in the URL.

The widgets are bound to the URL and must be drawn by app.py on every page: a bound widget that a page leaves out drops
out of the URL. What the URL says and we do not know is named in a warning, because the widget would drop it in silence
and so widen the scope.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import cast
from zoneinfo import ZoneInfo

import streamlit as st

from queries.channels import Channel
from queries.reading import About
from queries.scope import Clock, Compare, Period, Scope, last_days
from ui import words
from ui.plain import label, shown

CUSTOM, ALL, THIS_MONTH, LAST_MONTH = "Choose days", "All data", "This month", "Last month"
_LAST = {"Last 7 days": 7, "Last 28 days": 28, "Last 90 days": 90, "Last 365 days": 365}
PERIODS = [*_LAST, THIS_MONTH, LAST_MONTH, ALL, CUSTOM]
DEFAULT_PERIOD = "Last 90 days"

COMPARE: dict[str, Compare] = {
    "The period before": "previous",
    "The same weekdays before": "weekdays",
    "A year before": "year",
    "Nothing": "none",
}
CLOCKS: dict[str, Clock | None] = {"As is usual": None, "Round the clock": "wall", "While we were open": "business"}
_CLOCK_CHIPS = {"wall": "waits round the clock", "business": "waits while we were open"}
_CLOCK_HELP = "As is usual: round the clock for the public, opening hours for departments that have any."
_DEPARTMENTS_NOTE = "Of a department: the requests that it was asked, and the conversations whose topic it owns."
_LABELS_NOTE = {
    "departments": _DEPARTMENTS_NOTE,
    "topics": "A topic chooses conversations, and the requests about them, by their main topic.",
    "audiences": "An audience chooses conversations by who began them.",
}

PLATFORMS = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "wordpress": "WordPress",
    "whatsapp": "WhatsApp",
    "threads": "Threads",
    "google_business_profile": "Google reviews",
    "google_play": "Google Play",
}
_DEFAULTS = {
    "period": DEFAULT_PERIOD,
    "compare": next(iter(COMPARE)),
    "clock": next(iter(CLOCKS)),
    "channels": [],
    "platforms": [],
    "departments": [],
    "topics": [],
    "audiences": [],
}
_UNKNOWN = "rapport.unknown"


def platform_name(platform: str) -> str:
    """A platform as people write it."""
    return PLATFORMS.get(platform, platform[:1].upper() + platform[1:])


def channel_labels(channels: Sequence[Channel]) -> dict[str, Channel]:
    """Channels by the label that the bar and the URL show; no two are alike."""
    labels: dict[str, Channel] = {}
    for channel in channels:
        said = f"{channel.name} · {platform_name(channel.platform)}"
        labels[f"{said} ({channel.id})" if said in labels else said] = channel
    return labels


def told_apart(name: str | None, platform: str, channels: Sequence[Channel]) -> str:
    """The name of a channel, with its platform where another channel has the same name."""
    is_shared = sum(channel.name == name for channel in channels) > 1
    return f"{name} · {platform_name(platform)}" if is_shared else name or ""


def scope_bar(about: About) -> tuple[Scope, list[str]]:
    """Draw the bar and return the scope that it says, with the names of what was chosen."""
    channels = channel_labels(about.channels)
    platforms = {platform_name(platform): platform for platform in about.platforms}
    labels = {"departments": about.departments, "topics": about.topics, "audiences": about.audiences}
    known = {"period": PERIODS, "channels": channels, "compare": COMPARE, "clock": CLOCKS, "platforms": platforms}
    _note_unknown({**known, **labels})
    with st.container(key="scope", gap="xsmall", width="content"):
        with st.container(key="scope-row", horizontal=True, horizontal_alignment="right", gap="small"):
            preset = st.selectbox(
                "Period",
                PERIODS,
                index=PERIODS.index(DEFAULT_PERIOD),
                key="period",
                bind="query-params",
                filter_mode=None,
                on_change=_forget_unknown,
                label_visibility="collapsed",
                icon=":material/calendar_month:",
                width=190,
            )
            period = _chosen_days(about) if preset == CUSTOM else period_of(preset, about)
            chosen = st.multiselect(
                "Channels",
                list(channels),
                key="channels",
                bind="query-params",
                placeholder="All channels",
                select_all=False,
                on_change=_forget_unknown,
                label_visibility="collapsed",
                width=250,
            )
        with st.expander("More", key="scope-more", type="compact"):
            compare = st.selectbox(
                "Compare with",
                list(COMPARE),
                key="compare",
                bind="query-params",
                filter_mode=None,
                on_change=_forget_unknown,
            )
            clock = st.selectbox(
                "Clock for waits",
                list(CLOCKS),
                key="clock",
                bind="query-params",
                filter_mode=None,
                on_change=_forget_unknown,
                help=_CLOCK_HELP,
            )
            wanted = st.multiselect(
                "Platforms",
                list(platforms),
                key="platforms",
                bind="query-params",
                placeholder="All platforms",
                select_all=False,
                on_change=_forget_unknown,
            )
            asked_for = {key: _chosen(key, options) for key, options in labels.items() if options}
    scope = Scope(
        period=period,
        channels=tuple(channels[name].key for name in chosen if name in channels),
        platforms=tuple(platforms[name] for name in wanted if name in platforms),
        clock=CLOCKS.get(clock),
        departments=tuple(asked_for.get("departments", ())),
        topics=tuple(asked_for.get("topics", ())),
        audiences=tuple(asked_for.get("audiences", ())),
        zone=about.settings.zone,
        compare=COMPARE.get(compare, "previous"),
    )
    return scope, [*chosen, *wanted, *(name for names in asked_for.values() for name in names)]


def _chosen(key: str, options: Sequence[str]) -> list[str]:
    """Those of the departments, topics or audiences of the workbook that the reader has chosen."""
    found = st.multiselect(
        key.capitalize(),
        list(options),
        key=key,
        bind="query-params",
        placeholder=f"All {key}",
        select_all=False,
        on_change=_forget_unknown,
        help=_LABELS_NOTE[key],
    )
    return [name for name in found if name in options]


def period_of(preset: str, about: About) -> Period:
    """The days of a preset, counted back from the last day of the data, not from today."""
    zone = about.settings.zone
    if about.watermark is None:
        return Period(date(2000, 1, 1), date(2000, 1, 1))
    last = last_days(about.watermark, 1, zone).until
    if preset in _LAST:
        return last_days(about.watermark, _LAST[preset], zone)
    first_of_month = last.replace(day=1)
    if preset == THIS_MONTH:
        return Period(first_of_month, (first_of_month + timedelta(31)).replace(day=1) - timedelta(1))
    if preset == LAST_MONTH:
        end = first_of_month - timedelta(1)
        return Period(end.replace(day=1), end)
    return Period(min(_first_day(about), last), last)


def choose_channel(name: str) -> None:
    """Set the scope to one channel, by its label; for callbacks, which run before the bar is drawn."""
    st.session_state["channels"] = [name]
    _forget_unknown()


def reset() -> None:
    """Set the scope to what it is at the start; for callbacks."""
    for key, value in _DEFAULTS.items():
        st.session_state[key] = value
    _forget_unknown()


def _first_day(about: About) -> date:
    moment = about.first_at or about.watermark
    assert moment is not None  # noqa: S101 (asked by the caller)
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(about.settings.zone)).date()


def _chosen_days(about: About) -> Period:
    usual = period_of(DEFAULT_PERIOD, about)
    chosen = st.date_input(
        "From and to",
        value=(usual.since, usual.until),
        min_value=min(_first_day(about), usual.since) - timedelta(366),
        max_value=usual.until,
        key="days",
        bind="query-params",
        format="DD/MM/YYYY",
        on_change=_forget_unknown,
        label_visibility="collapsed",
        width=240,
    )
    days = sorted(cast("tuple[date, ...]", chosen if isinstance(chosen, tuple) else (chosen,)))
    if not days:
        return usual
    return Period(days[0], days[-1] if len(days) > 1 else max(days[0], usual.until))


def _note_unknown(known: dict[str, Iterable[str]]) -> None:
    """Name what the URL asks for and we do not have, before the widgets drop it."""
    names = {
        "period": "a period",
        "channels": "a channel",
        "compare": "a comparison",
        "clock": "a clock",
        "platforms": "a platform",
        "departments": "a department",
        "topics": "a topic",
        "audiences": "an audience",
    }
    found = [
        f"This link asks for {names[key]} that is not here: {label(value)}. The figures below leave it out."
        for key, options in known.items()
        for value in st.query_params.get_all(key)
        if value and value not in set(options)
    ]
    for value in st.query_params.get_all("days"):
        try:
            date.fromisoformat(value)
        except ValueError:
            found.append(f"This link asks for a day that is none: {label(value)}. The figures below leave it out.")
    if found:
        st.session_state[_UNKNOWN] = found


def _forget_unknown() -> None:
    st.session_state.pop(_UNKNOWN, None)


def say_scope(scope: Scope, chosen: Sequence[str], compared: str = "") -> None:
    """Under the head: the days in words, what they are compared with, and what is set, as chips."""
    said = [f'<span class="rp-dates">{escape(words.period(scope.period))}</span>']
    if compared:
        said.append(f'<span class="rp-compared">{escape(compared)}</span>')
    chips = list(chosen)
    if scope.compare == "weekdays":
        chips.append("the same weekdays before")
    if scope.compare == "year":
        chips.append("a year before")
    if scope.compare == "none":
        chips.append("no comparison")
    if scope.clock is not None:
        chips.append(_CLOCK_CHIPS[scope.clock])
    said += [f'<span class="rp-chip">{shown(chip)}</span>' for chip in chips]
    with st.container(key="scope-said", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="rp-scope">{" ".join(said)}</p>', width="content")
        if chips:
            st.button("Clear", key="scope-clear", type="tertiary", on_click=reset)
    if scope.departments:
        st.caption(_DEPARTMENTS_NOTE)
    for sentence in st.session_state.get(_UNKNOWN, []):
        st.warning(sentence, icon=":material/link_off:")
