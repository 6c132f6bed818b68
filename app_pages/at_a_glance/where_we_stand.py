"""Where we stand: are we conversing, is it getting better, who held the clock."""

from datetime import UTC, datetime

from ui import ahead, cards, frame, ledger, standing, trends
from ui.channel_table import channel_table
from ui.counted import how_counted
from ui.objectives import objectives_block

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
LEDGER = ("ledger.open_wait_by_holder", "ledger.internal_share", "handoffs.answered_in_promise")

view = frame.need_view()
objectives_block(view)
standing.in_sentences(view)
cards.headline(view, *HEADLINE)
ledger.waiting_hours(view)
standing.read_one(view)

frame.section("Week by week")
trends.by_week(
    view,
    "conversations.reply_rate",
    "conversations.first_response",
    "conversations.waiting",
    "conversations.started",
)

frame.section("Channel by channel")
channel_table(view)

frame.section("Beyond the headlines")
cards.folded(view, "Six more figures", *MORE)
trends.hours_folded(view, "When people turn to us, by weekday and hour")
how_counted(*HEADLINE, *MORE, *LEDGER)

frame.data_until(view, datetime.now(UTC).replace(tzinfo=None))
ahead.ask_other_periods(view)
