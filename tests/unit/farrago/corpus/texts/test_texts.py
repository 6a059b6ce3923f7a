"""What is found in texts before anybody annotates them."""

import pytest

from farrago.corpus import texts
from farrago.corpus.audit.finding import name_of
from farrago.corpus.scenarios import Scenario
from farrago.corpus.scenarios.form import Person
from farrago.corpus.shingles import Shingles
from farrago.corpus.texts import rules
from farrago.corpus.texts.measures import measure
from farrago.corpus.texts.reading import Text

PARAGRAPH = "Divers from the quay brought up eleven crates of wet passports before the tide turned on Sunday."
SCENARIOS = {
    "a": Scenario("a", "dev", "story", "sport", "wire", "", "2031-01-01", length=(50, 60)),
    "b": Scenario(
        "b", "dev", "story", "sport", "wire", "", "2031-01-01",
        people={"Bo Wolmarans": Person("Wolmarans", "m", "Namibia")},
    ),
}  # fmt: skip


def found(rule, scenarios=None, **contents):
    _, findings = texts.inspect(contents, scenarios)
    return [finding for finding in findings if finding.rule == rule]


def test_distinct_n_counts_different_runs_of_words_over_all():
    measures = measure([Text("a", "The cat saw the cat.")])
    assert (measures.distinct_1, measures.distinct_2, measures.distinct_3) == (0.6, 0.75, 1.0)
    assert (measures.tokens, measures.sentences, measures.sentence_length) == (6, 1, 5.0)


def test_runs_do_not_go_over_the_end_of_a_text():
    assert measure([Text("a", "one two"), Text("b", "one two")]).distinct_2 == 0.5


def test_sentences_that_are_all_as_long_vary_by_nothing():
    assert measure([Text("a", "Rain fell there. Snow fell here.")]).sentence_variation == 0


def test_an_empty_text_has_measures_and_no_findings():
    measures, findings = texts.inspect({"a": ""})
    assert measures["a"].tokens == 0 and measures["all"].distinct_1 == 0 and findings == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_line_ends_a_sentence(line_end):
    assert len(Text("a", f"Headline without a stop{line_end}{line_end}Then a sentence.").sentences) == 2


def test_copied_text_is_found_once_and_where_it_stands():
    (finding,) = found("near-duplicate", a=f"Late news. {PARAGRAPH}", b=f"{PARAGRAPH} So it ended.")
    assert (finding.document, finding.start) == ("a", 11)
    assert "b" in finding.reason and finding.sure == 1.0


def test_five_words_in_common_are_a_repeated_phrase_and_four_are_not():
    five = found(
        "repeated-phrase", a="He wept on the old pier.", b="She sat on the old pier wept on the old pier"
    )
    assert [finding.text for finding in five] == ["wept on the old pier"]
    assert found("repeated-phrase", a="He sat on the pier.", b="She lay on the pier.") == []


def test_a_longer_phrase_is_one_finding_and_surer():
    short, long = (
        found("repeated-phrase", a=text, b=text)
        for text in ("He wept on the pier", "He wept on the old pier until the ferry left")
    )
    assert len(short) == len(long) == 1
    assert short[0].sure < long[0].sure


def test_a_rare_name_in_two_texts_is_found_and_a_state_is_not():
    one = "Police in Kenya met Wolmarans there."
    (finding,) = found("reused-name", a=one, b="In March a court in Kenya heard Wolmarans, too.")
    assert finding.text == "Wolmarans"


def test_a_name_that_was_drawn_for_another_text_is_found():
    (finding,) = found(
        "name-of-another-scenario", SCENARIOS, a="Police met Wolmarans.", b="Then Wolmarans left."
    )
    assert (finding.document, finding.text) == ("a", "Wolmarans")


def test_a_name_that_was_drawn_and_not_used_is_found():
    (finding,) = found("unused-name", SCENARIOS, b="Nobody came.")
    assert "Bo Wolmarans" in finding.reason


def test_shared_openings_and_endings_are_found_in_each_text():
    contents = {"a": "It was dawn when we left home at last.", "b": "It was dawn and we went home at last."}
    assert [f.document for f in found("shared-opening", **contents)] == ["a", "b"]
    assert [f.text for f in found("shared-ending", **contents)] == ["home at last", "home at last"]


def test_length_is_held_against_the_scenario():
    assert found("wrong-length", SCENARIOS, a="Far too short.")[0].sure > 0.8
    assert found("wrong-length", SCENARIOS, a="word " * 55) == []


def test_monotonous_sentences_are_found():
    assert found("flat-sentences", a="The rain fell on the town. " * 30)
    assert not found("flat-sentences", a="It rained. All night the rain fell on the town and the hill. " * 15)


def test_stock_phrases_are_found_over_line_ends():
    (finding,) = found("stock-phrase", a="What follows remains\nto be seen.")
    assert finding.text == "remains\nto be seen"


def test_every_rule_says_what_it_finds():
    names = [name_of(rule) for rule in rules.RULES]
    assert len(names) == len(set(names))
    assert all((rule.__doc__ or "").startswith("Find ") for rule in rules.RULES)


def test_shingles_share_runs_whatever_the_case():
    shingles = Shingles({"a": "one two three four", "b": "ONE two THREE", "c": "two one three"}, size=3)
    assert shingles.shared("a") == {"b": 1}
    assert (shingles.size("a"), shingles.first("a", "b")) == (2, (0, 13))
    assert shingles.stretches("a") == [(0, 13, ("b",))]
