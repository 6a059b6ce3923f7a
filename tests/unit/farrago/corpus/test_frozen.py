import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.corpus import frozen

TEXTS = st.text("ab \né🎈", max_size=40)


@given(TEXTS, TEXTS)
def test_the_differences_turn_one_text_into_the_other(text, other):
    """Nothing that differs is left out, and nothing else is reported."""
    pieces, position = [], 0
    for difference in frozen.differences(text, other):
        assert text[difference.start : difference.end] == difference.found
        assert other.startswith(difference.expected, difference.frozen_start)
        pieces += [text[position : difference.start], difference.expected]
        position = difference.end
    assert "".join([*pieces, text[position:]]) == other


@given(TEXTS)
def test_equal_texts_have_no_differences(text):
    assert list(frozen.differences(text, text)) == []


def test_edits_far_apart_are_told_apart_and_near_ones_together():
    text = "the cat sat on the mat, and nobody minded"
    other = "the bot sat on the mat, and nobody mindedd"
    found = [(each.found, each.expected) for each in frozen.differences(text, other)]
    assert found == [("ca", "bo"), ("", "d")]


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (3, 1)), (6, (3, 2))]
)
def test_places_count_lines_and_columns_from_one(offset, expected):
    assert frozen.place("ab\nc\nd", offset) == expected


def test_the_caret_stands_under_what_differs():
    above, below = frozen.caret("Lima\nfreez the pilot", 5, 10).split("\n")
    assert above == "Lima⏎freez the pilot"
    assert below == "     ^^^^^"


def test_what_is_missing_gets_one_caret():
    assert frozen.caret("ab", 1, 1).split("\n")[1] == " ^"
