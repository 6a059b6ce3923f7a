"""``python -m bench.document_pages``: how large pages of documents are, how long they take to make and open.

The documents are those of the corpus, repeated under new ids; systems are gold with a quarter of everything
wrong. A page is opened from the disk in Chromium, where there is one. ``--write`` keeps it as a document.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bench.corpora import repeated
from bench.noise import predicted
from bench.processes import processor_seconds
from farrago import data
from farrago.board.documents import write
from farrago.board.links import slugs
from farrago_schema import ontology
from farrago_schema.types import Document, Prediction

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PAGE = Path(__file__).resolve().parents[1] / "docs" / "document-pages.md"
SEED = 20310514
OPENED = 7
"""So many pages are opened one by one; the fastest counts, as other work on the machine does not."""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)


class Measured(Struct, frozen=True):
    """A site: what it holds, processor seconds, bytes, and milliseconds to open a page and to change it."""

    documents: int
    systems: int
    seconds: float
    site: int
    page: int
    largest: int
    zipped: int
    opened: float | None
    changed: float | None


def main() -> None:
    """Measure, print, and if asked write."""
    parser = argparse.ArgumentParser(prog="python -m bench.document_pages", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    parser.add_argument("--documents", type=int, default=96)
    parser.add_argument("--systems", type=int, nargs="+", default=[1, 10, 50, 200])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    documents = list(_documents(given.documents))
    with _browser() as browser:
        text = _text([_measured(documents, number, given.jobs, browser) for number in given.systems])
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8", newline="\n")


def _documents(number: int) -> Iterator[Document]:
    place = data.folder()
    known = [each for split in data.manifest(place).splits for each in data.read_split(place, split)]
    return repeated(known, number, "bench-{:04}")


def _measured(documents: Sequence[Document], systems: int, jobs: int, browser: Chrome | None) -> Measured:
    labels = ontology.load()
    said: dict[str, list[Prediction]] = {}
    for number in range(systems):
        chance = random.Random(SEED + number)  # noqa: S311  # no secret
        said[f"System {number}"] = [predicted(document, labels, chance) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        start = processor_seconds()
        write(Path(folder), documents, said, hidden=False, jobs=jobs)
        seconds = processor_seconds() - start
        pages = sorted((Path(folder) / "documents").iterdir())
        sizes = [page.stat().st_size for page in pages]
        zipped = [len(gzip.compress(page.read_bytes())) for page in pages[:OPENED]]
        times = [] if browser is None else [_times(browser, page, list(said)) for page in pages[:OPENED]]
    return Measured(
        len(documents),
        systems,
        seconds,
        sum(sizes),
        round(statistics.median(sizes)),
        max(sizes),
        round(statistics.median(zipped)),
        min((opened for opened, _ in times), default=None),
        min((changed for _, changed in times), default=None),
    )


def _times(browser: Chrome, page: Path, names: Sequence[str]) -> tuple[float, float]:
    """Open a page at its first system, then change to the last: milliseconds until each is shown."""
    addresses = slugs(names)
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}#{addresses[names[0]]}")
    opened: float = browser.execute_async_script(
        "const done = arguments[0], look = () => {"
        "const mark = performance.getEntriesByName('ready')[0];"
        "if (mark) done(mark.startTime); else setTimeout(look, 5); }; look();"
    )
    changed: float = browser.execute_async_script(
        "const [slug, done] = arguments, start = performance.now();"
        "const select = document.getElementById('System');"
        "performance.clearMarks('shown');"
        "select.value = slug === location.hash.slice(1) ? '' : slug;"
        "select.dispatchEvent(new Event('change'));"
        "const look = () => { const mark = performance.getEntriesByName('shown')[0];"
        "if (mark) done(mark.startTime - start); else setTimeout(look, 5); }; look();",
        addresses[names[-1]],
    )
    return opened, changed


class _browser:  # noqa: N801  # used as a function
    """A headless Chromium, or ``None`` where there is none."""

    def __enter__(self) -> Chrome | None:
        program, driver = shutil.which("chromium"), shutil.which("chromedriver")
        self._chrome: Chrome | None = None
        if program and driver:
            from selenium import webdriver  # noqa: PLC0415  # only here
            from selenium.webdriver.chrome.service import Service  # noqa: PLC0415  # only here

            options = webdriver.ChromeOptions()
            options.binary_location = program
            for flag in FLAGS:
                options.add_argument(flag)
            self._chrome = webdriver.Chrome(options, Service(driver))
        return self._chrome

    def __exit__(self, *_: object) -> None:
        if self._chrome is not None:
            self._chrome.quit()


def _text(found: Sequence[Measured]) -> str:
    rows = "\n".join(
        f"| {each.systems} | {each.seconds:.0f} s | {each.site / 1e6:.1f} MB | {each.page / 1e3:.0f} kB "
        f"| {each.largest / 1e3:.0f} kB | {each.zipped / 1e3:.0f} kB | {_milliseconds(each.opened)} "
        f"| {_milliseconds(each.changed)} |"
        for each in found
    )
    return f"""# The pages of documents
