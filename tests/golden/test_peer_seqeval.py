"""``ner`` and the reading of tags against seqeval, which is run on the same tags: thousands of random cases.

Two differences are meant, and have a test each: a rate over 0, and the types that a macro average takes.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from bench.peers.documents import tally
from bench.peers.tags import TYPES, WIDTH, Sentences, Tags, document_of, flat, random_corpus, random_tags
from msgspec.structs import replace
from seqeval.metrics import sequence_labeling, v1
from seqeval.scheme import IOB2

from farrago.matching import Pair, chunks_of, tags_in
from farrago.scoring import by_type, metrics, summary
from farrago.tally import Tally
from farrago_schema.types import Document, Entity, Mention
from small import LABELS

METRIC = metrics()["ner"]
PREFIXES = "BIES"
KINDS = ("name", "name", "name", "nominal", "pronoun")


def ours(true: list[Sentences], said: list[Sentences]) -> Tally:
    """Score documents that say what the tags say."""
    numbered = enumerate(zip(true, said, strict=True))
    sides = [(document_of(f"d{at}", one), document_of(f"d{at}", other)) for at, (one, other) in numbered]
    return tally("ner", sides)


def theirs(true: Sequence[Tags], said: Sequence[Tags], average: str | None) -> tuple[object, ...]:
    return sequence_labeling.precision_recall_fscore_support(true, said, average=average, zero_division=0)


def values(row: dict[str, float | int | None]) -> list[float]:
    """Return precision, recall and F1 as seqeval writes them: null is 0."""
    return [row[name] or 0.0 for name in ("precision", "recall", "f1")]


@pytest.mark.parametrize("length", range(5))
def test_every_short_sequence_of_tags_is_read_alike(length: int) -> None:
    tags = ["O", *(f"{prefix}-{type_}" for prefix in PREFIXES for type_ in "XY")]
    for sequence in product(tags, repeat=length):
        expected = {
            (start, end + 1, type_) for type_, start, end in sequence_labeling.get_entities([*sequence])
        }
        assert set(chunks_of(sequence)) == expected


def test_thousands_of_random_sequences_are_read_alike() -> None:
    chance = Random(1)
    for _ in range(5000):
        tags = random_tags(chance, ("PER", "ORG", "A-B", "-", "PER-"), prefixes=PREFIXES)
        tags = [chance.choice("BIESO") if chance.random() < 0.2 else tag for tag in tags]
        with warnings.catch_warnings(action="ignore"):  # seqeval warns of tags that have no type
            found = sequence_labeling.get_entities(tags)
        assert set(chunks_of(tags)) == {(start, end + 1, type_) for type_, start, end in found}


@pytest.mark.parametrize("prefixes", ["BI", "I", PREFIXES])
def test_random_tags_score_alike_overall_and_by_type(prefixes: str) -> None:
    chance = Random(2)
    for _ in range(1000):
        true, said = random_corpus(chance, prefixes)
        tally = ours(true, said)
        *expected, support = theirs(flat(true), flat(said), "micro")
        row = summary(METRIC, tally)
        assert values(row) == pytest.approx(expected, abs=1e-12)
        assert row["gold"] == support
        types = by_type(METRIC, tally)
        precision, recall, f1, supports = theirs(flat(true), flat(said), None)
        assert [values(types[name]) for name in sorted(types)] == [
            pytest.approx(rates, abs=1e-12) for rates in zip(precision, recall, f1, strict=True)
        ]
        assert [types[name]["gold"] for name in sorted(types)] == list(supports)


def random_mentions(chance: Random, length: int) -> tuple[Entity, ...]:
    """Return entities of all kinds that nest, cross and end within tokens; a span is in one entity only."""
    starts = [chance.randrange(length - 1) for _ in range(chance.randint(0, 8))]
    spans = {(start, min(length, start + chance.randint(1, 3 * WIDTH))) for start in starts}
    return tuple(
        Entity(f"e{number}", chance.choice(TYPES), (Mention(*span, "", chance.choice(KINDS)),))
        for number, span in enumerate(sorted(spans))
    )


def written(document: Document, entities: Sequence[Entity]) -> Sentences:
    """Return the tags of the names among the entities, a list a sentence."""
    tags = tags_in(replace(document, entities=tuple(entities)))
    return [
        [tag for tag, token in zip(tags, document.tokens, strict=True) if s.start <= token.start < s.end]
        for s in document.sentences
    ]


def test_random_spans_score_as_the_tags_that_are_written_of_them() -> None:
    """In the default mode and in the strict one: the tags are well-formed IOB2."""
    chance = Random(3)
    for _ in range(1000):
        bare = document_of("d", [["O"] * chance.randint(1, 8) for _ in range(chance.randint(1, 3))])
        document, other = (
            replace(bare, entities=random_mentions(chance, bare.tokens[-1].end)) for _ in range(2)
        )
        counts = METRIC.count(Pair(document, other.prediction(), LABELS))
        row = summary(METRIC, Tally.of(METRIC.columns, {"d": counts}))
        tags = written(bare, document.entities), written(bare, other.entities)
        *expected, support = theirs(*tags, "micro")
        *strict, _ = v1.precision_recall_fscore_support(*tags, average="micro", scheme=IOB2, zero_division=0)
        assert values(row) == pytest.approx(expected, abs=1e-12)
        assert values(row) == pytest.approx(strict, abs=1e-12)
        assert row["gold"] == support


def test_a_rate_over_0_is_null_and_not_0() -> None:
    true, said = [["O", "O"]], [["B-PER", "O"]]
    assert theirs(true, said, "micro")[:3] == (0, 0, 0)
    row = summary(METRIC, ours([true], [said]))
    assert (row["precision"], row["recall"], row["f1"]) == (0.0, None, 0.0)
    nothing = summary(METRIC, ours([true], [true]))
    assert (nothing["precision"], nothing["recall"], nothing["f1"]) == (None, None, None)


def test_a_macro_average_takes_the_types_of_gold_and_not_those_of_the_prediction() -> None:
    true, said = [["B-PER", "O", "B-ORG"]], [["B-PER", "B-GPE", "O"]]
    assert theirs(true, said, "macro")[2] == pytest.approx(1 / 3)  # PER 1, ORG 0, GPE 0
    assert summary(METRIC, ours([true], [said]))["macro_f1"] == pytest.approx(1 / 2)  # PER 1, ORG 0


def test_where_both_sides_have_the_same_types_macro_averages_are_equal() -> None:
    chance = Random(4)
    compared = 0
    while compared < 300:
        true, said = random_corpus(chance, "BI")
        if types_of(true) == types_of(said) != set():
            compared += 1
            found = summary(METRIC, ours(true, said))["macro_f1"]
            expected = theirs(flat(true), flat(said), "macro")[2]
            assert found == pytest.approx(expected, abs=1e-12)


def types_of(documents: list[Sentences]) -> set[str]:
    return {type_ for tags in flat(documents) for _, _, type_ in chunks_of(tags)}
