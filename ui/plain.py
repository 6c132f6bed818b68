"""Text from outside is shown as text: what people write to us never becomes markup, a link, a picture or a formula."""

import html
import re
import unicodedata

#: Signs that turn the direction of what follows, or hide in it; a reader must see the text that was written.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])
_MARKS_IN_A_ROW = re.compile(
    r"(?:(?=[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]).){4,}"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^])")
_FORMULA = re.compile(r"^[\s\u00a0]*[=+\-@|%\t\r]")


def clean(text: str | None) -> str:
    """The text without what could disturb its surroundings: control signs, turned direction, towers of accents."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").translate(_DIRECTION)
    text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return _MARKS_IN_A_ROW.sub(lambda found: found[0][:3], text)


def shown(text: str | None, limit: int | None = None) -> str:
    """Text from outside as HTML that shows it letter by letter; cut at a word when it is longer than the limit.

    This is the one way by which outside text reaches `st.html`. What goes into a table cell needs no escape, what goes
    into the label of a widget takes `label`, and what goes into a CSV file takes `cell`.
    """
    text = clean(text)
    if limit is not None:
        text = " ".join(text.split())
        if len(text) > limit:
            text = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f'<bdi dir="auto">{html.escape(text)}</bdi>'


def label(text: str | None) -> str:
    """Text from outside where Streamlit reads Markdown (labels of widgets, messages): every sign stands for itself."""
    return _MARKDOWN.sub(r"\\\1", " ".join(clean(text).split()))


def figure_text(text: str | None) -> str:
    """Text from outside in a chart, where Plotly reads a little HTML."""
    return html.escape(" ".join(clean(text).split()), quote=False)


def cell(text: object) -> str:
    """A CSV cell that a spreadsheet shows and never runs as a formula."""
    said = "" if text is None else str(text).replace("\x00", "")
    return f"'{said}" if _FORMULA.match(said) else said


def web_address(address: str | None) -> str | None:
    """The address when it is one of the web; None for anything else, `javascript:` above all."""
    found = re.fullmatch(r"https?://[^\s\"'<>\\]{1,2000}", (address or "").strip(), re.IGNORECASE)
    return found[0] if found else None
