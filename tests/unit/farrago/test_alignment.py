"""Where text-only mentions are found, and who gets the places that several claim."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from farrago.alignment import RULES, Aligned, align
from farrago.alignment._finding import Finder, casefolded, runs, units
from farrago.matching.identity import NOWHERE, is_placed, with_places
from farrago_schema.types import Document, Input, PredictedMention, Prediction, Span
from laws import changes

VALUES = frozenset({"TIME", "TITLE"})


def document(text: str, *sentences: tuple[int, int]) -> Input:
    return Input("d", text, "2031-05-14", "en", tuple(Span(*each) for each in sentences), ())


def entity(id_: str, *mentions: str | dict[str, Any], type_: str = "PER", kind: str | None = "name") -> Any:
    """Return an entity; a mention that is a string has the given kind and nothing else."""
    plain = [{"text": each, "kind": kind} if isinstance(each, str) else each for each in mentions]
    return {"id": id_, "type": type_, "mentions": plain}


def aligned(text: str | Input, *entities: Any, events: Any = None) -> Aligned:
    prediction = {"id": "d", "entities": list(entities)} | ({"events": events} if events else {})
    page = document(text) if isinstance(text, str) else text
    return align(msgspec.convert(prediction, Prediction), page, VALUES)


def spans(found: Aligned) -> dict[str, list[tuple[int, int] | str]]:
    """Return each entity's places; what is unlocated stands as its text."""
    return {each.id: _spans(each.mentions) for each in found.prediction.entities or ()}


def triggers(found: Aligned) -> list[list[tuple[int, int] | str]]:
    return [_spans(each.triggers) for each in found.prediction.events or ()]


def _spans(mentions: tuple[PredictedMention, ...]) -> list[tuple[int, int] | str]:
    return [
        each.text or "" if each.start is None or each.end is None else (each.start, each.end)
        for each in mentions
    ]


def found_in(text: str, wanted: str, **keys: Any) -> tuple[list[str], str | None]:
    """Return the pieces of text that a name takes, and the rule that found them."""
    result = aligned(text, entity("e", {"text": wanted, "kind": "name"} | keys))
    pieces = [text[slice(*place)] for place in spans(result)["e"] if not isinstance(place, str)]
    return pieces, next(iter(result.located), None)


class TestWords:
    def test_us_is_not_in_russia(self) -> None:
        result = aligned("russia told us of russia", entity("e", "us"))
        assert spans(result) == {"e": [(12, 14)]}

    def test_a_word_that_is_only_within_words_is_absent(self) -> None:
        result = aligned("russia, Russia", entity("e", "us"))
        assert [(each.text, each.reason) for each in result.unlocated] == [("us", "absent")]

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("Okoro's son", "Okoro"),
            ("Mr. Okoro’s son", "Okoro"),
            ("ex-wife", "wife"),
            ("(BBC)", "BBC"),
            ("$10,000 more", "$10,000"),
            ("in 2014, 300 came", "2014"),
            ("在北京的人", "北京"),
            ("서울에서", "서울"),
        ],
    )
    def test_a_word_ends_where_a_reader_sees_its_end(self, text: str, wanted: str) -> None:
        assert found_in(text, wanted) == ([wanted], "exact")

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("1,300 jobs", "300"),
            ("1,300 jobs", "1"),
            ("10.5", "10"),
            ("a_b", "a"),
            ("cafe\u0301", "cafe"),
            ("foo\u00adbar", "foo"),
            ("Okoros", "Okoro"),
            ("☺\ufe0f", "☺"),
        ],
    )
    def test_no_match_begins_or_ends_within_a_word_a_number_or_a_character(
        self, text: str, wanted: str
    ) -> None:
        assert found_in(text, wanted) == ([], None)


