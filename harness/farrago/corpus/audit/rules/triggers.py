"""Triggers: their realis, and words that are triggers elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus, stem
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page

REACH = 3  # words before a trigger that may tell its realis
DOCUMENTS = 2  # in so many others a word must be marked before its absence counts
LEAST = 0.4  # of the occurrences of a word, one more counted that was not marked


def realis_cue(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find events that happened, all of whose triggers follow "may", "will", "not" or "to". Often wrong."""
    for event in page.events:
        cues = [_cue(page, trigger.start) for trigger in event.triggers]
        if event.realis == "actual" and cues and all(cues):
            first = event.triggers[0]
            sure = 0.5 if set(cues) & words.NEGATING else 0.45 if set(cues) & words.PROSPECTIVE else 0.3
            reason = f"actual, after {' and '.join(sorted(set(map(str, cues))))!r}"
            yield hit_at(first, sure, reason, event.id)


def unmarked_trigger(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find words that are triggers in other documents, and not here: the surer, the more often they are."""
    inside = [(m.start, m.end) for m in page.mentions if m.kind == "name"]
    marked = list(page.trigger_spans)
    for word in page.words:
        habit = corpus.habits.get(stem(word.text))
        spans = (*inside, *marked)
        if habit is None or any(start <= word.start < end for start, end in spans):
            continue
        if page.zone_kind(word.start) == "boilerplate":
            continue
        type_ = max(habit.marked, key=lambda each: (habit.marked[each], each))
        elsewhere = habit.documents[type_] - {page.id}
        # One more that was not marked, so that two out of two are not certain.
        rate = habit.marked[type_] / (sum(habit.marked.values()) + habit.unmarked + 1)
        if len(elsewhere) >= DOCUMENTS and rate >= LEAST:
            reason = f"{type_} in {len(elsewhere)} other documents, {rate:.0%} of its occurrences"
            yield hit_at(word, 0.1 + 0.6 * rate, reason)


def _cue(page: Page, offset: int) -> str | None:
    """Return the word before an offset that says it did not, or did not yet, happen."""
    before = [word.text.replace("’", "'") for word in page.words_before(offset, REACH)]
    for word in reversed(before):
        if word in words.PROSPECTIVE | words.NEGATING:  # in small letters: May is a month
            return word
    infinitive = before[-1:] == ["to"] and not set(before) & words.BEFORE_TO
    base = re.match(r"[a-z]+(?<!s)(?<!ing)\b", page.text[offset:])
    return "to" if infinitive and base else None


RULES = (realis_cue, unmarked_trigger)
