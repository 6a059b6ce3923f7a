"""How the corpus is cited: the same words in the card and in ``croissant.json``."""

from __future__ import annotations

TITLE = "Farrago: an open benchmark for information extraction from messy web news"
AUTHORS = "The Farrago authors"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def bibtex(version: str) -> str:
    """Return the entry for a version of the data; ``CITATION.cff`` says the same of title and authors."""
    return (
        f"@misc{{farrago,\n  title = {{{TITLE}}},\n  author = {{{{{AUTHORS}}}}},\n"
        f"  note = {{Data set, version {version}}}\n}}"
    )