class TestRules:
    def test_exact_comes_before_other_letter_case(self) -> None:
        assert found_in("THE US told us", "us") == (["us"], "exact")
        assert found_in("THE US told them", "us") == (["US"], "casefolded")

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("in der Straße 3", "STRASSE"),
            ("in der STRASSE 3", "Straße"),
            ("near İzmir now", "i̇zmir"),
            ("near i\u0307zmir now", "İzmir"),
            ("the ﬁre", "FIRE"),
            ("at Cafe\u0301 Rey", "café rey"),
            ("at Café Rey", "CAFE\u0301 REY"),
            ("o\u0323\u0308 x", "O\u0308\u0323"),
        ],
    )
    def test_letter_case_may_change_the_length(self, text: str, wanted: str) -> None:
        pieces, rule = found_in(text, wanted)
        assert (casefolded(pieces[0]), rule) == (casefolded(wanted), "casefolded")

    def test_offsets_behind_letters_that_folding_makes_longer_are_those_of_the_text(self) -> None:
        text = "İİ, STRAßE, ŞİŞLİ, ﬃ: Okoro of İzmir"
        result = aligned(text, entity("a", "OKORO"), entity("b", "i̇zmir", type_="GPE"))
        places = {id_: text[slice(*each[0])] for id_, each in spans(result).items()}  # type: ignore[misc]
        assert places == {"a": "Okoro", "b": "İzmir"}

    @pytest.mark.parametrize(("text", "wanted"), [("in Maß", "mas"), ("İ", "i"), ("ﬁ x", "f")])
    def test_half_of_a_character_is_no_match(self, text: str, wanted: str) -> None:
        assert found_in(text, wanted) == ([], None)

    @pytest.mark.parametrize(
        ("text", "wanted", "piece"),
        [
            ("the O’Brien family", "O'Brien", "O’Brien"),
            ("the “Black Sea” fleet", '"Black Sea"', "“Black Sea”"),
            ("the 2030–31 season", "2030-31", "2030–31"),
            ("rain — heavy", "rain -- heavy", "rain — heavy"),
            ("New\n  York City", "New York City", "New\n  York City"),
            ("New York City", " New\u00a0York  City\n", "New York City"),
            ("New\u00a0York", "NEW YORK", "New\u00a0York"),
            ("foo\u00adbar", "foobar", "foo\u00adbar"),
            ("zero\u200b width", "zero width", "zero\u200b width"),
        ],
    )
    def test_quotes_dashes_and_spaces_may_differ(self, text: str, wanted: str, piece: str) -> None:
        assert found_in(text, wanted) == ([piece], "normalised")

    def test_a_located_mention_says_what_stands_there(self) -> None:
        result = aligned("the O’Brien family", entity("e", {"text": "O'Brien", "kind": "name", "score": 0.5}))
        assert result.prediction.entities is not None
        assert result.prediction.entities[0].mentions == (
            PredictedMention(4, 11, "O’Brien", "name", score=0.5),
        )

    @given(st.text(), st.sampled_from(sorted(RULES)))
    def test_what_is_found_is_equal_under_the_rule(self, text: str, rule: str) -> None:
        assert "".join(units(text)) == text == "".join(runs(text))
        for start, end in Finder(f"({text})").find(rule, text):
            assert RULES[rule](f"({text})"[start:end]) == RULES[rule](text)

    @given(
        st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1), st.sampled_from(sorted(RULES))
    )
    def test_every_word_is_found_under_every_rule(self, text: str, rule: str) -> None:
        assert Finder(f"({text})").find(rule, text) == ((1, len(text) + 1),)


class TestAnchors:
    TEXT = "Ana saw Bo. Bo saw Ana. Ana left."
    PAGE = document(TEXT, (0, 11), (12, 23), (24, 33))

    def test_an_occurrence_is_that_one(self) -> None:
        assert spans(aligned(self.PAGE, entity("e", {"text": "Ana", "occurrence": 2}))) == {"e": [(19, 22)]}

    def test_occurrences_are_counted_in_words(self) -> None:
        result = aligned("russia told us, us", entity("e", {"text": "us", "occurrence": 2}))
        assert spans(result) == {"e": [(16, 18)]}

    def test_the_first_rule_that_has_such_an_occurrence_counts(self) -> None:
        result = aligned("The dog and the dog", entity("e", {"text": "the dog", "occurrence": 2}))
        assert (spans(result), result.located) == ({"e": [(12, 19)]}, {"casefolded": 1})

    def test_an_occurrence_beyond_the_count_is_spurious(self) -> None:
        result = aligned(self.PAGE, entity("e", {"text": "Ana", "occurrence": 4}))
        assert [each.reason for each in result.unlocated] == ["elsewhere"]
        assert spans(result) == {"e": ["Ana"]}

    def test_a_sentence_is_that_one_even_for_a_name(self) -> None:
        result = aligned(self.PAGE, entity("e", {"text": "Ana", "sentence": 1, "kind": "name"}))
        assert spans(result) == {"e": [(19, 22)]}

    def test_a_sentence_without_the_text_is_no_place(self) -> None:
        result = aligned(self.PAGE, entity("e", {"text": "Bo", "sentence": 2}))
        assert [each.reason for each in result.unlocated] == ["elsewhere"]

    def test_occurrence_and_sentence_must_agree(self) -> None:
        both = [{"text": "Ana", "occurrence": 2, "sentence": sentence} for sentence in (1, 0)]
        assert spans(aligned(self.PAGE, entity("e", *both))) == {"e": [(19, 22), "Ana"]}

    def test_who_says_where_comes_first(self) -> None:
        result = aligned(
            self.PAGE,
            entity("a", "Ana"),
            entity("b", {"text": "Ana", "occurrence": 1}),
            entity("c", {"start": 19, "end": 22}),
        )
        assert spans(result) == {"a": [(24, 27)], "b": [(0, 3)], "c": [(19, 22)]}

    def test_two_entities_at_one_anchor_contest_it(self) -> None:
        anchored = {"text": "Ana", "occurrence": 1}
        result = aligned(self.PAGE, entity("a", anchored), entity("b", anchored, type_="ORG"))
        assert spans(result) == {"a": ["Ana"], "b": ["Ana"]}
        assert {each.reason for each in result.unlocated} == {"contested"}

    def test_what_others_have_by_offsets_is_taken(self) -> None:
        result = aligned(
            self.PAGE,
            entity("a", {"text": "Ana", "occurrence": 1}),
            entity("b", {"start": 0, "end": 3}),
        )
        assert [each.reason for each in result.unlocated] == ["taken"]


