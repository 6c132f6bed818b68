"""The palette by meaning, and the style sheet.

Charts name a colour by the sign that Streamlit replaces with the theme's own when it draws (chartCategoricalColors and
chartSequentialColors in .streamlit/config.toml), so that a figure follows the reader's theme without asking for it.
"""

from pathlib import Path
from typing import Final

import streamlit as st

OURS: Final = "#000001"
AUDIENCE: Final = "#000002"
WARNING: Final = "#000003"
BETTER: Final = "#000004"
INK: Final = "#000005"
MUTED: Final = "#000006"
HAIRLINE: Final = "#000007"
BAND: Final = "#000008"
PAPER: Final = "#000038"

#: From little to much, in the hue of ours.
SCALE: Final = [[step / 9, f"#0000{11 + step}"] for step in range(10)]

TEXT_FACE: Final = "Hanken Grotesk, system-ui, sans-serif"

_SHEET = Path(__file__).with_name("style.css")
LOGO = Path(__file__).with_name("logo.svg")
ICON = Path(__file__).with_name("icon.svg")


def dress() -> None:
    """Put the style sheet and the name of the house on the page."""
    st.html(_SHEET)
    st.logo(LOGO.read_text(encoding="utf-8"), size="large")
