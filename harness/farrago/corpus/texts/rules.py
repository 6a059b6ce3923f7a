"""What looks wrong in a text that nobody has annotated yet: one rule, one function, as for gold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from farrago.corpus.audit.finding import Hit
from farrago.corpus.texts.measures import measure
from farrago.corpus.texts.reading import Text, Texts, edge

KNOWN = 3.2  # on wordfreq's Zipf scale: more frequent capitalised words are states, months, nationalities
FLAT = 0.4  # sentence lengths that vary less than this read like a machine's
MANY = 20  # sentences; with fewer the variation says nothing


def near_duplicate(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find texts with runs of eight words in common. A tenth of a text is certain, one run may be chance."""
    for other, shared in texts.runs.shared(text.id).items():
        if text.id < other:
            share = shared / max(texts.runs.size(text.id), 1)
            start, end = texts.runs.first(text.id, other)
            reason = f"{share:.1%} of its runs of eight words are in {other}"
            yield Hit(min(0.5 + 5 * share, 1.0), reason, start, end)


def repeated_phrase(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find five words or more that another text has, too. Long ones are copied, short ones may be idiom."""
    for start, end, others in texts.phrases.stretches(text.id):
        if text.id < others[0]:
            length = len(text.text[start:end].split())
            sure = min(0.15 + 0.1 * (length - 4), 0.9)
            yield Hit(sure, f"also in {', '.join(others[:4])}", start, end)


def reused_name(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find rare capitalised words that several texts have: surnames are used once, places may recur."""
    for name, word in text.names.items():
        others = [other for other in texts.name_holders[name] if other != text.id]
        if others and text.id < others[0] and not _is_known(name):
            yield Hit(0.6, f"{name!r} is also in {', '.join(others[:4])}", word.start, word.end)


def shared_opening(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find texts that begin with the same three words as another. Often a habit of the writer's."""
    if text.words and texts.openings[edge(text, 0)] > 1:
        number = texts.openings[edge(text, 0)]
        yield Hit(0.6, f"{number} texts begin so", text.words[0].start, text.words[:3][-1].end)


def shared_ending(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find texts that end with the same three words as another. Often a habit of the writer's."""
    if text.words and texts.endings[edge(text, -1)] > 1:
        number = texts.endings[edge(text, -1)]
        yield Hit(0.6, f"{number} texts end so", text.words[-3:][0].start, text.words[-1].end)


def wrong_length(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find texts shorter or longer than their scenario asks for, by more than a tenth. Certain."""
    scenario = texts.scenarios.get(text.id)
    if scenario is None or scenario.length is None:
        return
    low, high = scenario.length
    if not 0.9 * low <= text.tokens <= 1.1 * high:
        yield Hit(0.9, f"{text.tokens} words and punctuation marks, asked for {low} to {high}")


def unused_name(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find names of the scenario that the text does not use. Often meant, if only one or two are left out."""
    scenario = texts.scenarios.get(text.id)
    people = scenario.people.items() if scenario is not None else ()
    missing = [name for name, person in people if person.short not in text.text]
    if missing:
        yield Hit(min(0.1 * len(missing), 0.8), f"not used: {', '.join(missing)}")


def name_of_another_scenario(text: Text, texts: Texts) -> Iterator[Hit]:
    """Find names that were drawn for another document. Nearly always wrong."""
    for name, word in text.names.items():
        owners = _owners(texts).get(name, set()) - {text.id}
        if owners and name not in _own(texts, text.id):
            yield Hit(0.9, f"{name!r} was drawn for {', '.join(sorted(owners))}", word.start, word.end)


def flat_sentences(text: Text, _: Texts) -> Iterator[Hit]:
    """Find texts whose sentences are all about as long. A hint of a monotonous text."""
    measures = measure([text])
    if measures.sentences >= MANY and measures.sentence_variation < FLAT:
        yield Hit(0.5, f"sentence lengths vary by {measures.sentence_variation:.2f} of their mean only")


def stock_phrase(text: Text, _: Texts) -> Iterator[Hit]:
    """Find phrases that news prose, and generated prose most of all, is full of. A matter of taste."""
    for match in _stock().finditer(text.text):
        yield Hit(0.5, "a stock phrase", *match.span())


def _is_known(name: str) -> bool:
    from wordfreq import zipf_frequency  # noqa: PLC0415  # large, and only this rule needs it

    return zipf_frequency(name, "en") >= KNOWN


def _owners(texts: Texts) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in texts.scenarios:
        for name in _own(texts, identifier):
            found.setdefault(name, set()).add(identifier)
    return found


def _own(texts: Texts, identifier: str) -> set[str]:
    """Return the surnames and stems that were drawn for a document."""
    scenario = texts.scenarios.get(identifier)
    if scenario is None:
        return set()
    stems = [stem for stems in scenario.invented.values() for stem in stems]
    stems += [stem for aside in scenario.asides for stem in aside.stems]
    return {*stems, *(person.short for person in scenario.people.values())}


@cache
def _stock() -> re.Pattern[str]:
    lines = resources.files(__package__).joinpath("stock.txt").read_text("utf-8").splitlines()
    phrases = [re.escape(line).replace(r"\ ", r"\s+") for line in lines if line and not line.startswith("#")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


RULES = (
    near_duplicate,
    repeated_phrase,
    reused_name,
    name_of_another_scenario,
    shared_opening,
    shared_ending,
    wrong_length,
    unused_name,
    flat_sentences,
    stock_phrase,
)
