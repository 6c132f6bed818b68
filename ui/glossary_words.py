"""The words that definitions are made of, and the rules that hold for figures, in plain words."""

from queries.metric import Shape

#: What holds for a figure of a kind.
RULES: dict[Shape, str] = {
    "count": "Everything of the period is counted, each once.",
    "rate": "Over all that can be judged by the end of the data, whether it did or did not; what is younger is shown "
    "beside the figure and not counted.",
    "wait": "Nothing unanswered disappears: who still waits is counted with the time so far (Kaplan–Meier). The figure "
    "is the time by which half are answered, never a mean. An end without an answer is no answer.",
    "open": "As of the end of the period, or of the data if that is earlier, whenever it began.",
    "median": "The middle one of all that have had seven days to happen.",
    "mean": "The sum divided by the number, over all of the period.",
    "returning": "People of the period who had been there before it, over all people of the period. Not known while "
    "the data does not reach back far enough.",
    "share": "A part of all that is known; how much is known stands beside it. The parts sum to the whole.",
    "ratio": "A part of a whole, both summed over all of the period before they are divided.",
    "hours": "The parts sum to the whole, to the second.",
    "distinct": "Different ones, each once, however often they come; parts can sum to more than the whole.",
    "newcomers": "Different people, and only those not seen before. Not known while the data does not reach back.",
    "core": "Different people, over the 90 days to the end of the period.",
    "index": "A geometric mean: where one of its parts is 0, it is 0; where one is not known, neither is it.",
    "gap": "One share less another, each over all that is known of it.",
    "evenness": "0 where one has it all, 1 where all have as much (Shannon entropy over its greatest value).",
}

#: What holds for every figure.
ALWAYS = (
    "Nothing unanswered disappears. Who still waits is counted with the time so far.",
    "A request that was turned down, passed on or closed has an end but no answer; it never makes a wait look shorter.",
    "A share is over all that could have happened by now, answered or not.",
    "What needs time to happen gets the same time everywhere: seven days.",
    "What was answered after the period, but before the data ends, counts as answered.",
    "Missing is not zero: what is not known has no figure, and says why.",
    "Every figure says how many it rests on and between what it likely lies (95 %). With too few, it is grey.",
    "A change has a colour only where it is more than chance. No clear change is a result.",
    "The date that decides is printed beside each figure.",
    "A comparison is the same question about another period.",
    "Who belonged where, who had promised what and who owned a topic is taken as of then.",
    "Hiding a message is not answering it. An answer of ours that was deleted later was given.",
    "Answers given on the platform itself count: the platform is read, not a tool's log.",
    "Followers are context, never what a figure is divided by.",
    "Erasing a person changes no figure.",
    "No figure is about one person. Departments and channels are not ranked.",
)

WORDS = {
    "message": "One thing that somebody says on a channel: a post, comment, mention, review, direct message or quote. "
    "A repost is no message.",
    "ours, and the audience": "Ours is what one of our accounts says, or a colleague while the roster says that they "
    "speak for us. Everybody else is the audience.",
    "automated": "Sent by a bot, a rule or an auto-reply. It starts no wait and ends none.",
    "broadcast": "A post of ours that opens a thread, with the parts that we add to it ourselves.",
    "conversation": "Something that the audience begins (a reply to a post of ours, a mention, a review, a direct "
    "message) with everything that is said under it.",
    "turn": "Messages of one side in a row.",
    "needs a reply": "A message of the audience does, unless it is spam, was withdrawn by its author, speaks to "
    "somebody else, or only closes the talk (“thanks!”). Hiding it changes nothing.",
    "exchange": "A turn of the audience with a message that needs a reply, and our next answer by a person, if it has "
    "come. Its clock starts with the first message that needs a reply.",
    "first response": "Our answer in the first exchange of a conversation.",
    "episode": "When somebody writes again after a week of silence with nothing open (a day in direct messages), a new "
    "conversation begins on the same thread. A wait is never cut.",
    "channel of a conversation": "The account of ours on which it lies; else the first that it speaks to; else the "
    "first that answers.",
    "topic": "What a conversation is about, by the words in the workbook. The first that fits is its main topic, and "
    "the department that owns it stands for the conversation.",
    "outreach": "We join a thread that did not speak to us and does not lie on a channel of ours.",
    "hand-off": "A request to a department: for what it knows, or for its approval. Asked again while open, it is a "
    "reminder and not a second request.",
    "promise": "What a department has undertaken towards colleagues, or the organisation towards the public: to answer "
    "within so long, on a named clock, from a date on.",
    "wall clock and business clock": "All hours; or only those within opening hours, with holidays and time zones.",
    "clock ledger": "The waiting hours of the public, second by second, given to whoever could have ended the wait: a "
    "department that was asked and is open, the social team, nobody logged, or outside opening hours.",
    "right-censored": "Still waiting when the data ends: we know that the wait is longer than this, not how long it "
    "will be.",
    "Kaplan–Meier": "A way to tell typical waits that counts those still waiting with the time so far.",
    "likely between": "The 95 % interval: the range of values that the data do not contradict. For shares it is "
    "Wilson's, widened where several messages of one conversation go together.",
    "too few to say": "The figure rests on fewer than the minimum (ten, unless Settings say otherwise).",
    "watermark": "The moment until which a source has been seen in full. Nothing after it is known.",
    "scope": "The period, channels, departments, topics, audiences and clock that a figure is asked for, and what it "
    "is compared with.",
    "coverage": "Which channels or departments count in a figure, and which do not, and why.",
    "replay": "The waits of the public as they would have been, had a department answered sooner. Only what follows "
    "from the requests moves.",
    "risk difference": "How much more often nobody answers in time where a colleague was late, like with like by "
    "channel and topic (Mantel–Haenszel). What goes together, not what causes what.",
}
