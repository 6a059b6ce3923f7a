"""Which items of gold a system gets right is what the metrics count, item by item."""

from random import Random

import pytest

import boards
from farrago.board import golden
from farrago.errors import Scene, found
from farrago.matching import labels_of
from farrago.scoring import Options, score_documents, selected
from farrago_schema import ontology
from laws import noise

LABELS = labels_of(ontology.load())
CORRECT = {
    "mention": ("mention", "correct"),
    "relation": ("relation", "correct"),
    "trigger": ("trigger", "correct"),
    "argument": ("argument", "plus_correct"),
    "coref": ("coref", "ceafm_correct"),
}


def ones(bits):
    return int.from_bytes(bits, "little").bit_count()


@pytest.mark.parametrize("seed", range(12))
def test_as_many_items_are_right_as_each_metric_counts_correct(seed):
    case = noise.noisy_case(Random(seed))
    items = golden.items(case.document, LABELS)
    layers = [layer for layer in golden.LAYERS if layer in items]
    scene = Scene(case.document, case.prediction, LABELS)
    right = golden.right(items, found(scene, layers))
    options = Options(labels=LABELS, metrics=tuple(CORRECT))
    scored = score_documents(
        {case.document.id: case.document}, [case.prediction], selected(tuple(CORRECT)), options
    )
    for layer, (metric, column) in CORRECT.items():
        tally = scored.tallies[metric]
        assert ones(right[layer]) == tally.total()[tally.columns.index(column)], layer


def test_gold_itself_gets_every_item_right_and_nothing_none():
    document = boards.gold(1)[0]
    items = golden.items(document, LABELS)
    for prediction, share in ((document.prediction(), 1), (boards.predict([document], 0)[0], 0)):
        scene = Scene(document, prediction, LABELS)
        right = golden.right(items, found(scene, list(items)))
        if share:
            assert {layer: ones(bits) for layer, bits in right.items()} == {
                k: len(v) for k, v in items.items()
            }
        else:
            assert ones(right["relation"]) == 0


def test_two_relations_of_the_same_names_are_two_items():
    document = boards.gold(1)[0]
    items = golden.items(document, LABELS)
    assert len(items["relation"]) == len(document.relations) == 4
