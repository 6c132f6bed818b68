"""Bring one's own file: look at it, correct how its columns are read, import it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from ui import frame, import_process, words
from ui import view as views
from ui.import_process import Guess, GuessFailed, Job, Workbook
from ui.plain import clean, label
from ui.scope_bar import PLATFORMS
from warehouse import Unreadable
from warehouse.ingest import Preview, look

_JOB, _SHOWN, _PROBLEMS = "rapport.import", 5, 50
_NONE = "not in this file"

#: Columns of a message in words; the first two are needed.
_NEEDED = {"native_id": "Id of the message", "published_at": "When it was written"}
_USUAL = {
    "text": "Text",
    "author_id": "Id of its author",
    "author_handle": "Handle of its author",
    "parent_id": "Id of the message it answers",
    "channel_id": "Channel of ours it lies on",
    "permalink": "Link to it",
}
_RARE = {
    "author_name": "Name of its author",
    "thread_id": "Id of the thread",
    "quoted_id": "Id of the message it quotes",
    "addressed_to": "Whom it addresses",
    "kind": "Kind of message",
    "platform": "Platform",
    "edited_at": "When it was edited",
    "deleted_at": "When it was deleted",
    "hidden_at": "When it was hidden",
    "hidden_by": "Who hid it",
    "is_automated": "Whether it was sent automatically",
    "is_spam": "Whether it is spam",
    "is_public": "Whether it is public",
    "reactions": "Reactions",
    "shares": "Shares",
    "sent_by": "Colleague who wrote it",
}
_EACH, _ONE, _COLUMN = "Each of our accounts is a channel", "All of it lies on one channel", "The column above says it"


def bring_a_file() -> None:
    """Upload, mapping and progress; while an import runs, only its progress."""
    frame.section(
        "Use your own data",
        "An export of one channel or of many (CSV, TSV, Excel, JSON lines, Parquet), or your workbook",
    )
    job: Job | None = st.session_state.get(_JOB)
    if job is not None:
        if job.state == "running":
            _progress(job)
        else:
            _ended(job)
        return
    uploaded = st.file_uploader(
        "File",
        type=["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "parquet"],
        key="import-file",
        label_visibility="collapsed",
    )
    if uploaded is None:
        st.caption("It stays on this machine. The same file twice changes nothing.")
        return
    known = st.session_state.get("rapport.upload")
    if known is None or known[0] != uploaded.file_id:
        with st.spinner("Looking at the file"):
            known = (uploaded.file_id, import_process.keep_upload(uploaded.name, uploaded, views.home()))
            st.session_state["rapport.upload"] = known
    _mapping(known[1], uploaded.file_id)


def _mapping(file: Path, file_id: str) -> None:
    """The first rows, and how each column is read, to be corrected."""
    try:
        found = _looked_at(str(file), file_id)
    except (GuessFailed, Unreadable) as problem:
        st.error(label(str(problem)))
        return
    if isinstance(found, Workbook):
        _workbook(file, found)
        return
    preview, guess = found
    st.html(f'<p class="rp-lead">About {words.counted(preview.rows_estimate, "row", "rows")}. The first of them:</p>')
    st.dataframe(
        _first_rows(preview), hide_index=True, row_height=38, key="import-preview", alt="The first rows of the file"
    )
    if st.session_state.get("rapport.mapped") != file_id:  # another file: its own guesses, not the last corrections
        for key in [key for key in st.session_state if str(key).startswith("import-") and key != "import-file"]:
            del st.session_state[key]
        st.session_state["rapport.mapped"] = file_id
    if guess.questions:
        asked = "\n".join(f"- {label(question)}" for question in guess.questions)
        st.info(asked, title="What the file does not say", icon=":material/help:")
    profile = _corrected(preview, guess)
    missing = _missing(profile)
    if missing:
        st.caption(f"Still needed: {', '.join(missing).lower()}.")
    if st.button("Import this file", type="primary", key="import-start", disabled=bool(missing)):
        st.session_state[_JOB] = import_process.start(file, profile, views.home())
        st.rerun()


def _workbook(file: Path, found: Workbook) -> None:
    """What the workbook holds and what is to put right in it; its good rows can be imported all the same."""
    held = [f"{label(tab)} ({words.counted(count, 'row', 'rows')})" for tab, count in found.rows.items()]
    st.markdown(f"This is your workbook. It holds {', '.join(held) or 'no rows yet'}.")
    if found.problems:
        left_out = f"; {words.counted(found.refused, 'row', 'rows')} would be left out" if found.refused else ""
        things = words.counted(len(found.problems), "thing", "things")
        st.warning(
            "\n".join(f"- {label(problem)}" for problem in found.problems[:_PROBLEMS]),
            title=f"{things} to put right{left_out}",
            icon=":material/edit_note:",
        )
        if len(found.problems) > _PROBLEMS:
            st.caption(f"And {words.count(len(found.problems) - _PROBLEMS)} more.")
        st.caption("You can correct them in the workbook and import it again, as often as you like.")
    if st.button("Import this workbook", type="primary", key="import-start", disabled=not found.rows):
        st.session_state[_JOB] = import_process.start(file, None, views.home())
        st.rerun()


@st.cache_data(show_spinner="Looking at the file", max_entries=20)
def _looked_at(file: str, file_id: str) -> tuple[Preview, Guess] | Workbook:  # noqa: ARG001 (another upload, another answer)
    found = import_process.guess(Path(file), views.home())
    return found if isinstance(found, Workbook) else (look(Path(file)), found)


def _corrected(preview: Preview, guess: Guess) -> dict[str, Any]:
    """The guessed profile with the reader's corrections."""
    guessed = guess.profile
    columns: dict[str, str] = {}
    st.html('<p class="rp-over">What the columns are</p>')
    with st.grid(3, gap="small"):
        for name, said in {**_NEEDED, **_USUAL}.items():
            _column(name, said, preview, guessed, columns)
    with st.expander("More columns", key="import-more"), st.grid(3, gap="small"):
        for name, said in _RARE.items():
            _column(name, said, preview, guessed, columns)
    st.html('<p class="rp-over">Which side is ours</p>')
    with st.grid(3, gap="small"):
        ours = _ours(preview, guessed)
        platform = _platform(guessed, columns)
        channel = _channel(guessed, columns)
    kept = {
        key: value
        for key, value in guessed.items()
        if key not in ("ours", "platform", "channel", "channel_from", "columns")
    }
    formats = {
        name: form
        for name, form in guessed.get("formats", {}).items()
        if columns.get(name) == guessed["columns"].get(name)
    }
    return {
        **{key: value for key, value in kept.items() if key != "formats"},
        **({"formats": formats} if formats else {}),
        **platform,
        **channel,
        "columns": columns,
        **ours,
    }


