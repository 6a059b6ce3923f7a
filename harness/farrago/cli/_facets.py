"""What ``--by`` breaks down, for the help: a test keeps it equal to what the metrics declare."""

from __future__ import annotations

OF_DOCUMENTS = ("kind", "topic", "register")
_PLACES = (
    "mention, mention_name, mention_span, mention_partial, ner, entity, trigger, argument, realis, value"
)
METRICS_BY = {
    "zone": f"{_PLACES}, evidence",
    "story": f"{_PLACES}, evidence, relation",
    "mention": "mention, mention_name, mention_span, mention_partial, entity, argument",
    "role": "argument, template",
    "realis": "trigger, argument, template, realis",
    "distance": "relation, evidence, argument",
    "seen": "mention, mention_name, mention_span, mention_partial, ner, entity, relation",
}
FACETS = ", ".join((*OF_DOCUMENTS, *METRICS_BY))

EPILOG = "\n\n".join(
    [
        "What [bold]--by[/bold] breaks down:",
        f"{', '.join(OF_DOCUMENTS)} (of the document): every metric.",
        *(f"{facet}: {names}." for facet, names in METRICS_BY.items()),
    ]
)
