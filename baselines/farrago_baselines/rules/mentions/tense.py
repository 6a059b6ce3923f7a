"""Whether the clause around a place of the text looks ahead."""

from __future__ import annotations

from farrago_baselines.rules.page import Page

AHEAD = frozenset(
    "will 'll shall wo due scheduled planned plans plan expected next tomorrow until till by deadline".split()
)
CLAUSE_END = frozenset({",", ";", ":", "–", "—", '"', "“", "”"})


def is_future(page: Page, at: int) -> bool:
    """Tell whether the nearest verb of the clause at an offset stands in the future or hangs on "to"."""
    first, _ = page.place(at, at + 1)
    for step in (-1, 1):
        index = first + step
        while (token := page.near(first, index - first)) is not None and abs(index - first) < 14:
            if token.text in CLAUSE_END:
                break
            if token.low in AHEAD:
                return True
            if token.tag == "verb":
                before = page.near(index, -1)
                return (before is not None and (before.low in AHEAD or before.low == "to")) or _modal(
                    page, index
                )
            if token.tag == "aux" and token.low in {"was", "were", "had", "did", "is", "has"}:
                break
            index += step
    return False


def _modal(page: Page, index: int) -> bool:
    return any(page.low(index - back) in {"will", "'ll", "shall", "would", "may"} for back in (1, 2, 3))
