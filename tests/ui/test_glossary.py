"""The Glossary knows every figure by itself, from the head of its file."""

from typing import get_args

import pytest

from queries.metric import Shape, Unit, metrics, parse
from ui.glossary import UNITS, entry_html, word_anchor
from ui.glossary_words import RULES, WORDS

HEAD = """-- title: A <b>new</b> one
-- label: something new
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time asked
-- definition: Of all, the share that is new.
-- why: Because new is new.
select 1
"""


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_every_figure_has_all_of_its_head_and_a_rule(metric):
    drawn = entry_html(metric)
    for said in (metric.title, metric.name, metric.definition, metric.why, metric.basis, RULES[metric.shape]):
        assert said.replace("'", "&#x27;") in drawn


def test_there_is_a_rule_for_every_shape_and_a_word_for_every_unit():
    assert RULES.keys() == set(get_args(Shape))
    assert UNITS.keys() == set(get_args(Unit))


def test_a_metric_that_is_added_is_there_by_itself_and_as_text():
    drawn = entry_html(parse("area.new", HEAD))
    assert "A &lt;b&gt;new&lt;/b&gt; one" in drawn
    assert "percent; more is better" in drawn


def test_each_word_has_a_place_of_its_own():
    assert len({word_anchor(word) for word in WORDS}) == len(WORDS)
    assert word_anchor("ours, and the audience") == "word-ours-and-the-audience"
