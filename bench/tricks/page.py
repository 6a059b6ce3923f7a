"""The tricks and what they are worth, as a page in Markdown: ``docs/tricks.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.tricks.outcome import Outcome, dev, outcome
from bench.tricks.peers import Answer, answers
from bench.tricks.plays import TRICKS
from farrago import formats
from farrago.scoring.headline import NAME

PREFACE = """\
# Tricks

What a clever submitter would try, and what it is worth here: nothing. `make docs` writes this page
(`python -m bench.tricks`), and a test plays every trick again. The system is gold of the dev split with a
quarter of everything lost, moved or mistaken, by a fixed seed; its headline is {headline} per cent. The first
five are tricks that some scorer of the field pays for; the others we thought of ourselves.

Each table shows the scores that a trick aims at, in per cent. "Better" and "worse" are counted over all
{number} scores: every F1, accuracy and leak rate, over items, types and documents. Two kinds of
rate speak of what was said alone, and silence can raise them: `leak`, which counts errors, and the
accuracies of `value` and `realis`, those of what both sides share. None of them is in the headline.
"""
PEERS = """\
## The same on other scorers

Tricks that can be written down for scorers that the tests run, too: nervaluate gets the mentions, scorch the
entities. For seqeval none of them can: a token has one tag, and the order is that of the text. In bold what a
trick raises.
"""


def page() -> str:
    """Play all tricks and return the page."""
    documents = dev()
    outcomes = [outcome(trick, documents) for trick in TRICKS]
    before = outcomes[0].before
    head = PREFACE.format(headline=_percent(before[f"{NAME}.{NAME}"]), number=len(before))
    parts = [head, *map(_chapter, outcomes), PEERS, _peers(answers(documents))]
    return "\n".join(parts)


def _chapter(outcome: Outcome) -> str:
    rows = [
        [f"`{name}`", _percent(outcome.before[name]), _percent(outcome.after[name])]
        for name in (*outcome.trick.aims, f"{NAME}.{NAME}")
    ]
    table = formats.markdown_table(["score", "before", "after"], rows)
    better = ", ".join(f"`{name}`" for name in outcome.better) or "none"
    verdict = f"Better: {better}. Worse: {len(outcome.worse)}."
    return f"## {outcome.trick.name}\n\n{outcome.trick.how}\n\n{table}\n{verdict}\n"


def _peers(found: Iterable[Answer]) -> str:
    return formats.markdown_table(["scorer, trick and score", "before", "after"], _peer_rows(found))


def _peer_rows(found: Iterable[Answer]) -> Iterator[list[str]]:
    for each in found:
        before, after = _percent(each.before), _percent(each.after)
        mark = "**" if each.after > each.before else ""
        yield [f"{each.peer}, {each.trick.lower()}: {each.score}", before, f"{mark}{after}{mark}"]


def _percent(value: float) -> str:
    return f"{100 * value:.2f}"
