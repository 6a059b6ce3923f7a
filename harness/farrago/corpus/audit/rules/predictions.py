"""What a system says against the gold."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit
from farrago.corpus.audit.page import Page
from farrago_schema.types import PredictedMention

TRUST = 0.5  # in a system against the gold, where it is sure of itself
NO_SCORE = 0.2  # where it does not say how sure it is


def contradicted_type(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find mentions and triggers to which a system gives another type. As sure as half of its score."""
    prediction = corpus.predictions.get(page.id)
    for entity in (prediction.entities or ()) if prediction else ():
        for mention in entity.mentions:
            types = {marked.entity.type for marked in page.spans.get(_span(mention), [])}
            if types and entity.type not in types:
                reason = f"{' and '.join(sorted(types))}, predicted as {entity.type}"
                yield Hit(_sure(mention, entity.score), reason, mention.start, mention.end)
    for event in (prediction.events or ()) if prediction else ():
        for trigger in event.triggers:
            types = {each.type for each in page.trigger_spans.get(_span(trigger), [])}
            if types and event.type not in types:
                reason = f"{' and '.join(sorted(types))}, predicted as {event.type}"
                yield Hit(_sure(trigger, event.score), reason, trigger.start, trigger.end)


def predicted_only(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find mentions and triggers that only a system sees. As sure as half of its score."""
    prediction = corpus.predictions.get(page.id)
    for entity in (prediction.entities or ()) if prediction else ():
        for mention in entity.mentions:
            start, end = _span(mention)
            if start < end and page.is_free(start, end):
                yield Hit(_sure(mention, entity.score), f"predicted as {entity.type}", start, end)
    for event in (prediction.events or ()) if prediction else ():
        for trigger in event.triggers:
            start, end = _span(trigger)
            if start < end and not any(s < end and start < e for s, e in page.trigger_spans):
                yield Hit(_sure(trigger, event.score), f"predicted as {event.type}", start, end)


def _span(mention: PredictedMention) -> tuple[int, int]:
    return (mention.start or 0, mention.end or 0)


def _sure(mention: PredictedMention, score: float | None) -> float:
    said = mention.score if mention.score is not None else score
    return NO_SCORE if said is None else TRUST * min(max(said, 0.0), 1.0)


RULES = (contradicted_type, predicted_only)