class TestNames:
    def test_a_name_takes_all_five_of_its_occurrences(self) -> None:
        result = aligned("Ana. Ana! Ana? Ana, Ana", entity("e", "Ana"))
        assert spans(result) == {"e": [(0, 3), (5, 8), (10, 13), (15, 18), (20, 23)]}
        assert result.located == {"exact": 1}

    def test_a_name_within_a_longer_name_is_not_taken(self) -> None:
        text = "The New York Times of New York, New York Times"
        result = aligned(
            text, entity("b", "New York", type_="GPE"), entity("a", "New York Times", type_="ORG")
        )
        assert spans(result) == {"b": [(22, 30)], "a": [(4, 18), (32, 46)]}

    def test_its_own_longer_name_keeps_a_short_one_out_too(self) -> None:
        result = aligned("Ana Ruiz met. Ruiz left.", entity("e", "Ruiz", "Ana Ruiz"))
        assert spans(result) == {"e": [(14, 18), (0, 8)]}

    def test_a_name_that_is_only_within_longer_ones_is_spurious(self) -> None:
        result = aligned("Bank of Lima", entity("a", "Lima"), entity("b", "Bank of Lima", type_="ORG"))
        assert [(each.text, each.reason) for each in result.unlocated] == [("Lima", "taken")]

    def test_a_name_within_a_name_can_be_anchored(self) -> None:
        anchored = {"text": "Lima", "occurrence": 1, "kind": "name"}
        result = aligned("Bank of Lima", entity("a", anchored), entity("b", "Bank of Lima", type_="ORG"))
        assert spans(result) == {"a": [(8, 12)], "b": [(0, 12)]}

    def test_names_of_two_entities_that_cross_are_both_there(self) -> None:
        """Neither lies inside the other: each is where its words are."""
        rivals = [entity("a", "Bank of Lima", type_="ORG"), entity("b", "Lima Times", type_="ORG")]
        for order in (rivals, rivals[::-1]):
            result = aligned("the Bank of Lima Times; Lima", *order, entity("c", "Lima", type_="GPE"))
            assert spans(result) == {"a": [(4, 16)], "b": [(12, 22)], "c": [(24, 28)]}

    def test_a_value_is_no_longer_name(self) -> None:
        result = aligned(
            "Lima mayor Ruiz", entity("t", "Lima mayor", type_="TITLE", kind="value"), entity("a", "Lima")
        )
        assert spans(result) == {"t": [(0, 10)], "a": [(0, 4)]}

    def test_other_kinds_take_the_first_free_one(self) -> None:
        text = "he said he knew that he won"
        assert spans(aligned(text, entity("e", "he", kind="pronoun"))) == {"e": [(0, 2)]}
        held = entity("f", {"text": "he", "occurrence": 1})
        assert spans(aligned(text, entity("e", "he", kind="pronoun"), held))["e"] == [(8, 10)]
        assert spans(aligned(text, entity("e", "he", kind=None), held))["e"] == [(8, 10)]

    def test_a_part_of_the_own_longer_mention_is_not_free(self) -> None:
        text = "the mayor of Lima spoke, the mayor said"
        result = aligned(text, entity("e", "the mayor", "the mayor of Lima", kind="nominal"))
        assert spans(result) == {"e": [(25, 34), (0, 17)]}

    def test_one_string_as_two_kinds_of_one_entity_is_one_place(self) -> None:
        result = aligned("Ana left", entity("e", {"text": "Ana", "kind": "name"}, {"text": "Ana"}))
        assert spans(result) == {"e": [(0, 3), (0, 3)]}
        assert result.unlocated == ()


