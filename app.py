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
explorer = st.Page(
    "app_pages/behind_the_figures/explorer.py",
    title="Explorer",
    icon=":material/query_stats:",
    url_path="explorer",
    help="Any figure, cut any way, down to the messages behind it.",
)
glossary = st.Page(
    "app_pages/behind_the_figures/glossary.py",
    title="Glossary",
    icon=":material/menu_book:",
    url_path="glossary",
    help="What each figure means, how it is counted, and the words that it is made of.",
)
data = st.Page(
    "app_pages/behind_the_figures/data.py",
    title="Data",
    icon=":material/database:",
    url_path="data",
    help="Where the figures come from, how fresh they are, and how to bring your own.",
)
page = st.navigation(
    {
        "At a glance": [where_we_stand, departments],
        "Day to day": [waiting, conversations],
        "Behind the figures": [explorer, glossary, data],
    }
)
with frame.guarded():
    figures, sources = (where_we_stand, departments, explorer), (glossary, data)
    frame.open_page(page, shows="figures" if page in figures else "sources" if page in sources else "messages")
    acting.last_act()
    page.run()
