"""What looks wrong in annotated documents, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from farrago import plugins
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Find, Finding, finding
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Prediction

__all__ = ["Finding", "audit", "register"]

RULES = "farrago.corpus.audit.rules"


@cache
def register() -> tuple[Find, ...]:
    """Return all rules of the folder, module by module."""
    modules = [plugins.load(RULES, name) for name in plugins.own(RULES)]
    return tuple(rule for module in modules for rule in module.RULES)


def audit(
    documents: Iterable[Document],
    ontology: Ontology | None,
    predictions: Mapping[str, Prediction] | None = None,
) -> list[Finding]:
    """Return what every rule finds in the documents, the surest first.

    ``ontology`` is ``None`` where the label set is not known; ``predictions``, by document, are held against
    the gold.
    """
    corpus = Corpus(documents, ontology, predictions)
    found = [
        finding(rule, page, hit) for page in corpus.pages for rule in register() for hit in rule(page, corpus)
    ]
    # Two mentions of one span may tell the same.
    return sorted(dict.fromkeys(found), key=lambda each: each.rank)
