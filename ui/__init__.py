"""Everything that touches Streamlit: the scope bound to the URL, cards, charts, tables, the thread reader."""