def _missing(profile: Mapping[str, Any]) -> list[str]:
    """What has to be said before the file can be read, in words."""
    columns = profile["columns"]
    found = [said for name, said in _NEEDED.items() if name not in columns]
    if "platform" not in profile and "platform" not in columns:
        found.append("platform")
    if "channel_from" in profile and "author_id" not in columns:
        found.append(_USUAL["author_id"])
    if "channel_from" in profile and "ours" not in profile:
        found.append("which messages are ours")
    return found


def _column(name: str, said: str, preview: Preview, guessed: Mapping[str, Any], columns: dict[str, str]) -> None:
    options = [_NONE, *preview.headings]
    heading = guessed.get("columns", {}).get(
        name if name != "channel_id" else "channel", guessed.get("columns", {}).get(name)
    )
    chosen = st.selectbox(
        said + (" (needed)" if name in _NEEDED else ""),
        options,
        index=options.index(heading) if heading in options else 0,
        key=f"import-column-{name}",
        format_func=lambda option: " ".join(clean(option).split()),
    )
    if chosen in preview.headings:
        columns[name] = chosen


def _ours(preview: Preview, guessed: Mapping[str, Any]) -> dict[str, Any]:
    options = [_NONE, *preview.headings]
    heading = guessed.get("ours", {}).get("column")
    chosen = st.selectbox(
        "The column that tells our messages",
        options,
        index=options.index(heading) if heading in options else 0,
        key="import-ours",
    )
    if chosen not in preview.headings:
        return {}
    place = preview.headings.index(chosen)
    values = list(dict.fromkeys(row[place] for row in preview.rows if row[place]))
    usual = [value for value in guessed.get("ours", {}).get("values", []) if chosen == heading]
    marked = st.multiselect(
        "What it says for ours",
        list(dict.fromkeys([*usual, *values]))[:200],
        default=usual,
        key=f"import-ours-{place}",
        accept_new_options=True,
        select_all=False,
    )
    if marked and not set(marked) & set(values):
        st.caption(f"None of the first {len(preview.rows)} rows says so.")
    return {"ours": {"column": chosen, "values": [str(value) for value in marked]}} if marked else {}


