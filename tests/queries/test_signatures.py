"""How a text is signed at its end: held to a plain reading of the same rule."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.marts import TEXT_VERDICTS
from warehouse import Home, Writer, open_writer

_PARTS = [
    "a",
    "B",
    "é",
    "я",
    "ß",
    ".",
    "'",
    "-",
    "–",
    "—",
    "^",
    "~",
    "/",
    "*",
    "|",
    " ",
    "\t",
    "\n",
    "\u00a0",
    "1",
    "_",
]
_WORDS = ["!", "Ana", "Александра", "abcdefghij", "klmnopqrstu", " - ", " ^", "😀"]
_SIGNED = re.compile(
    r"[ \t\n\f\r]([\^~/*|–—-][ \t\n\f\r]?[^\W\d_](?:(?:[^\W\d_]|[.']){0,18}[^\W\d_])?)[^0-9A-Za-z_]*\Z"
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with open_writer(Home(tmp_path_factory.mktemp("signatures")), TEXT_VERDICTS) as writer:
        yield writer


def signatures(writer: Writer, texts: list[str | None]) -> list[Any]:
    given = [{"text": text} for text in texts]
    return [found for (found,) in writer.execute("select text_signature(t.text) from unnest($1) u(t)", [given])]


@given(texts=st.lists(st.lists(st.sampled_from([*_PARTS, *_WORDS]), max_size=30).map("".join), min_size=1, max_size=30))
def test_a_signature_is_what_a_plain_reading_finds(rules: Writer, texts: list[str]) -> None:
    assert signatures(rules, texts) == [plainly(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("Done. ^AB", "^ab"),
        ("Done – Ana", "-ana"),
        ("Done /kd!", "/kd"),
        ("Done", ""),
        ("Read-me", ""),
        ("Done - abcdefghijklmnopqrst", "-abcdefghijklmnopqrst"),
        ("Done - abcdefghijklmnopqrstu", ""),
        ("Done - яяяяяяяяяяяяяяяяяяяяяяя", "-яяяяяяяяяяяяяяяяяяяя"),
        (None, None),
    ],
)
def test_a_name_has_twenty_letters_at_most(rules: Writer, text: str | None, signature: str | None) -> None:
    assert signatures(rules, [text]) == [signature]


def plainly(text: str) -> str:
    found = _SIGNED.search(" " + text[-40:])
    return "" if found is None else re.sub(r"[–—]", "-", re.sub(r"[ \t\n\f\r]", "", found[1], count=1), count=1).lower()