class TestRivals:
    def test_a_string_that_two_entities_claim_is_spurious_for_both(self) -> None:
        result = aligned("Ruiz met Ruiz", entity("a", "Ruiz"), entity("b", "Ruiz", type_="ORG"))
        assert spans(result) == {"a": ["Ruiz"], "b": ["Ruiz"]}
        assert [(each.path, each.reason) for each in result.unlocated] == [
            ("$.entities[0].mentions[0]", "contested"),
            ("$.entities[1].mentions[0]", "contested"),
        ]

    def test_whatever_its_kinds(self) -> None:
        result = aligned(
            "he left", entity("a", "he", kind="pronoun"), entity("b", "he", type_="ORG", kind=None)
        )
        assert {each.reason for each in result.unlocated} == {"contested"}

    def test_letter_case_that_the_text_has_tells_two_apart(self) -> None:
        result = aligned("the US told us", entity("a", "US"), entity("b", "us", kind="pronoun"))
        assert spans(result) == {"a": [(4, 6)], "b": [(12, 14)]}

    def test_letter_case_that_the_text_lacks_does_not(self) -> None:
        result = aligned("Lima", entity("a", "LIMA"), entity("b", "lima", type_="GPE"))
        assert {each.reason for each in result.unlocated} == {"contested"}

    def test_a_contested_name_keeps_shorter_ones_out(self) -> None:
        rivals = [entity("a", "New York Times"), entity("b", "New York Times", type_="ORG")]
        result = aligned("New York Times in New York", *rivals, entity("c", "New York", type_="GPE"))
        assert spans(result)["c"] == [(18, 26)]

    def test_an_entity_and_a_value_may_share_a_place(self) -> None:
        result = aligned(
            "mayor", entity("a", "mayor", kind="nominal"), entity("t", "mayor", type_="TITLE", kind=None)
        )
        assert spans(result) == {"a": [(0, 5)], "t": [(0, 5)]}

    def test_values_take_one_after_the_other_in_the_order_of_what_they_say(self) -> None:
        early = entity("x2", "Monday", type_="TIME", kind="value") | {"value": "2031-05-12"}
        late = entity("x1", "Monday", type_="TIME", kind="value") | {"value": "2031-05-19"}
        for order in ([early, late], [late, early]):
            found = aligned("Monday to Monday", *order)
            assert spans(found) == {"x2": [(0, 6)], "x1": [(10, 16)]}

    def test_events_of_one_type_take_one_after_the_other(self) -> None:
        text = "killed one, killed two, killed"
        people = [entity("a", "one"), entity("b", "two", type_="ORG")]
        events = [
            {
                "type": "Die",
                "triggers": [{"text": "killed"}],
                "arguments": [{"role": "Victim", "entity": id_}],
            }
            for id_ in "ba"
        ]
        events.append({"type": "Attack", "triggers": [{"text": "killed"}]})
        found = aligned(text, *people, events=events)
        assert sorted(map(str, triggers(found)[:2])) == ["[(0, 6)]", "[(12, 18)]"]
        assert triggers(found)[2] == [(0, 6)]
        turned = aligned(text, *people[::-1], events=[events[1], events[0], events[2]])
        assert triggers(turned)[:2] == triggers(found)[:2][::-1]

    def test_more_events_than_occurrences_leave_the_last_without(self) -> None:
        events = [
            {"type": "Die", "realis": realis, "triggers": [{"text": "killed"}]}
            for realis in ("actual", "negated")
        ]
        found = aligned("killed", events=events)
        assert triggers(found) == [[(0, 6)], ["killed"]]
        assert [(each.path, each.reason) for each in found.unlocated] == [
            ("$.events[1].triggers[0]", "taken")
        ]

    def test_exact_duplicates_stand_together(self) -> None:
        result = aligned("Ana, Ana", entity("a", "Ana", "Ana"), entity("b", "Ana"))
        assert spans(result) == {"a": [(0, 3), (5, 8), (0, 3)], "b": [(0, 3), (5, 8)]}