def _platform(guessed: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    if "platform" in columns:
        return {}
    names = {name: platform for platform, name in PLATFORMS.items()}
    known = guessed.get("platform")
    options = list(names) if known is None or known in PLATFORMS else [known, *names]
    chosen = st.selectbox(
        "Platform",
        options,
        index=options.index(PLATFORMS.get(known, known)) if known else None,
        key="import-platform",
        accept_new_options=True,
        placeholder="Choose or type",
    )
    return {"platform": names.get(chosen, chosen.strip().lower())} if chosen else {}


def _channel(guessed: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    options = [_COLUMN, _EACH, _ONE] if "channel_id" in columns else [_EACH, _ONE]
    usual = (
        _ONE
        if guessed.get("channel")
        else _EACH
        if guessed.get("channel_from") or "channel_id" not in columns
        else _COLUMN
    )
    chosen = st.selectbox("Channels", options, index=options.index(usual), key=f"import-channel-{len(options)}")
    if chosen == _EACH:
        return {"channel_from": "our_author"}
    if chosen == _COLUMN:
        return {}
    known = guessed.get("channel", {})
    handle = st.text_input(
        "Handle of that channel", value=known.get("handle") or known.get("native_id") or "", key="import-handle"
    )
    name = handle.strip().removeprefix("@")
    return {"channel": {**known, "native_id": known.get("native_id") or name, "handle": name}} if name else {}


def _first_rows(preview: Preview) -> pa.Table:
    rows = preview.rows[:_SHOWN]
    headings: dict[str, int] = {}
    for place, heading in enumerate(preview.headings):
        name = " ".join(clean(heading).split()) or f"column {place + 1}"
        headings[name if name not in headings else f"{name} ({place + 1})"] = place
    return pa.table(
        {name: [" ".join(clean(row[place]).split())[:300] for row in rows] for name, place in headings.items()}
    )


@st.fragment(run_every=1.0)
def _progress(job: Job) -> None:
    """How far the import is; when it ends, the whole page follows."""
    if job.state != "running":
        st.rerun()
    st.status(f"{label(job.file.name)}: {label(import_process.said(job.events()))}", state="running")
    st.caption("It goes on when you leave this page, and the figures stay as they are until it has finished.")


def _ended(job: Job) -> None:
    """What the import did, or why it failed, and where to go from there."""
    events, is_done = job.events(), job.state == "done"
    if is_done:
        done = next(
            (import_process.finished(event) for event in reversed(events) if event.get("event") == "finished"), "done"
        )
        st.success(f"{label(job.file.name)}: {done}.", icon=":material/check_circle:")
    else:
        told = [
            str(event["detail"])
            for event in events
            if event.get("detail") and event.get("event") in ("error", "finished")
        ]
        st.error(
            label(told[-1] if told else "The import ended before it was done. Nothing was lost: import the file again.")
        )
    with st.container(horizontal=True):
        if is_done and st.button("See the figures", key="import-see", type="primary"):
            _forget()
            st.switch_page("app_pages/at_a_glance/where_we_stand.py", query_params={})
        if st.button("Import another file" if is_done else "Try again", key="import-again"):
            _forget()
            st.rerun()


def _forget() -> None:
    for key in (_JOB, "rapport.upload", "rapport.mapped"):
        st.session_state.pop(key, None)
