"""Agreement beyond chance, where both sides label the same units: Cohen's kappa and Krippendorff's alpha.

Chance is defined where both label the same things and each thing has one label: the kind or the types of a
span that both mark, the type of a word that both call a trigger, the realis of a trigger, the status of a
relation, the tag of a token. It is not defined for what is a set to be found (spans, relations, arguments):
what neither side marks is endless, and F1 is the limit of kappa there (Hripcsak and Rothschild 2005,
doi:10.1197/jamia.M1733).

Kappa is scikit-learn's (Cohen 1960), alpha that of ``krippendorff`` (Krippendorff 2011), nominal. Where a
thing has several labels, they are one: ``PER+TITLE``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from farrago.corpus.agreement.passes import Passes
from farrago.matching import Annotation, Pair, Places, Span, tags_in
from farrago.matching.triples import mapped
from farrago_schema.results import Number
from farrago_schema.types import Document, Layer

Units = Mapping[Hashable, str]
"""The label that one side gives to each unit."""


class Chance(Struct, frozen=True):
    """One figure: of ``units`` that both sides label, the share labelled alike, kappa and alpha.

    ``labels`` counts the labels in use. Kappa and alpha are null where fewer than two are: where there is
    nothing to choose, there is no chance to correct for.
    """

    key: str
    title: str
    units: int
    labels: int
    agreed: Number
    kappa: Number
    alpha: Number


class Question(NamedTuple):
    """What is asked: in which layers, and what each side of a pair answers for which units."""

    title: str
    layers: tuple[Layer, ...]
    answers: Callable[[Pair], tuple[Units, Units]]


def measure(passes: Passes) -> list[Chance]:
    """Return the figures of all questions that the shared layers allow, over all documents together."""
    pairs = [
        Pair(one, two.prediction(), passes.labels)
        for one, two in zip(passes.first, passes.second, strict=True)
    ]
    found = []
    for key, question in QUESTIONS.items():
        asked = [pair for pair in pairs if set(question.layers) <= set(pair.document.layers)]
        if asked and (passes.kinds or key != "kinds"):
            labels = [label for pair in asked for label in _shared(*question.answers(pair))]
            found.append(figure(key, question.title, labels))
    tagged = list(zip(passes.first, passes.second, strict=True))
    zoned = [(one, two) for one, two in tagged if one.zones and two.zones]
    for key, title, label in ZONES if zoned else ():
        zones = [
            each
            for one, two in zoned
            for each in zip(_by_token(one, one, label), _by_token(one, two, label), strict=True)
        ]
        found.append(figure(key, title, zones))
    if all("entities" in one.layers for one, _ in tagged) and passes.kinds:
        tags = [tag for one, two in tagged for tag in zip(tags_in(one), tags_in(two), strict=True)]
        found.append(figure("tokens", "BIO tags of names and values, on all tokens", tags))
    return found


def figure(key: str, title: str, labels: Sequence[tuple[str, str]]) -> Chance:
    """Return the figures for pairs of labels, one pair a unit."""
    names = sorted({name for pair in labels for name in pair})
    agreed = sum(one == two for one, two in labels) / len(labels) if labels else None
    if len(names) < 2:
        return Chance(key, title, len(labels), len(names), agreed, None, None)
    import krippendorff  # noqa: PLC0415  # an extra
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415  # two seconds

    place = {name: index for index, name in enumerate(names)}
    first, second = [place[one] for one, _ in labels], [place[two] for _, two in labels]
    kappa = float(cohen_kappa_score(first, second))
    alpha = float(krippendorff.alpha([first, second], level_of_measurement="nominal"))
    return Chance(key, title, len(labels), len(names), agreed, kappa, alpha)


def _by_token(tokens: Document, side: Document, label: Callable[[Places, Span], str | None]) -> list[str]:
    """Return what one side's zones say of each token."""
    places = Places(side)
    return [label(places, (token.start, token.end)) or "none" for token in tokens.tokens]


def _shared(one: Units, two: Units) -> Iterable[tuple[str, str]]:
    return ((label, two[unit]) for unit, label in one.items() if unit in two)


def _joined(labelled: Iterable[tuple[Hashable, str]]) -> Units:
    """Return one label a unit: all that it has, in order."""
    found: dict[Hashable, set[str]] = {}
    for unit, label in labelled:
        found.setdefault(unit, set()).add(label)
    return {unit: "+".join(sorted(labels)) for unit, labels in found.items()}


def _both(answer: Callable[[Annotation], Units]) -> Callable[[Pair], tuple[Units, Units]]:
    return lambda pair: (answer(pair.gold), answer(pair.predicted))


def _kinds(side: Annotation) -> Units:
    return _joined(
        (span, str(kind))
        for filler in side.fillers
        if not filler.is_value
        for span, kind in filler.kinds.items()
    )


def _types(side: Annotation) -> Units:
    return _joined((span, filler.type) for filler in side.fillers for span in filler.spans)


def _event_types(side: Annotation) -> Units:
    return _joined((span, event.type) for event in side.happenings for span in event.triggers)


def _realis(side: Annotation) -> Units:
    return _joined(((span, event.type), event.realis) for event in side.happenings for span in event.triggers)


def _statuses(pair: Pair) -> tuple[Units, Units]:
    keys = pair.typed_alignment
    gold = _joined((triple, each) for triple, said in pair.gold.relations.items() for each in said)
    predicted = _joined(
        (mapped(pair.labels, triple, keys), each)
        for triple, said in pair.predicted.relations.items()
        for each in said
    )
    return gold, predicted


QUESTIONS: Mapping[str, Question] = {
    "kinds": Question("kinds of mentions of entities, on shared spans", ("entities",), _both(_kinds)),
    "types": Question("types of entities and values, on shared spans", ("entities",), _both(_types)),
    "status": Question("status, on shared relations", ("entities", "relations"), _statuses),
    "event_types": Question("types of events, on shared triggers", ("events",), _both(_event_types)),
    "realis": Question("realis, on shared triggers with type", ("events", "realis"), _both(_realis)),
}

ZONES: Sequence[tuple[str, str, Callable[[Places, Span], str | None]]] = (
    ("zones", "kinds of zones, on all tokens", Places.zone),
    ("stories", "own or stray story, on all tokens", Places.story),
)
"""What zones say of tokens. Both sides put every token somewhere."""