def test_what_is_not_in_the_text_is_listed_and_keeps_its_text() -> None:
    result = aligned("Ana left", entity("e", "Ana", "Zoë"), entity("f", {"text": "\u200b"}))
    assert [(each.document, each.path, each.text, each.reason) for each in result.unlocated] == [
        ("d", "$.entities[0].mentions[1]", "Zoë", "absent"),
        ("d", "$.entities[1].mentions[0]", "\u200b", "absent"),
    ]
    assert spans(result) == {"e": [(0, 3), "Zoë"], "f": ["\u200b"]}


def test_a_prediction_with_offsets_is_passed_through() -> None:
    prediction = Prediction("d", ())
    assert align(prediction, document("text")).prediction is prediction


@st.composite
def text_only(draw: st.DrawFn) -> tuple[Document, Prediction]:
    page = draw(strategies.documents())
    return page, draw(strategies.text_only_for(page))


ONTOLOGY_VALUES = frozenset(strategies.ONTOLOGY.value_types)


class TestLaws:
    @given(text_only())
    def test_no_entity_gets_a_place_that_another_holds(self, case: tuple[Document, Prediction]) -> None:
        page, prediction = case
        result = align(prediction, page, ONTOLOGY_VALUES).prediction
        holders: dict[Any, Any] = {}
        for each in result.entities or ():
            key = (each.type, each.value, frozenset((m.start, m.end, m.text) for m in each.mentions))
            for mention in each.mentions:
                if mention.start is not None and each.type not in ONTOLOGY_VALUES:
                    assert holders.setdefault((mention.start, mention.end), key) == key

    @given(text_only())
    def test_every_mention_is_located_or_listed(self, case: tuple[Document, Prediction]) -> None:
        page, prediction = case
        result = align(prediction, page, ONTOLOGY_VALUES)
        assert sum(result.located.values()) + len(result.unlocated) == _unplaced(prediction)
        assert _unplaced(result.prediction) == len(result.unlocated)

    @given(text_only())
    def test_a_second_pass_finds_nothing_more(self, case: tuple[Document, Prediction]) -> None:
        page, prediction = case
        once = align(prediction, page, ONTOLOGY_VALUES)
        again = align(once.prediction, page, ONTOLOGY_VALUES)
        assert again.prediction == once.prediction
        assert again.unlocated == _at_new_paths(once, again)

    @given(text_only(), st.integers(0, 99))
    def test_order_and_names_change_nothing(self, case: tuple[Document, Prediction], seed: int) -> None:
        page, prediction = case
        mixed = changes.shuffled(prediction, Random(seed))
        one, other = (align(each, page, ONTOLOGY_VALUES) for each in (prediction, mixed))
        assert one.located == other.located
        assert {each.id: set(each.mentions) for each in one.prediction.entities or ()} == {
            each.id: set(each.mentions) for each in other.prediction.entities or ()
        }
        assert {each.id: set(each.triggers) for each in one.prediction.events or ()} == {
            each.id: set(each.triggers) for each in other.prediction.events or ()
        }

    @given(text_only())
    def test_what_has_no_place_gets_one_beyond_any_text_and_shares_it_with_no_other(
        self, case: tuple[Document, Prediction]
    ) -> None:
        _, prediction = case
        placed = with_places(prediction)
        assert is_placed(placed)
        beyond = [
            {(m.start, m.end) for m in each.mentions if m.start is not None and m.start >= NOWHERE}
            for each in placed.entities or ()
        ]
        told = [
            (each.type, each.value, frozenset(msgspec.structs.replace(m, score=None) for m in each.mentions))
            for each in prediction.entities or ()
        ]
        for i, one in enumerate(beyond):
            for j, other in enumerate(beyond[:i]):
                assert not one & other or told[i] == told[j]


def _unplaced(prediction: Prediction) -> int:
    groups = [each.mentions for each in prediction.entities or ()]
    groups += [each.triggers for each in prediction.events or ()]
    return sum(mention.start is None for group in groups for mention in group)


def _at_new_paths(once: Aligned, again: Aligned) -> tuple[Any, ...]:
    """Return what was unlocated at first under its path in the aligned prediction."""
    assert [(e.text, e.reason) for e in once.unlocated] == [(e.text, e.reason) for e in again.unlocated]
    return again.unlocated
