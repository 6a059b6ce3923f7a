"""``python -m bench``: run every measurement of this folder and print it; ``--write`` keeps it as a document.

``--forms`` and ``--documents`` are the forms and sizes of the corpora to score, ``--runs`` how often each is
scored; ``--large`` is the size of one more, scored once.
"""

from __future__ import annotations

import argparse

from bench import assigning, decoding, document, intervals, others, processes, stages, startup
from bench.corpora import SHAPES

PEERS_AT = 1000


def main() -> None:
    """Measure, print, and if asked write."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {document.PAGE.name}")
    parser.add_argument("--forms", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", type=int, help="the size of one more corpus, scored once")
    given = parser.parse_args()
    ratios = [measurement.run() for measurement in (startup, decoding, intervals)]
    timings = [
        timing
        for form in given.forms
        for number in given.documents
        for timing in processes.timings(form, number, given.runs)
    ]
    if given.large:
        timings += processes.large(given.large)
    field = [others.measure(name, "sparse", PEERS_AT) for name in others.PREPARE]
    with startup.trivial() as command:
        small = processes.small(command, given.runs)
    page = document.page(ratios, timings, small, field, assigning.cases(), stages.measure("sparse"))
    print(page)
    if given.write:
        document.PAGE.parent.mkdir(exist_ok=True)
        document.PAGE.write_text(page)


main()
