"""Rapport: does this organisation converse, and who makes the answers possible? `streamlit run app.py`."""

import streamlit as st

from ui import acting, frame, theme

st.set_page_config(page_title="Rapport", page_icon=str(theme.ICON), layout="wide", initial_sidebar_state=248)
theme.dress()

where_we_stand = st.Page(
    "app_pages/at_a_glance/where_we_stand.py",
    title="Where we stand",
    icon=":material/explore:",
    default=True,
    help="Are we conversing, and is it getting better?",
)
departments = st.Page(
    "app_pages/at_a_glance/departments.py",
    title="Departments",
    icon=":material/groups:",
    url_path="departments",
    help="Who makes the answers possible, and what is still open?",
)
waiting = st.Page(
    "app_pages/day_to_day/waiting.py",
    title="Waiting",
    icon=":material/hourglass_bottom:",
    url_path="waiting",
    help="Everybody who is waiting for an answer from us, longest first.",
)
conversations = st.Page(
    "app_pages/day_to_day/conversations.py",
    title="Conversations",
    icon=":material/forum:",
    url_path="conversations",
    help="Find a conversation and read it from its first message to its last.",
)
data = st.Page(
    "app_pages/behind_the_figures/data.py",
    title="Data",
    icon=":material/database:",
    url_path="data",
    help="Where the figures come from, how fresh they are, and how to bring your own.",
)
page = st.navigation(
    {"At a glance": [where_we_stand, departments], "Day to day": [waiting, conversations], "Behind the figures": [data]}
)
with frame.guarded():
    frame.open_page(
        page, shows="figures" if page in (where_we_stand, departments) else "sources" if page is data else "messages"
    )
    acting.last_act()
    page.run()
