"""The figures: by the project's metrics, in both directions, and beyond chance."""

import krippendorff
import pytest
from msgspec.structs import replace
from sklearn.metrics import cohen_kappa_score

import farrago
from farrago.corpus import agreement
from farrago.corpus.agreement import chance, goals
from farrago.corpus.agreement.figures import LINES
from farrago.corpus.agreement.passes import Passes
from farrago.scoring import metrics
from farrago_schema.problems import InputError
from farrago_schema.types import Span, Zone
from small import LABELS, gold, scores

A = {"e1": ("PER", (0, 3), (10, 12, "pronoun")), "e2": ("ORG", (20, 25)), "e3": ("ORG", (27, 29))}
B = {"e1": ("PER", (0, 3), (10, 12, "nominal")), "e2": ("GPE", (20, 25))}


def passes(one, two) -> Passes:
    return Passes(("a", "b"), (one,), (two,), (), (), frozenset({one.id}), True, LABELS)


def figures(one, two):
    return {figure.key: figure for figure in agreement.measure(passes(one, two)).figures}


def test_every_line_is_a_score_of_a_metric():
    for line in LINES.values():
        assert line.metric in metrics()


def test_figures_are_what_the_metrics_say():
    one, two = gold(A), gold(B)
    found = figures(one, two)
    for key in ("mentions", "coref", "entities", "names_and_values"):
        line = LINES[key]
        assert found[key].score == scores(line.metric, one, two.prediction())[line.column]
    assert (found["mentions"].both, found["mentions"].a, found["mentions"].b) == (2, 4, 3)


def several(number):
    """Return so many documents, of which the second side agrees with every other."""
    first = tuple(gold(A, id_=f"d{place}") for place in range(number))
    second = tuple(gold(B if place % 2 else A, id_=f"d{place}") for place in range(number))
    ids = frozenset(document.id for document in first)
    return Passes(("a", "b"), first, second, (), (), ids, True, LABELS)


def test_intervals_are_those_of_the_scorer():
    both = several(12)
    found = {figure.key: figure for figure in agreement.measure(both).figures}
    said = [document.prediction() for document in both.second]
    report = farrago.score(
        said, gold=both.first, ontology="none", intervals=True, metrics=["mention", "coref"]
    )
    for key, column in (("mentions", "f1"), ("coref", "conll_f1")):
        ends = report.result.intervals.scores[LINES[key].metric][column]
        assert (found[key].low, found[key].high) == (ends.low, ends.high)
        assert found[key].low < found[key].score < found[key].high


def test_few_documents_have_no_interval():
    found = agreement.measure(several(7)).figures
    assert all(figure.low is figure.high is None for figure in found)


def test_both_directions_are_computed_and_agree_on_sets():
    one, two = gold(A), gold(B)
    for figure in figures(one, two).values():
        line = LINES[figure.key]
        if figure.reverse is not None and not line.group:
            assert figure.reverse == scores(line.metric, two, one.prediction())[line.column]
    assert figures(one, two)["mentions"].directions_agree


def test_a_figure_that_depends_on_the_direction_is_named():
    """What follows from gold by containment is ignored in a prediction, and counts in gold."""
    places = {"a": ("LOC", (0, 1)), "b": ("LOC", (2, 3)), "c": ("LOC", (4, 5))}
    steps = [("located_in", "a", "b"), ("located_in", "b", "c")]
    both = passes(gold(places, steps), gold(places, [*steps, ("located_in", "a", "c")]))
    measured = agreement.measure(both)
    assert {figure.key for figure in measured.one_way} == {"relations", "relations_status", "located_in"}
    relations = next(figure for figure in measured.figures if figure.key == "relations")
    assert (relations.score, relations.reverse) == (1.0, pytest.approx(0.8))


def test_figures_by_type_add_up_to_those_of_the_layer():
    measured = agreement.measure(passes(gold(A), gold(B)))
    rows = measured.types["mention"]
    assert sum(row.both for row in rows) == 2
    assert {row.title: row.a for row in rows} == {"GPE": 0, "ORG": 2, "PER": 2}


LABELLED = [("x", "x"), ("x", "y"), ("y", "y"), ("z", "z"), ("x", "x"), ("y", "z")]


def test_kappa_and_alpha_are_the_libraries():
    found = chance.figure("k", "title", LABELLED)
    assert (found.units, found.labels, found.agreed) == (6, 3, pytest.approx(4 / 6))
    one, two = [a for a, _ in LABELLED], [b for _, b in LABELLED]
    assert found.kappa == pytest.approx(cohen_kappa_score(one, two))
    numbers = [["xyz".index(label) for label in side] for side in (one, two)]
    assert found.alpha == pytest.approx(krippendorff.alpha(numbers, level_of_measurement="nominal"))


def test_kappa_by_hand():
    """Po = 4/6; Pe = (3·2 + 2·2 + 1·2) / 36 = 1/3; κ = (2/3 − 1/3) / (2/3)."""
    assert chance.figure("k", "title", LABELLED).kappa == pytest.approx(0.5)


@pytest.mark.parametrize("labels", [[], [("x", "x")], [("x", "x")] * 5])
def test_with_nothing_to_choose_there_is_no_chance_to_correct_for(labels):
    found = chance.figure("k", "title", labels)
    assert (found.kappa, found.alpha) == (None, None)
    assert found.agreed == (1.0 if labels else None)


def test_only_what_both_mark_is_asked():
    met = [("Meet", [(40, 43)], (), "actual"), ("Call", [(50, 53)], (), "possible")]
    other = [("Meet", [(40, 43)], (), "possible"), ("Meet", [(50, 53)], (), "possible")]
    found = {each.key: each for each in chance.measure(passes(gold(A, (), met), gold(B, (), other)))}
    assert {key: (each.units, each.agreed) for key, each in found.items()} == {
        "kinds": (3, pytest.approx(2 / 3)),
        "types": (3, pytest.approx(2 / 3)),
        "status": (0, None),
        "event_types": (2, 0.5),
        "realis": (1, 0.0),
        "tokens": (0, None),
    }


def test_zones_are_asked_of_every_token():
    tokens = tuple(Span(start, start + 1) for start in range(0, 20, 2))
    cuts = ([(0, 10, "body", "s1"), (10, 20, "teaser", "s2")], [(0, 20, "body", "s1")])
    one, two = (replace(gold(zones=[Zone(*zone) for zone in cut]), tokens=tokens) for cut in cuts)
    found = {each.key: each for each in chance.measure(passes(one, two))}
    assert (found["zones"].units, found["zones"].agreed, found["zones"].kappa) == (10, 0.5, 0)
    assert (found["stories"].units, found["stories"].agreed, found["stories"].kappa) == (10, 0.5, 0)


def test_goals_stand_beside_what_they_ask_for(tmp_path):
    path = tmp_path / "goals.json"
    path.write_text('{"mentions": 0.5, "names": 1, "arguments": 0.9}')
    found = agreement.measure(passes(gold(A), gold(B)), goals.read(path)).figures
    met = {figure.key: figure.meets_goal for figure in found if figure.goal is not None}
    assert met == {"mentions": True, "names": False, "arguments": None}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"mention": 0.5}', "did you mean mentions"),
        ('{"mentions": 95}', "a rate from 0 to 1"),
        ("[1]", "an object of least scores"),
        ("{", "an object of least scores"),
    ],
)
def test_goals_that_mean_nothing_are_refused(tmp_path, text, message):
    (tmp_path / "goals.json").write_text(text)
    with pytest.raises(InputError, match=message):
        goals.read(tmp_path / "goals.json")
