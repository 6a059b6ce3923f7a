"""``python -m bench.board``: how long a leaderboard takes and how large it is, by number of submissions.

Submissions are gold with noise, from little to much, on as many documents as the corpus is planned to have;
documents are those that there are, repeated under new ids. ``--write`` keeps the page as
``docs/board-size.md``.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.corpora import CACHE, SEED, repeated
from bench.noise import predicted
from bench.processes import processor_seconds
from farrago import data
from farrago.board import build, site
from farrago.board.cache import Cache
from farrago.board.examine import Setting
from farrago.board.render import Site
from farrago.report import Gold, training_for
from farrago_schema import codec, ontology
from farrago_schema.types import LAYERS, Document, Prediction

PAGE = Path(__file__).resolve().parents[1] / "docs" / "board-size.md"
DATASET = Path(__file__).resolve().parents[1] / "dataset"
KINDS = ("trained", "prompted", "rules")
LEAST, MOST = 0.08, 0.6


class Spent(Struct, frozen=True):
    """Seconds that passed, and that processors worked, which other work on the machine changes less."""

    passed: float
    worked: float


class Measured(Struct, frozen=True):
    """A board of so many submissions: what its builds took, bytes of the site and of its kinds of pages."""

    submissions: int
    first: Spent
    again: Spent
    one_more: Spent
    total: int
    packed: int
    sizes: dict[str, int]


def main() -> None:
    """Measure, print, and if asked write."""
    parser = argparse.ArgumentParser(prog="python -m bench.board", description=__doc__)
    parser.add_argument("--submissions", type=int, nargs="+", default=[5, 50, 200])
    parser.add_argument("--documents", type=int, default=96)
    parser.add_argument("--jobs", type=int, default=build.all_processors())
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    given = parser.parse_args()
    found: list[Measured] = []
    for number in given.submissions:
        found.append(measure(number, given.documents, given.jobs))
        page = text(found, given.documents, given.jobs)
        print(page, flush=True)
        if given.write:
            PAGE.write_text(page)


def measure(number: int, documents: int, jobs: int) -> Measured:
    """Build a board without a cache, with one, and with one more submission than that knows."""
    place = CACHE / f"board-{documents}"
    gold = _gold(documents)
    folders = _submissions(place, gold.documents.values(), number + 1)
    setting = Setting(gold, training=training_for(gold, None, data=DATASET, facets=("seen",)))
    kept = place / "cache"
    shutil.rmtree(kept, ignore_errors=True)
    how = build.How(jobs, Cache(kept))
    spent: list[Spent] = []
    for some in (folders[:number], folders[:number], folders):
        target = place / "site"
        shutil.rmtree(target, ignore_errors=True)
        start, before = time.perf_counter(), processor_seconds()
        site.write(Site(build.leaderboard(some, setting, how)), target, jobs=jobs, cache=how.cache)
        spent.append(Spent(time.perf_counter() - start, processor_seconds() - before))
    files = {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    sizes: dict[str, int] = {}
    for path, content in files.items():
        name = f"{path.parts[0]}/" if len(path.parts) > 1 else path.name
        sizes[name] = sizes.get(name, 0) + len(content)
    packed = sum(len(gzip.compress(content, mtime=0)) for content in files.values())
    first, again, one_more = spent
    return Measured(number, first, again, one_more, sum(sizes.values()), packed, dict(sorted(sizes.items())))


def _gold(number: int) -> Gold:
    documents = [each for split in ("test", "dev") for each in data.read_split(DATASET, split)]
    return Gold.of_documents(list(repeated(documents, number, "d{:03}")))


def _submissions(place: Path, gold: Iterable[Document], number: int) -> list[Path]:
    """Return the folders of so many submissions, made as far as they are not there."""
    folders = []
    labels = ontology.load()
    for index in range(number):
        folder = place / "submissions" / f"s{index:03}"
        folders.append(folder)
        if (folder / "system.json").is_file():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        chance = random.Random(SEED + index)  # noqa: S311  # no secret
        noise = LEAST + (MOST - LEAST) * chance.random()
        predictions = [predicted(document, labels, chance, noise) for document in gold]
        codec.write(folder / "predictions.jsonl", predictions, Prediction)
        card = {
            "schema_version": "1.0",
            "name": f"System {index:03}",
            "kind": KINDS[index % len(KINDS)],
            "layers": LAYERS,
            "authors": ("A. Author", "B. Author"),
            "date": f"2031-01-{1 + index % 28:02}",
        }
        (folder / "system.json").write_bytes(msgspec.json.encode(card))
    return folders


def _told(spent: Spent) -> str:
    return f"{spent.passed:.0f} s ({spent.worked:.0f} s)"


def text(found: list[Measured], documents: int, jobs: int) -> str:
    """Return the page."""
    lines = [
        "# How large a leaderboard is, and how long it takes",
        "",
        f"`python -m bench.board --write` on {documents} documents, {jobs} processes. Submissions are gold "
        "with noise. A build again finds everything kept; one more submission is scored and tested against "
        "the others. In brackets: the time that processors worked, which says more on a machine that does "
        "other things as well.",
        "",
        "| submissions | first build | again | with one more | site | packed (gzip) | a system's page |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in found:
        page = each.sizes["systems/"] / (each.submissions + 1)
        lines.append(
            f"| {each.submissions} | {_told(each.first)} | {_told(each.again)} | {_told(each.one_more)} "
            f"| {each.total / 1e6:.1f} MB | {each.packed / 1e6:.1f} MB | {page / 1e3:.0f} kB |"
        )
    names = sorted({name for each in found for name in each.sizes})
    lines += [
        "",
        "What the site consists of, in kB (with the one more):",
        "",
        f"| | {' | '.join(str(each.submissions) for each in found)} |",
        f"| --- |{' ---: |' * len(found)}",
        *(
            f"| {name} | {' | '.join(f'{each.sizes.get(name, 0) / 1e3:,.0f}' for each in found)} |"
            for name in names
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
