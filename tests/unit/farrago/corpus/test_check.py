import pytest

from farrago.corpus import check
from farrago_schema import ontology


@pytest.fixture
def gold(home):
    return home / "source" / "gold" / "toy-p-1.xml"


@pytest.fixture
def text(home):
    return (home / "source" / "text" / "toy-p-1.txt").read_bytes().decode("utf-8")


def problems(path, text):
    return check.inspect(path, text, ontology.load())[1]


def edit(path, old, new):
    xml = path.read_text("utf-8")
    assert old in xml
    path.write_text(xml.replace(old, new, 1), "utf-8")


def test_good_gold_has_no_problems(gold, text):
    inspection, found = check.inspect(gold, text, ontology.load())
    assert found == []
    assert inspection.document.text == text


def test_a_changed_text_is_shown_in_both_forms(gold, text):
    edit(gold, "for <m", "of <m")
    (problem,) = problems(gold, text)
    assert (problem.code, problem.line, problem.found) == ("text", 4, "'of'")
    offset = text.index("for €2")
    assert problem.expected == f"'for' at offset {offset} of the frozen text (its line 3, column 63)"
    here, marks, frozen_, carets = (problem.hint.split("\n")[at] for at in (1, 2, 4, 5))
    assert here[marks.index("^") : marks.rindex("^") + 1] == "of"
    assert frozen_[carets.index("^") : carets.rindex("^") + 1] == "for"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Sign up!", "Sign up", (7, "nothing", "'!'")),
        ("Sign up!", "Sign  up!", (7, "' '", "nothing")),
        ("</zone>\n</text>", "</zone></text>", (8, "nothing", r"'\n'")),
        ("</zone>\n\n", "</zone>\n", (3, "nothing", r"'\n'")),
        ("57", "５7", (4, "'５'", "'5'")),
        (" &amp; ", " &#160; ", (4, r"'\xa0'", "'&'")),
    ],
)
def test_every_slip_of_the_text_is_found_on_its_line(gold, text, old, new, told):
    edit(gold, old, new)
    (problem,) = problems(gold, text)
    assert (problem.line, problem.found, problem.expected.split(" at ")[0]) == told


def test_lines_are_right_after_tags_that_break(gold, text):
    """A line break inside a tag is one of the file and none of the text."""
    edit(gold, '<zone kind="caption" story="s1">', '<zone\nkind="caption"\nstory="s1">')
    edit(gold, "ferry ran", "ferry rum")
    assert [problem.line for problem in problems(gold, text)] == [7]


def test_another_text_altogether_is_not_listed_word_by_word(gold):
    found = problems(gold, "?! " * 300)
    assert len(found) <= 21


def test_text_and_gold_are_both_told_of_and_in_the_order_of_lines(gold, text):
    edit(gold, "Justice.Sue", "Justice.Su")
    edit(gold, "ferry ran", "ferry rum")
    found = problems(gold, text)
    assert [(problem.code == "text", problem.line) for problem in found] == [(True, 5), (False, 22)]
    assert found[1].nearest == "Justice.Sue"


def test_an_entity_that_nothing_refers_to_is_told(gold, text):
    edit(gold, '<m e="rebels" k="nominal">Gunmen</m>', "Gunmen")
    (problem,) = problems(gold, text)
    assert problem.line == 13
    assert problem.path.startswith("$.entities[3]")


def test_a_role_is_found_on_the_line_of_its_event(gold, text):
    edit(gold, 'role="Seller"', 'role="Sellar"')
    (problem,) = problems(gold, text)
    assert (problem.line, problem.nearest) == (23, "Seller")


def test_broken_xml_is_told_alone(gold, text):
    edit(gold, "</text>", "")
    assert {problem.code for problem in problems(gold, text)} == {"xml"}
