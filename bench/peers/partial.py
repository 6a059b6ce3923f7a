"""nervaluate on mentions: the four measures of SemEval-2013 task 9.1, off lists in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from nervaluate import Evaluator

from bench.peers import Comparison, Disagreement
from bench.peers.documents import Typed, document, row

TYPES = ("PER", "ORG", "GPE")
MEASURES = ("strict", "exact", "partial", "ent_type")
CATEGORIES = ("correct", "incorrect", "partial", "missed", "spurious")
RATES = ("precision", "recall", "f1")
NUMBER = 2000

Mentions = Sequence[Typed]
Table = dict[str, dict[str, float]]


def ours(true: Sequence[Mentions], predicted: Sequence[Mentions]) -> Table:
    """Return the four tables, read off our columns; null is 0, as nervaluate writes it."""
    sides = [
        (document(f"d{number}", one), document(f"d{number}", other))
        for number, (one, other) in enumerate(zip(true, predicted, strict=True))
    ]
    found = {name: value or 0 for name, value in row("mention_partial", sides).items()}
    pairs = found["gold"] - found["missed"]
    exact = found["exact_correct"]
    right = {
        "strict": (found["correct"], pairs - found["correct"], 0),
        "exact": (exact, pairs - exact, 0),
        "partial": (exact, 0, pairs - exact),
        "ent_type": (found["ent_type_correct"], pairs - found["ent_type_correct"], 0),
    }
    return {
        measure: dict(zip(CATEGORIES, (*right[measure], found["missed"], found["spurious"]), strict=True))
        | {rate: found[f"{measure}_{rate}"] for rate in RATES}
        for measure in MEASURES
    }


def theirs(true: Sequence[Mentions], predicted: Sequence[Mentions], type_: str | None = None) -> Table:
    """Return nervaluate's tables, overall or of a type."""
    found = Evaluator(written(true), written(predicted), tags=list(TYPES), loader="dict").evaluate()
    tables = found["overall"] if type_ is None else found["entities"][type_]
    return {
        measure: {name: getattr(tables[measure], name) for name in (*CATEGORIES, *RATES)}
        for measure in MEASURES
    }


def written(documents: Iterable[Mentions]) -> list[list[dict[str, object]]]:
    """Write mentions for nervaluate, whose ends are inclusive."""
    return [
        [{"label": type_, "start": start, "end": end - 1} for (start, end), type_ in mentions]
        for mentions in documents
    ]


def told(table: Table, measure: str) -> list[float]:
    """Return correct, incorrect, partial, missed and spurious."""
    return [table[measure][name] for name in CATEGORIES]


def random_sides(chance: Random) -> tuple[Mentions, Mentions]:
    """Return mentions of both sides in any order, where each overlaps at most one of the other side."""
    true: list[Typed] = []
    predicted: list[Typed] = []
    for place in range(0, 200, 20):
        first, second, third, fourth = sorted(chance.sample(range(place, place + 20), 4))
        shape = chance.choice(("same", "left", "inside", "outside", "apart", "gold", "predicted", "none"))
        spans = {
            "same": ((first, second), (first, second)),
            "left": ((first, third), (second, fourth)),
            "inside": ((first, fourth), (second, third)),
            "outside": ((second, third), (first, fourth)),
            "apart": ((first, second), (third, fourth)),
            "gold": ((first, second), None),
            "predicted": (None, (first, second)),
            "none": (None, None),
        }[shape]
        types = chance.choice(((TYPES[0], TYPES[0]), tuple(chance.choices(TYPES, k=2))))
        for side, span, type_ in zip((true, predicted), spans, types, strict=True):
            if span is not None:
                side.append((span, type_))
    return chance.sample(true, len(true)), chance.sample(predicted, len(predicted))


def compare() -> list[Comparison]:
    """Run it where no mention overlaps two of the other side: there its answer does not depend on order."""
    chance = Random(1)
    largest = 0.0
    for _ in range(NUMBER):
        corpus = [random_sides(chance) for _ in range(chance.randint(1, 3))]
        true, predicted = [side[0] for side in corpus], [side[1] for side in corpus]
        one, other = ours(true, predicted), theirs(true, predicted)
        largest = max(
            largest, *(abs(one[m][name] - other[m][name]) for m in MEASURES for name in (*CATEGORIES, *RATES))
        )
    what = "mention_partial: all counts and rates of four measures, where no mention overlaps two others"
    return [Comparison("nervaluate", what, NUMBER, largest, tuple(_disagreements()))]


A = ((0, 10), "PER")


def _disagreements() -> Iterable[Disagreement]:
    for what, (true, predicted, measure, who, why) in CASES.items():
        yield Disagreement(
            what,
            f"{measure}: gold {_shown(true)}; predicted {_shown(predicted)}",
            _counts(told(theirs([true], [predicted]), measure)),
            _counts(told(ours([true], [predicted]), measure)),
            who,
            why,
        )
    yield _by_type()
    empty: Callable[[Table], str] = lambda table: f"{table['strict']['precision']:g}"  # noqa: E731
    precision = row("mention_partial", [(document("d", [A]), document("d", []))])["strict_precision"]
    yield Disagreement(
        "a rate over 0",
        f"strict precision: gold {_shown([A])}; nothing predicted",
        empty(theirs([[A]], [[]])),
        "null" if precision is None else f"{precision:g}",
        "ours",
        "nothing was said, so nothing said was wrong",
    )


def _by_type() -> Disagreement:
    true, predicted = [A], [((0, 10), "ORG")]
    alone = theirs([true], [predicted], "PER")
    together = ours([true], [predicted])
    return Disagreement(
        "a mistyped mention, by type",
        f"strict, type PER: gold {_shown(true)}; predicted {_shown(predicted)}",
        _counts(told(alone, "strict")),
        _counts(told(together, "strict")),
        "either",
        "there each type is aligned by itself, so what overall is incorrect is missed and spurious by type; "
        "ours reads all tables off one alignment, where gold's type has it as incorrect",
    )


CASES: Mapping[str, tuple[Mentions, Mentions, str, str, str]] = {
    "a part that is listed before the exact mention": (
        [A],
        [((0, 4), "PER"), A],
        "strict",
        "ours",
        "order decides there: listed the other way round, the mention is correct",
    ),
    "a greedy pair that leaves no room": (
        [A, ((12, 20), "PER")],
        [((8, 16), "PER"), ((0, 3), "PER")],
        "partial",
        "ours",
        "two pairs are possible, and found there, too, if the list is turned round",
    ),
    "an alignment of its own for each measure": (
        [((0, 10), "ORG"), ((8, 20), "PER")],
        [A],
        "ent_type",
        "ours",
        "one mention stands for one: paired with ORG by its span, it cannot be right in type by PER as well",
    ),
    "an overlap below a hundredth of gold's": (
        [((0, 150), "PER")],
        [((149, 160), "PER")],
        "partial",
        "ours",
        "SemEval-2013 has no threshold; this is the least that nervaluate can be given",
    ),
    "a repeated prediction": (
        [A],
        [A, A],
        "strict",
        "either",
        "here exact duplicates are collapsed and reported: they never help and never hurt",
    ),
}


def _shown(mentions: Mentions) -> str:
    return ", ".join(f"{type_} {start}–{end}" for (start, end), type_ in mentions)


def _counts(numbers: Sequence[float]) -> str:
    told_ = zip(numbers, CATEGORIES, strict=True)
    return ", ".join(f"{number:g} {category}" for number, category in told_ if number)
