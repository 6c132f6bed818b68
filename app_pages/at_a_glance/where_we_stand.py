"""Where we stand: are we conversing, is it getting better, where is it not."""

from datetime import UTC, datetime

from ui import cards, frame, trends
from ui.channel_table import channel_table
from ui.counted import how_counted

HEADLINE = (
    "conversations.reply_rate",
    "conversations.first_response",
    "conversations.waiting",
    "interactivity.reply_share",
)
MORE = (
    "conversations.started",
    "conversations.ever_answered",
    "conversations.two_way",
    "conversations.next_response",
    "conversations.depth",
    "people.returning",
)

view = frame.need_view()
cards.headline(view, *HEADLINE)
cards.more(view, *MORE)
how_counted(*HEADLINE, *MORE)

frame.section("Week by week")
trends.by_week(
    view,
    "conversations.reply_rate",
    "conversations.first_response",
    "conversations.waiting",
    "conversations.started",
)

frame.section("When people turn to us", "Conversations by weekday and hour")
trends.by_hour(view)

frame.section("Channel by channel")
channel_table(view)

frame.data_until(view, datetime.now(UTC).replace(tzinfo=None))
