"""The page ``docs/peers.md``: nothing on it that was not computed in the run that wrote it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from bench.peers import Comparison, assignment, coreference, partial, tags

PACKAGE = {"scipy.optimize.linear_sum_assignment": "scipy"}

HEAD = """# Our numbers beside those of other scorers

Written by `python -m bench.peers`, which asks every peer and us on random cases with a fixed seed and on
cases by hand; `tests/golden/test_peers_page.py` runs it again and compares. No other scorer is asked at run
time, but for `farrago score --ner-with seqeval`.
"""

NOT_RUN = """## What is not run

- The CoNLL reference scorer 8.01 (Pradhan et al. 2014) is a Perl program, and no package of the Python index
  is known to us that ships it. MUC, B³, CEAFm and CEAFe are held to two others that follow it. Where the
  variable `COREFSCORER` names a copy, neleval itself asserts that it equals the reference on every case.
- LEA, DocRED's Ign F1, the relation scores, TI, TC, AI, AC, AI+, AC+, the template score and the alignment
  of `mention_partial` where mentions overlap several others have no packaged peer. Each is held to its
  definition, written down a second time and tried by brute force: `tests/golden/test_brute_force*.py`.
"""


def page() -> str:
    """Return the page."""
    found = [*tags.compare(), *coreference.compare(), *partial.compare(), *assignment.compare()]
    return "\n".join([HEAD, *_table(found), "", *_disagreements(found), NOT_RUN])


def _table(found: Iterable[Comparison]) -> Iterator[str]:
    yield "| peer | what is compared | cases | largest difference |"
    yield "| --- | --- | ---: | ---: |"
    for each in found:
        release = f"{each.peer} {version(PACKAGE.get(each.peer, each.peer))}"
        yield f"| {release} | {each.what} | {each.cases:,} | {_bound(each.largest)} |"


def _bound(difference: float) -> str:
    """Return a power of ten that the difference stays below: its last digits are those of a machine."""
    return "0" if difference == 0 else f"below 1e{math.ceil(math.log10(difference))}"


def _disagreements(found: Iterable[Comparison]) -> Iterator[str]:
    yield "## Where they disagree\n"
    yield "| peer | what | case | theirs | ours | who is right | why |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for each in found:
        for one in each.disagreements:
            cells = (each.peer, one.what, one.case, one.theirs, one.ours, one.who, one.why)
            yield f"| {' | '.join(cells)} |"
    yield ""
