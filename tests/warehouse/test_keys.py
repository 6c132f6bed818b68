"""Keys that DuckDB's hash made otherwise once are made anew, and everything still finds its other half."""

from datetime import datetime
from pathlib import Path

import duckdb

from warehouse import Home, open_writer
from warehouse.acts import ASKED, Act, Link, write

NOON = datetime(2026, 3, 1, 12)
FOUND = """
    select h.question, a.act, l.link, m.native_id
    from handoff_acts a
    left join handoffs h using (handoff_key)
    left join handoff_links l using (handoff_key)
    left join messages m on m.permalink_key = l.permalink_key
    order by a.act_id
"""


def test_another_hash_leaves_hand_offs_acts_and_links_together(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with open_writer(home) as writer:
        writer.execute(
            "insert into handoffs (handoff_key, source, native_id, department, question, asked_at) "
            "values (handoff_key('workbook', '14'), 'workbook', '14', 'Sales', 'When?', $1)",
            [NOON],
        )
        writer.execute(
            "insert into messages (message_key, platform, native_id, kind, published_at, first_seen_at, permalink, "
            "permalink_key) values (message_key('x', '1'), 'x', '1', 'post', $1, $1, $2, permalink_key($2))",
            [NOON, "https://x.com/a/status/1"],
        )
        logged, asked = writer.execute("select handoff_key('workbook', '14'), handoff_key($1, 'act-2')", [ASKED])[0]
        link = Link("https://twitter.com/a/status/1")
        write(writer, Act("act-1", "answered", logged, NOON, NOON, links=(link,)))
        write(writer, Act("act-2", "asked", asked, NOON, NOON, department="Sales", links=(link,)))
        expected = writer.execute(FOUND)
        assert expected == [("When?", "answered", link.link, "1"), (None, "asked", link.link, "1")]
        writer.run_script(
            """
            update handoffs set handoff_key = handoff_key - 1;
            update handoff_acts set handoff_key = handoff_key - 1;
            update handoff_links set handoff_key = handoff_key - 1, permalink_key = permalink_key - 1;
            update messages set permalink_key = permalink_key - 1;
            update meta set key_probe = 0;
            """
        )
    with open_writer(home) as writer:
        assert writer.execute(FOUND) == expected
        assert writer.execute("select handoff_key from handoff_acts order by act_id") == [(logged,), (asked,)]
    with duckdb.connect(str(home.writer_file)) as connection:
        assert (
            connection.execute("select permalink_key from messages").fetchall()
            == connection.execute("select permalink_key('https://x.com/a/status/1')").fetchall()
        )
