"""The topics of the sample organisation are found by the words of its workbook, and its language is plain."""

import re
from collections import Counter, defaultdict
from datetime import timedelta

from connectors.sample import conversations, handoffs
from connectors.sample.words import TOPICS

DAY = timedelta(hours=24)


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for row in TOPICS:
        words = [word.strip() for word in row.words.split(",") if word.strip()]
        parts = [re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"(?!\w)") for word in words]
        if parts:
            found.append((row.meant, re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")")))
    return found


def test_the_words_find_what_was_meant() -> None:
    rules, told = patterns(), Counter[str]()
    of_topic: dict[str, list[bool]] = defaultdict(list)
    for one in conversations():
        if not one.is_question:
            continue
        text = re.sub(r"@\w+", "", one.opening.text).lower()
        found = next((meant for meant, pattern in rules if pattern.search(text)), None)
        told["none" if found is None else "right" if found == one.topic else "wrong"] += 1
        of_topic[one.topic].append(found == one.topic)
    assert told["right"] / (told["right"] + told["wrong"]) > 0.95
    assert told["right"] / sum(told.values()) > 0.85
    assert 0.05 < told["none"] / sum(told.values()) < 0.2
    assert all(sum(hits) / len(hits) > 0.65 for topic, hits in of_topic.items() if topic != "chat")


def test_an_owner_changes_over_time() -> None:
    rows = [row for row in TOPICS if row.topic == "Fibre availability"]
    assert [row.department for row in rows] == ["Engineering", "Sales"]
    assert rows[0].ends and rows[1].begins and rows[1].begins - rows[0].ends == DAY


# The language


def texts() -> list[str]:
    return [text for one in handoffs() for text in (one.question, one.note) if text]


def test_texts_are_plain_and_varied() -> None:
    for text in texts():
        assert not re.search(r"[{}<>|]|  |=>|https?:", text), text
        assert text == text.strip()
    questions = Counter(one.question for one in handoffs() if one.question)
    assert len(questions) > 0.5 * sum(questions.values())
    assert questions.most_common(1)[0][1] < 40
