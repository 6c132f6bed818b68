"""Text from outside is shown as text."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.plain import cell, clean, figure_text, label, shown, web_address


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@given(st.text())
def test_no_text_becomes_an_element_and_none_is_lost(text):
    parser = Tags()
    parser.feed(shown(text))
    parser.close()
    assert parser.tags == ["bdi"]
    assert parser.text == clean(text)


@given(st.text())
def test_a_chart_is_given_no_tag(text):
    assert not re.search(r"<|>", figure_text(text))
    assert html.unescape(figure_text(text)) == " ".join(clean(text).split())


def test_signs_that_turn_or_hide_text_are_taken_out():
    assert clean("evil\u202egpj.exe\u2066 \x00\x1b[31mred\r\nnext") == "evilgpj.exe [31mred\nnext"
    assert clean("Z" + "\u0351" * 40 + "o") == "Z\u0351\u0351\u0351o"
    assert clean("café naïve Å") == "café naïve Å"


def test_a_long_text_is_cut_at_a_word():
    assert shown("one two three four", limit=12) == '<bdi dir="auto">one two …</bdi>'


@given(st.text(alphabet="*_`[]()#!<>$:~|\\+-.{}=@/ab", min_size=1))
def test_a_label_escapes_every_sign_of_markdown(text):
    assert re.fullmatch(r"(?:[ab ]|\\[^ab ])*", label(text))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "|x", "%x"])
def test_a_cell_is_never_a_formula(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["hello", "1 + 1", "a=b", "2026-01-01", ""])
def test_a_harmless_cell_stays_as_it_is(text):
    assert cell(text) == text
    assert cell(None) == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.invalid", "https://a b", 'https://a"b', "", None]
)
def test_only_addresses_of_the_web_become_links(address):
    assert web_address(address) is None
    assert web_address("https://x.com/a/status/1?s=2&t=3") == "https://x.com/a/status/1?s=2&t=3"
