"""Errors of ``rules`` on dev, some of each layer, with the rule that made what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import farrago
from bench.baselines.runs import Corpus
from farrago.report.errors import Wanted
from farrago_baselines.rules import run
from farrago_baselines.rules.run import Analysis
from farrago_schema.errors import ErrorLayer, Outcome

LAYERS: tuple[ErrorLayer, ...] = ("mention", "value", "coref", "relation", "trigger", "realis", "argument")
EACH = 10
Rules = dict[tuple[str, int, int], str]


def errors(known: Corpus, found: Sequence[Analysis]) -> tuple[dict[str, dict[str, int]], list[Outcome]]:
    """Return how many errors of each layer and kind there are, and those that follow from no other."""
    report = farrago.errors_of(
        list(run.predictions(found)), gold=known.dev, wanted=Wanted(layers=frozenset(LAYERS), roots=True)
    )
    result = report.result
    return {layer: dict(kinds) for layer, kinds in result.counts.items()}, list(result.items)


def spread(items: Sequence[Outcome], layer: ErrorLayer) -> list[Outcome]:
    """Return up to ten errors of a layer, evenly spread over all of them, in the order of the documents."""
    own = [item for item in items if item.layer == layer]
    if len(own) <= EACH:
        return own
    return [own[number * len(own) // EACH] for number in range(EACH)]


def rules(found: Sequence[Analysis]) -> Rules:
    """Return the rule behind each predicted mention and trigger, by document and offsets."""
    table: Rules = {}
    for analysis in found:
        for start, end, rule in _items(analysis):
            table.setdefault((analysis.page.id, start, end), rule)
    return table


def _items(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    for entity in analysis.entities:
        for mention in entity.mentions:
            yield mention.start, mention.end, mention.rule
    for event in analysis.events:
        for trigger in event.triggers:
            yield trigger.start, trigger.end, trigger.rule


def line(item: Outcome, made_by: Rules) -> str:
    """Return one error in Markdown: where, what is wrong, by which rule, in which words."""
    rule = None
    if item.predicted_start is not None and item.predicted_end is not None and item.layer != "relation":
        rule = made_by.get((item.document, item.predicted_start, item.predicted_end))
    told = f" By the rule: {rule}." if rule and item.layer in {"mention", "value", "trigger"} else ""
    kind = item.kind.replace("_", " ")
    return f"- {item.document}, {kind}: {_plain(item.message)}.{_plain(told)} “{_context(item)}”"


def _context(item: Outcome) -> str:
    """Return the words around an error, cut to some forty characters on either side."""
    context = item.context or ""
    start = item.gold_start if item.gold_start is not None else item.predicted_start
    at = (start or 0) - (item.context_start or 0)
    first, last = max(0, at - 40), min(len(context), at + 60)
    cut = " ".join(context[first:last].split())
    return f"{'…' if first else ''}{cut}{'…' if last < len(context) else ''}"


def _plain(text: str) -> str:
    return text.rstrip(".").replace("|", "\\|").replace("_", "\\_") if text else ""