Written by `python -m bench.document_pages --write`; no figure here is typed by hand.

## What a page shows
A leaderboard has a page for each document, `documents/ID.html`. A line below the words is gold, a
line above them is what a system says, so that spans may cross; where both agree the lines are thin
and grey. Layers are switched one by one between gold, prediction, difference and off. Beside the
text stand the numbers of each layer, all errors in words (what gold says, what was said, which
error it follows from), and entities, relations and events. What is pointed at lights its chain,
with the relations and events that it is in; `?` on the page lists the keys.

| address | what it shows |
| --- | --- |
| `ID.html` | gold |
| `ID.html#SYSTEM` | a system's difference from gold; the slug of its name is `farrago.board.links.slugs` |
| `ID.html#SYSTEM/START-END` | the error at a span, in code points, or the mention there |
| `ID.html#SYSTEM/NUMBER` | an error, by its number in this build of the site |
| `ID.html#*` | what few of all systems have |

## What a screen reader says
The text is read as running text, and what is heard is what is seen. In a difference each error is a
mark (`role="mark"`), and behind its words stands, in the place of the sign, what is wrong: “Lima
(wrong type, ORG, gold GPE)”, “left (missed, Movement.Transport)”. What is right is read on like any
other word: a page has some hundreds of marks, and if each spoke up nobody could follow the text. Who
wants them switches `types` on; then every mark that is shown is one, with “(right, PER)” in a
difference and “(PER)” elsewhere, once where gold and the system agree. A layer that is off says
nothing.

The text is one stop of the Tab key. From there the arrow keys lead from mark to mark, and a status
line says all that is known of each: whose it is, right or what is wrong, type, entity, how many
mentions, relations and roles. `n` and `p` do the same from error to error. The lists beside the text
say everything in words as well, also without a script. `role="mark"` takes no name of its own
(WAI-ARIA 1.3), so the words are the alternative text of the sign (CSS `content: … / …`), which is read
where it stands; in a browser that knows no such text the sign itself is read. The text stays what it
is for search and copying. What is handed to a screen reader is tested in Chromium's accessibility tree.

## Without a script, and without gold
Without a script there are gold, its lists, each system's numbers and the first errors of each (of
few systems more, of very many none). Where gold is hidden a page holds the text, the date and what
systems say.

## Size and time
A page holds the text and gold once, and beside them what each system says, deflated; a browser
inflates the one that is shown. Here are {found[0].documents} documents (those of the corpus,
repeated) and systems that are gold with a quarter of everything wrong. Making is in seconds of one
processor; opening is from the disk, until all is shown, and changing is to another system of the
open page: the fastest of {OPENED} pages.

| systems | to make | site | page | largest | gzipped | to open | to change |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}
"""


def _milliseconds(number: float | None) -> str:
    return "–" if number is None else f"{number:.0f} ms"


if __name__ == "__main__":
    main()
