"""The valid value that somebody probably meant: by the names that other corpora use, then by spelling."""

from __future__ import annotations

from collections.abc import Collection, Iterable

# Below this similarity (0 to 100) a guess would mislead more than it helps.
_LIKELY = 70.0

# What other label sets call the same thing (CoNLL-2003, OntoNotes, ACE, MUC, spaCy models).
_OTHER_NAMES = {
    "PERSON": "PER",
    "PEOPLE": "PER",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "COMPANY": "ORG",
    "NORP": "GPE",
    "COUNTRY": "GPE",
    "CITY": "GPE",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "BUILDING": "FAC",
    "VEHICLE": "VEH",
    "WEAPON": "WEA",
    "EVENT": "OCCASION",
    "DATE": "TIME",
    "DURATION": "TIME",
    "TIMEX": "TIME",
    "PERCENT": "QUANTITY",
    "CARDINAL": "COUNT",
    "NUMBER": "COUNT",
    "NUMERIC": "COUNT",
    "JOB-TITLE": "TITLE",
    "JOB_TITLE": "TITLE",
    "SENTENCE": "PENALTY",
}


def nearest(found: str, valid: Collection[str]) -> str | None:
    """Return the valid value closest to what was found, or ``None`` if nothing is close.

    Another label set's name, a different case and a missing group (``Arrest`` for ``Justice.Arrest``) come
    before similar spelling. Ties go to the first of ``valid``.
    """
    known = _OTHER_NAMES.get(found.upper())
    if known in valid:
        return known
    return _same_but_for_form(found, valid) or _similar(found, valid)


def listing(valid: Iterable[str], what: str, *, most: int = 20) -> str:
    """Return ``one of: …`` with all valid values, or their number where the list would drown the message."""
    names = tuple(valid)
    if not names:
        return f"{what}, of which there is none here"
    if len(names) > most:
        return f"one of the {len(names)} {what}s of the ontology (farrago schema --ontology lists them)"
    return f"one of: {', '.join(names)}"


def _same_but_for_form(found: str, valid: Iterable[str]) -> str | None:
    wanted = _bare(found)
    names = tuple(valid)
    whole = (name for name in names if _bare(name) == wanted)
    last = (
        name for name in names if wanted and _bare(name.rpartition(".")[2]) == _bare(found.rpartition(".")[2])
    )
    return next(whole, None) or next(last, None)


def _bare(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _similar(found: str, valid: Collection[str]) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a file with errors needs it
    from rapidfuzz.utils import default_process  # noqa: PLC0415

    best = process.extractOne(
        found, tuple(valid), scorer=fuzz.ratio, processor=default_process, score_cutoff=_LIKELY
    )
    return None if best is None else str(best[0])
