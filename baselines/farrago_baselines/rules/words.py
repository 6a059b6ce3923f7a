"""What a word may be: parts of speech and base forms, from the lexicon that ships with LemmInflect.

Only its table is read (from the NIH SPECIALIST lexicon: a form, a part of speech, its base forms); none of
its code runs, and in particular not its model for unknown words. How common a word is comes from wordfreq.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

PartOfSpeech = Literal["verb", "noun", "adj", "adv"]
OPEN: tuple[PartOfSpeech, ...] = ("verb", "noun", "adj", "adv")
Entries = dict[str, dict[str, str]]

# Forms that the lexicon lacks, or gives a base form that no reader would think of.
IRREGULAR: Entries = {
    "left": {"verb": "leave", "adj": "left"},
    "found": {"verb": "find"},
    "fell": {"verb": "fall"},
    "wound": {"noun": "wound", "verb": "wound"},
    "saw": {"verb": "see"},
    "felt": {"verb": "feel"},
    "lay": {"verb": "lie"},
    "men": {"noun": "man"},
    "women": {"noun": "woman"},
    "people": {"noun": "people"},
    "police": {"noun": "police"},
    "crew": {"noun": "crew"},
    "talks": {"noun": "talk", "verb": "talk"},
    "ground": {"noun": "ground"},
    "customs": {"noun": "customs"},
    "premises": {"noun": "premises"},
    "dead": {"adj": "dead", "noun": "dead"},
    "guilty": {"adj": "guilty"},
    "cut": {"verb": "cut", "noun": "cut"},
    "cuts": {"verb": "cut", "noun": "cut"},
}


@cache
def entries() -> Entries:
    """Return, for each lower-case form, its base form by part of speech.

    Raises:
        ModuleNotFoundError: the extra ``baselines`` is not installed.
    """
    spec = find_spec("lemminflect")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "the baseline 'rules' needs the extra 'baselines': pip install 'farrago[baselines]'",
            name="lemminflect",
        )
    path = Path(spec.submodule_search_locations[0]) / "resources" / "lemma_lu.csv.gz"
    table: Entries = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        form, kind, bases = line.split(",", 2)
        if kind in OPEN and form.islower():
            table.setdefault(form, {})[kind] = bases.split("/", 1)[0]
    table.update(IRREGULAR)
    return table


@cache
def lookup(word: str) -> dict[str, str]:
    """Return the base form of a lower-case word by part of speech; of a compound, by its last part."""
    found = entries().get(word)
    if found is None and "-" in word:
        first, _, last = word.rpartition("-")
        found = {kind: f"{first}-{base}" for kind, base in entries().get(last, {}).items()}
    return found or {}


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415  # a tenth of a second that --help need not wait

    return get_frequency_dict("en", wordlist="small")


def is_common(word: str) -> bool:
    """Tell whether the lower-case word is ordinary English.

    In the lexicon, and in everyday use or inflected.
    """
    return bool(lookup(word)) and (word in _frequencies() or word not in lookup(word).values())


def frequency(word: str) -> float:
    """Return how often a lower-case word occurs, as a share of all words; 0 for a rare one."""
    return _frequencies().get(word, 0.0)


def lemma(word: str, kind: PartOfSpeech) -> str:
    """Return the base form of a lower-case word as that part of speech, or the word itself."""
    return lookup(word).get(kind, word)
