"""The speaker pass: I, we and you inside quotation marks (Lee et al. 2013, speaker sieve)."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules.coreference.clusters import Clusters
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.mentions.evidence import is_label
from farrago_baselines.rules.page import Page

OPEN, CLOSE = frozenset({'"', "“"}), frozenset({'"', "”"})
SPEECH = frozenset(
    "say tell add ask claim reply write insist groan argue explain warn admit joke "
    "testify recall shrug swear snap answer call".split()
)
SINGULAR = frozenset("i me my mine myself".split())
PLURAL = frozenset("we us our ours ourselves".split())


def speakers(clusters: Clusters) -> None:
    """Join the first person of a quotation with who the paragraph says is speaking.

    We, with the speaker's body.
    """
    page = clusters.page
    _labelled(clusters)
    for first, last in _quotations(page):
        inside = [m for m in clusters.mentions if first <= m.first < last and m.kind == "pronoun"]
        mine = [m for m in inside if page.low(m.first) in SINGULAR]
        if not mine:
            continue
        speaker = _speaker(clusters, first, last)
        if speaker is None:
            for other in mine[1:]:
                clusters.link(other, mine[0], "one speaker")
            continue
        for mention in mine:
            clusters.link(mention, speaker, "the speaker of the quotation")


def _labelled(clusters: Clusters) -> None:
    """Join the first person of a transcript's line with the speaker whom its label names."""
    page = clusters.page
    for line in page.lines:
        label = clusters.starts.get(line.first)
        if label is None or not is_label(page, label.first, label.last):
            continue
        for mention in clusters.mentions:
            if line.first < mention.first < line.last and page.low(mention.first) in SINGULAR:
                clusters.link(mention, label, "the speaker whom the line's label names")


def _quotations(page: Page) -> Iterator[tuple[int, int]]:
    for line in page.lines:
        start: int | None = None
        for token in page.walk(line.first, line.last):
            if start is None and token.text in OPEN:
                start = token.index
            elif start is not None and token.text in CLOSE:
                yield start, token.index
                start = None
        if start is not None:
            yield start, line.last


def _speaker(clusters: Clusters, first: int, last: int) -> Mention | None:
    """Return who speaks: beside a verb of speech just after or before the quotation.

    Else named in its paragraph.
    """
    page = clusters.page
    after = range(last, min(last + 12, page.line_of(first).last))
    before = range(max(first - 10, page.line_of(first).first), first)
    for window in (after, before):
        for index in window:
            if page.tokens[index].tag == "verb" and page.tokens[index].lemma in SPEECH:
                found = _person_near(clusters, index, window)
                if found is not None:
                    return found
    earlier = [m for m in clusters.mentions if page.line_of(first).first <= m.first < first and _may_speak(m)]
    return earlier[-1] if earlier else None


def _person_near(clusters: Clusters, index: int, window: range) -> Mention | None:
    around = [m for m in clusters.mentions if m.first in window and _may_speak(m)]
    return min(around, key=lambda m: (abs(m.first - index), m.first)) if around else None


def _may_speak(mention: Mention) -> bool:
    return (
        mention.type == "PER"
        and (mention.kind != "pronoun" or mention.gender in {"m", "f"})
        and mention.number != "p"
    )
