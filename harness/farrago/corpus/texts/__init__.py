"""Texts before anybody annotates them: how varied they are, and what they share that they should not."""

from __future__ import annotations

from collections.abc import Mapping

from farrago.corpus.audit.finding import Finding, finding
from farrago.corpus.scenarios.form import Scenario
from farrago.corpus.texts import rules
from farrago.corpus.texts.measures import Measures, measure
from farrago.corpus.texts.reading import Text, Texts

__all__ = ["Measures", "Text", "Texts", "inspect"]


def inspect(
    texts: Mapping[str, str], scenarios: Mapping[str, Scenario] | None = None
) -> tuple[dict[str, Measures], list[Finding]]:
    """Return the measures of each text and of all (``"all"``), and the findings, the surest first."""
    everything = Texts([Text(name, text) for name, text in texts.items()], scenarios or {})
    measures = {text.id: measure([text]) for text in everything}
    measures["all"] = measure(list(everything))
    found = [
        finding(rule, text, hit)
        for text in everything
        for rule in rules.RULES
        for hit in rule(text, everything)
    ]
    return measures, sorted(found, key=lambda each: each.rank)
