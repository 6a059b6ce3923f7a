from collections import Counter

import msgspec
from hypothesis import given

from farrago.view import Mark, marks_of, pieces
from farrago.view.marks import lines
from strategies import documents


def mark(start, end, owner="e1", role="mention"):
    return Mark(start, end, role, owner, 0, "PER", "name")


def written(text, marks, start=0, end=None):
    """Return the pieces in a notation of their own: ``(a:…)`` is a mark, ``~`` where one was cut."""
    shown = {
        "open": lambda piece: ("(" if piece.is_first else "(~") + piece.mark.owner + ":",
        "close": lambda piece: ")" if piece.is_last else "~)",
        "text": lambda piece: piece.text,
    }
    return "".join(shown[piece.step](piece) for piece in pieces(text, marks, start, end))


def test_marks_nest():
    assert written("abcdef", [mark(0, 5, "a"), mark(1, 3, "b")]) == "(a:a(b:bc)de)f"


def test_marks_with_one_span_stand_inside_each_other():
    assert written("abc", [mark(0, 2, "a"), mark(0, 2, "b")]) == "(a:(b:ab))c"


def test_marks_side_by_side_do_not_touch():
    assert written("abc", [mark(0, 1, "a"), mark(1, 2, "b")]) == "(a:a)(b:b)c"


def test_of_two_that_cross_the_inner_one_is_cut_and_goes_on():
    assert written("abcdef", [mark(0, 4, "a"), mark(2, 6, "b")]) == "(a:ab(b:cd~))(~b:ef)"


def test_what_reaches_over_the_ends_is_cut():
    assert written("abcdef", [mark(0, 6, "a")], 2, 4) == "(~a:cd~)"


@given(documents())
def test_pieces_are_well_nested_and_hold_the_text(document):
    # Triggers are moved about, so that they cross mentions and each other.
    marks = marks_of(document)
    moved = [msgspec.structs.replace(each, end=min(each.end + 3, len(document.text))) for each in marks[::2]]
    for some in (marks, sorted([*moved, *marks[1::2]], key=lambda each: (each.start, -each.end))):
        is_open, firsts, lasts, text = [], [], [], ""
        for piece in pieces(document.text, some):
            if piece.step == "open":
                is_open.append(piece.mark)
                firsts += [piece.mark] * piece.is_first
            elif piece.step == "close":
                assert is_open.pop() == piece.mark
                lasts += [piece.mark] * piece.is_last
            else:
                text += piece.text
                position = len(text)
                start = position - len(piece.text)
                assert set(is_open) == {each for each in some if each.start <= start and each.end >= position}
        assert text == document.text
        assert not is_open
        assert Counter(firsts) == Counter(lasts) == Counter(some)


def test_lines_are_numbered_as_an_editor_numbers_them_and_blank_ones_left_out():
    assert list(lines("ab\n\n  \ncd\n")) == [(1, 0, 2), (4, 7, 9)]
