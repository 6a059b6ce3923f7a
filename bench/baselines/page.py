"""``docs/baselines.md``.

What the reference systems score, what each part is worth, and what messy pages cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import farrago
from bench.baselines import runs, samples, words
from bench.baselines.runs import SCORES, Corpus, Numbers
from farrago import formats
from farrago_baselines.rules import GIVEN, run
from farrago_baselines.rules.run import Analysis

COLUMNS = ("names and values", "coref", "relation", "trigger", "argument", "**farrago**")
FACETS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "kind": SCORES,
    "story": (("mention_name", "f1"), ("relation", "f1"), ("trigger", "f1"), ("argument", "plus_f1")),
    "zone": (("mention_name", "f1"), ("trigger", "f1"), ("argument", "plus_f1")),
    "seen": (("mention_name", "f1"), ("relation", "f1")),
    "distance": (("relation", "f1"), ("argument", "plus_f1")),
}


def page() -> str:
    """Run everything and return the page."""
    known = runs.corpus()
    found = runs.analyses(known)
    whole = runs.scores(run.predictions(found), known.dev)
    parts = [
        words.PREFACE.format(train=len(known.train), dev=len(known.dev)),
        _systems(known, whole, found),
        words.ABLATION,
        _ablation(known, whole),
        words.GIVEN,
        _given(known, whole),
        words.BREAKDOWN,
        *_breakdowns(known, found),
        words.ERRORS,
        *_errors(known, found),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _row(name: str, numbers: Numbers) -> list[str]:
    return [name, *(_percent(numbers[score]) for score in SCORES)]


def _percent(number: float | None) -> str:
    return "–" if number is None else f"{100 * number:.1f}"


def _systems(known: Corpus, whole: Numbers, found: Sequence[Analysis]) -> str:
    left_out = runs.scores(runs.left_out(known), known.train)
    test, on_test = runs.on_test(known)
    rows = [
        _row("`lexicon`, dev", runs.of_lexicon(known)),
        _row("`rules`, dev", whole),
        *_read_and_new(known, found),
        _row("`rules`, train, each document left out", left_out),
        _row(f"`rules`, test, {test} documents", on_test),
    ]
    return formats.markdown_table(["system", *COLUMNS], rows)


def _read_and_new(known: Corpus, found: Sequence[Analysis]) -> list[list[str]]:
    """Return rows for what whoever wrote the rules had read, and for what came after them."""
    rows = []
    for name, is_read in (("read before", True), ("annotated after", False)):
        gold = [document for document in known.dev if (document.id in runs.READ) == is_read]
        said = [each for each in run.predictions(found) if (each.id in runs.READ) == is_read]
        if gold:
            rows.append(
                _row(f"`rules`, the {len(gold)} of dev that were {name} the rules", runs.scores(said, gold))
            )
    return rows


def _ablation(known: Corpus, whole: Numbers) -> str:
    rows = [_row("all", whole)]
    for kind, names in runs.parts().items():
        rows += [_row(f"without {kind} `{name}`", runs.of_rules(known, frozenset({name}))) for name in names]
    return formats.markdown_table(["parts", *COLUMNS], rows)


def _given(known: Corpus, whole: Numbers) -> str:
    rows = [_row("nothing", whole), *(_row(level, runs.of_given(known, level)) for level in GIVEN)]
    return formats.markdown_table(["given", *COLUMNS], rows)


def _breakdowns(known: Corpus, found: Sequence[Analysis]) -> Iterable[str]:
    report = farrago.score(
        list(run.predictions(found)),
        gold=known.dev,
        metrics={metric for scores in FACETS.values() for metric, _ in scores},
        by=set(FACETS),
        train=known.train,
    )
    sliced = report.to_dict()["breakdowns"]
    for facet, scores in FACETS.items():
        values = list(dict.fromkeys(v for metric, _ in scores for v in sliced.get(metric, {}).get(facet, {})))
        rows = [
            [value, *(_cell(sliced, metric, facet, value, column) for metric, column in scores)]
            for value in values
        ]
        yield formats.markdown_table([words.FACETS[facet], *(f"`{m}.{c}`" for m, c in scores)], rows)


def _cell(
    sliced: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float | None]]]],
    metric: str,
    facet: str,
    value: str,
    column: str,
) -> str:
    return _percent(sliced.get(metric, {}).get(facet, {}).get(value, {}).get(column))


def _errors(known: Corpus, found: Sequence[Analysis]) -> Iterable[str]:
    counts, items = samples.errors(known, found)
    made_by = samples.rules(found)
    for layer in samples.LAYERS:
        wrong = {kind: number for kind, number in counts.get(layer, {}).items() if number and kind != "right"}
        listed = ", ".join(f"{kind.replace('_', ' ')} {number}" for kind, number in wrong.items())
        lines = [samples.line(item, made_by) for item in samples.spread(items, layer)]
        right = counts.get(layer, {}).get("right", 0)
        yield f"### {layer}\n\nRight {right}; {listed}. {words.CURES[layer]}\n"
        yield "\n".join(lines) + "\n"
