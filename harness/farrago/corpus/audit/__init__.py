"""What looks wrong in annotated documents, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from farrago import plugins
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Find, Finding, finding
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Prediction

__all__ = ["Finding", "audit", "register"]

RULES = "farrago.corpus.audit.rules"
UNMARKED = ("unmarked-name", "unmarked-value", "unmarked-capitals", "unmarked-digits", "predicted-only")


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
    return list(_once(sorted(dict.fromkeys(found), key=lambda each: each.rank)))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those that say "unmarked" of a place of which a surer one said it before."""
    told: dict[str, list[tuple[int, int]]] = {}
    for each in findings:
        if each.rule in UNMARKED and each.start is not None and each.end is not None:
            places = told.setdefault(each.document, [])
            if any(start < each.end and each.start < end for start, end in places):
                continue
            places.append((each.start, each.end))
        yield each
