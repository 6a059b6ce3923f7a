"""Pairing by id, layers, nulls, averages, the headline, and files."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from msgspec.structs import replace

from farrago.matching import Pair
from farrago.scoring import Options, Scored, by_facet, by_type, metrics, score_documents, score_file, summary
from farrago.scoring.headline import NAME, PARTS
from farrago.tally import Tally
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import LAYERS, Document, Prediction
from laws.cases import LABELS, Case, corpora
from small import gold, said

PERSON = {"e1": ("PER", (0, 3), (10, 13)), "e2": ("ORG", (20, 25))}
RELATION = [("leads", "e1", "e2")]
EVENT = [("Meet", [(5, 8)], [("Participant", "e1")])]


def score(documents: list[Document], predictions: list[Prediction], **options: object) -> Scored:
    by_id = {document.id: document for document in documents}
    return score_documents(by_id, predictions, metrics(), Options(**options))  # type: ignore[arg-type]


def row(scored: Scored, metric: str) -> dict[str, int | float | None]:
    tally = scored.tallies[metric]
    assert tally is not None
    return summary(metrics()[metric], tally)


class TestIds:
    def test_all_problems_are_told_at_once(self) -> None:
        documents = [gold(id_="a"), gold(id_="b")]
        predictions = [said(id_="a"), said(id_="a"), said(id_="c")]
        with pytest.raises(InputError) as caught:
            score(documents, predictions)
        assert [(problem.code, problem.document) for problem in caught.value.problems] == [
            ("duplicate-document", "a"),
            ("unknown-document", "c"),
            ("missing-document", "b"),
        ]

    def test_what_is_missing_may_be_scored_as_empty(self) -> None:
        documents = [gold(PERSON, id_="a"), gold(PERSON, id_="b")]
        scored = score(documents, [said(PERSON, id_="a")], allow_missing=True)
        assert scored.missing == ("b",)
        assert row(scored, "mention")["recall"] == 0.5


class TestLayers:
    def test_keys_seen_anywhere_are_attempted_and_then_absent_is_empty(self) -> None:
        documents = [gold(PERSON, RELATION, id_="a"), gold(PERSON, RELATION, id_="b")]
        scored = score(documents, [said(PERSON, RELATION, id_="a"), Prediction("b")])
        assert row(scored, "relation")["recall"] == 0.5

    def test_what_is_not_attempted_is_not_scored(self) -> None:
        entities = said(PERSON).entities
        scored = score([gold(PERSON, RELATION, EVENT)], [Prediction("d", entities)])
        assert scored.layers == ("entities", "coref", "values")
        unscored = {name for name, tally in scored.tallies.items() if tally is None}
        assert unscored >= {"relation", "trigger", "argument", "event_coref", "realis", "leak", NAME}
        assert unscored.isdisjoint({"mention", "coref", "entity", "value"})

    def test_what_is_declared_is_attempted_even_if_it_is_nowhere(self) -> None:
        scored = score([gold(PERSON, RELATION)], [said(PERSON)], layers=LAYERS)
        assert row(scored, "relation")["f1"] == 0

    def test_who_says_nothing_at_all_attempts_everything(self) -> None:
        scored = score([gold(PERSON, RELATION)], [], allow_missing=True)
        assert scored.layers == LAYERS
        assert row(scored, "mention")["f1"] == 0

    def test_realis_is_attempted_where_an_event_has_it(self) -> None:
        event = [(*EVENT[0], "actual")]
        assert "realis" in score([gold(PERSON, (), event)], [said(PERSON, (), event)]).layers
        assert "realis" not in score([gold(PERSON, (), event)], [said(PERSON, (), EVENT)]).layers

    def test_only_documents_that_gold_annotates_count(self) -> None:
        documents = [gold(PERSON, RELATION, id_="a"), gold(PERSON, id_="b", layers=("entities", "coref"))]
        predictions = [said(PERSON, RELATION, id_="a"), said(PERSON, RELATION, id_="b")]
        assert row(score(documents, predictions), "relation")["precision"] == 1
        nowhere = score(documents[1:], predictions[1:])
        assert nowhere.tallies["relation"] is None


class TestAverages:
    def test_types_that_gold_lacks_and_documents_without_anything_are_left_out(self) -> None:
        documents = [gold({"e": ("PER", (0, 1)), "f": ("ORG", (2, 3))}, id_="a"), gold(id_="b")]
        predictions = [said({"e": ("PER", (0, 1)), "f": ("LOC", (2, 3))}, id_="a"), said(id_="b")]
        found = row(score(documents, predictions), "mention")
        # PER 1, ORG 0; LOC is not gold's. Document b is null.
        assert (found["macro_f1"], found["macro_types"]) == (0.5, 2)
        assert (found["doc_macro_f1"], found["doc_macro_nulls"]) == (0.5, 1)

    def test_nothing_at_all_is_null(self) -> None:
        found = row(score([gold()], [said()]), "mention")
        assert [found[name] for name in ("precision", "recall", "f1", "macro_f1", "doc_macro_f1")] == [
            None
        ] * 5
        assert [found[name] for name in ("correct", "predicted", "gold", "doc_macro_nulls")] == [0, 0, 0, 1]

    def test_by_type_and_by_the_kind_of_document(self) -> None:
        documents = [gold(PERSON, id_="a", kind="story"), gold(PERSON, id_="b", kind="page")]
        scored = score(documents, [said(PERSON, id_="a"), said(id_="b")])
        tally = scored.tallies["mention"]
        assert tally is not None
        assert by_type(metrics()["mention"], tally)["ORG"]["recall"] == 0.5
        by_id = {document.id: document for document in documents}
        kinds = by_facet(metrics()["mention"], tally, "kind", by_id)
        assert {kind: found["recall"] for kind, found in kinds.items()} == {"page": 0, "story": 1}


class TestHeadline:
    def test_it_is_the_mean_of_its_parts(self) -> None:
        documents = [gold(PERSON, RELATION, EVENT)]
        scored = score(documents, [said(PERSON, (), EVENT)])
        parts = [row(scored, name)[column] for name, column in PARTS.items()]
        assert row(scored, NAME)[NAME] == pytest.approx(sum(map(float, filter(None, parts))) / 5)
        assert parts == [1, 1, 0, 1, 1]

    def test_it_leaves_out_a_part_with_nothing_to_count_so_that_inventing_never_pays(self) -> None:
        quiet = row(score([gold(PERSON, RELATION)], [said(PERSON, RELATION)]), NAME)[NAME]
        loud = row(score([gold(PERSON, RELATION)], [said(PERSON, RELATION, EVENT)]), NAME)[NAME]
        assert quiet == 1
        assert loud < quiet

    @given(corpora())
    def test_its_tally_is_what_it_would_count_itself(self, corpus: list[Case]) -> None:
        documents = {case.document.id: case.document for case in corpus}
        predictions = [case.prediction for case in corpus]
        scored = score_documents(documents, predictions, metrics(), Options(labels=LABELS, layers=LAYERS))
        headline, tally = metrics()[NAME], scored.tallies[NAME]
        assert tally is not None
        counted = {case.document.id: headline.count(Pair(*case, LABELS)) for case in corpus}
        direct = Tally.of(headline.columns, counted)
        assert tally.columns == direct.columns
        assert np.array_equal(tally.by_document(), direct.by_document())
        mean = float(headline.score(tally.total())[NAME])
        assert math.isnan(mean) or 0 <= mean <= 1


def test_duplicates_are_counted() -> None:
    twice = said({"e1": ("PER", (0, 3), (0, 3))}, [], [*EVENT, *EVENT])
    assert score([gold(PERSON, (), EVENT)], [twice]).duplicates == {"events": 1, "mentions": 1}


class TestFiles:
    def test_a_file_is_scored_like_its_content(self, tmp_path: Path) -> None:
        documents, predictions = [gold(PERSON, RELATION)], [said(PERSON)]
        path = tmp_path / "p.jsonl"
        codec.write(path, predictions, Prediction)
        found = score_file(path, {"d": documents[0]}, None, Options())
        assert found.predictions == 1
        assert row(found, "mention") == row(score(documents, predictions), "mention")

    def test_everything_wrong_with_a_file_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "p.jsonl"
        path.write_text('{"id": "d", "entities": [{"id": 1}]}\n{"id": "d"}\n{"id": "x"}\nnonsense\n')
        with pytest.raises(InputError) as caught:
            score_file(path, {"d": gold(PERSON)}, None, Options())
        assert {problem.line for problem in caught.value.problems} >= {1, 2, 3, 4}
        assert {problem.file for problem in caught.value.problems} == {str(path)}

    def test_mentions_without_offsets_are_located_and_told(self, tmp_path: Path) -> None:
        path = tmp_path / "p.jsonl"
        mentions = '[{"text": "x", "kind": "name"}, {"text": "y"}, {"start": 0, "end": 3}]'
        event = '{"type": "Meet", "triggers": [{"text": "X"}]}'
        entity = f'{{"id": "e", "type": "PER", "mentions": {mentions}}}'
        path.write_text(f'{{"id": "d", "entities": [{entity}], "events": [{event}]}}\n')
        document = replace(gold(PERSON), text="xxx x x")
        found = score_file(path, {"d": document}, None, Options())
        assert found.located == {"exact": 1, "casefolded": 1}
        assert [(each.document, each.path, each.text, each.reason) for each in found.unlocated] == [
            ("d", "$.entities[0].mentions[1]", "y", "absent")
        ]
        # The name's two places, the offsets, and what is nowhere.
        assert [row(found, "mention")[name] for name in ("correct", "predicted", "gold")] == [1, 4, 3]
