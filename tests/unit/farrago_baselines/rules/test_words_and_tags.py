import pytest
import writing

from farrago_baselines.rules import lists, page, tagging, words
from farrago_baselines.rules.events.frames import frame
from farrago_baselines.rules.triggers import read_rules
from farrago_schema import ontology


def tags(text: str) -> dict[str, str]:
    read = page.read(writing.page(text))
    tagging.tag(read)
    return {token.text: token.tag for token in read.tokens}


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The police raid failed.", "raid", "noun"),
        ("Rebels may raid the pen.", "raid", "verb"),
        ("She wants to question him.", "question", "verb"),
        ("The question was odd.", "question", "noun"),
        ("Chile lifts ban on salmon vaccine", "lifts", "verb"),
        ("The conviction stands.", "stands", "verb"),
        ("Orrel guards the depot.", "guards", "verb"),
        ("In that heat nobody slept.", "that", "det"),
        ("The boat that sank was old.", "that", "pron"),
        ("A former payments clerk from Graz spoke.", "clerk", "noun"),
    ],
)
def test_context_decides_what_the_lexicon_leaves_open(text, word, tag):
    assert tags(text)[word] == tag


def test_hyphenated_words_are_one_token_and_dashes_are_none():
    read = page.read(writing.page("A by-the-hour motel – 3-1."))
    assert [t.text for t in read.tokens] == ["A", "by-the-hour", "motel", "–", "3-1", "."]


def test_base_forms_come_from_the_lexicon():
    assert words.lemma("lorries", "noun") == "lorry"
    assert words.lemma("driven", "verb") == "drive"
    assert words.lemma("zzyzx", "noun") == "zzyzx"


def test_every_line_of_the_trigger_list_has_a_type_and_tests_that_there_are():
    known = {"obj", "subj", "has", "prep", "next", "near", "page", "passive", "attributive"}
    for rules in read_rules().values():
        for rule in rules:
            assert rule.type in ontology.load().event_types, rule
            assert rule.part in {"v", "n", "j"}, rule
            assert {condition.test for condition in rule.conditions} <= known, rule


def test_every_event_type_has_triggers_and_a_frame_of_roles_that_it_has():
    typed = {rule.type for rules in read_rules().values() for rule in rules}
    for name in lists.read("frames"):
        type_, _, lemma = name.partition("/")
        roles = {role for listed in frame(type_, lemma).values() for role in listed}
        assert roles <= set(ontology.load().event_types[type_].roles), name
    assert typed == set(ontology.load().event_types)
