"""Submissions of people who mean harm: each case is one trick, written as a folder of a submission.

``HARMFUL`` ones are valid and stand on the board with all that they say of themselves; ``BROKEN`` ones must
be refused, and the report of what is wrong with them must not do harm either. Whatever runs sets
``window.hacked``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

import boards

DOCUMENTS = boards.gold(12)
PREDICTIONS = boards.predict(DOCUMENTS, 0.8)

HARMFUL: dict[str, dict[str, object]] = {
    "a script for a name": {"name": "<script>window.hacked=1</script>"},
    "an image for a name": {"name": "<img src=x onerror='window.hacked=2'>"},
    "the end of the data": {"name": "</script><script>window.hacked=3</script>"},
    "a comment that never ends": {
        "name": "<!--<script>",
        "description": "--><script>window.hacked=4</script>",
    },
    "an attribute broken open": {
        "name": '" autofocus onfocus="window.hacked=5',
        "contact": "' onmouseover='window.hacked=6'",
    },
    "a template": {"name": "{{ 7 * 7 }}{% include '/etc/passwd' %}", "description": "${7*7} #{7*7}"},
    "one long word": {"name": "W" * 80, "authors": ("A" * 500,), "description": "D" * 3000},
    "many authors": {"authors": tuple(f"Author {number} <b>" for number in range(500))},
    "turned direction": {"name": "\u202e" * 40, "description": "\u2066\u202dabc"},
    "marks piled high": {"name": "Z" + "\u0351" * 70},
    "no letters at all": {"name": "\u200b\u200b \u3000"},
    "line ends": {"name": "one\r\ntwo\u2028three\u2029four\x0bfive"},
    "commands for a terminal": {"name": "\x1b[31mred\x1b]0;title\x07", "parameters": "\x9b31m"},
    "a script for an address": {"url": "javascript:window.hacked=7"},
    "data for an address": {"url": "data:text/html,<script>window.hacked=8</script>"},
    "an address without a scheme": {"url": "//evil.example/x"},
    "an address broken open": {"url": "https://evil.example/\"onmouseover='window.hacked=9'"},
    "a way out of the folder": {"name": "../../../index"},
    "a name of our own": {"name": "index"},
    "a name that objects have": {"name": "__proto__"},
    "another such name": {"name": "constructor"},
    "a formula": {"name": '=HYPERLINK("https://evil.example","x")', "authors": ("+1+1", "@SUM(A1)")},
    "a table broken": {"name": "a|b`c`*d*[e](javascript:f)\\", "description": "|||"},
    "LaTeX": {"name": "\\input{/etc/passwd}$x$%&#_", "description": "\\write18{id}"},
    "YAML": {"name": "- a: !!python/object/apply:os.system [id]", "licence": "'\"\n- b"},
    "a twin": {"name": "twin"},
    "another twin": {"name": "TWIN"},
    "a twin of a label": {"name": "twin (a twin)"},
    "what it took": {
        "usage": {
            "model": "<script>window.hacked=12</script>" + "M" * 500,
            "prompt": "0" * 64,
            "requests": 2**31 - 1,
            "answers": 1,
            "cost": 1e308,
            "currency": "<img src=x onerror='window.hacked=13'>" + "C" * 500,
            "unusable": {"<b>" + "R" * 500: 1},
        }
    },
    "everything": {
        "authors": ("</bdi></th></tr></table><script>window.hacked=10</script>",),
        "description": "</p></header><svg onload='window.hacked=11'>",
        "training_data": ("<iframe src='https://evil.example'>",),
        "licence": "<style>*{display:none}</style>",
        "parameters": "<base href='https://evil.example'>",
        "contact": "<form action='https://evil.example'><input name=x></form>",
    },
}


def _text(content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / "predictions.jsonl").write_bytes(content) and None


def _card(content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / "system.json").write_bytes(content) and None


def _link(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to("/etc/passwd")

    return make


def _split_elsewhere(folder: Path) -> None:
    """The folder of a split leads to where a file of predictions is no file of ours."""
    other = folder.parent.parent / "secret"
    other.mkdir(exist_ok=True)
    (other / "predictions.jsonl").write_text("root:x:0:0\n")
    (folder / "dev").symlink_to(other)


def _pipe(folder: Path) -> None:
    (folder / "predictions.jsonl").unlink()
    os.mkfifo(folder / "predictions.jsonl")


def _in_place(folder: Path) -> None:
    (folder / "predictions.jsonl").unlink()
    (folder / "predictions.jsonl").mkdir()


BROKEN: dict[str, Callable[[Path], None]] = {
    "tags in what is wrong": _text(b'{"id":"<script>window.hacked=20</script>","entities":[]}\n'),
    "tags for a type": _text(
        b'{"id":"d00","entities":[{"id":"e","type":"<img src=x onerror=window.hacked=21>","mentions":[]}]}\n'
    ),
    "a card with tags": _card(b'{"name":"<script>window.hacked=22</script>","kind":"<b>"}'),
    "nested without end": _text(b'{"id":"d00","entities":' + b"[" * 100_000),
    "a card nested without end": _card(b"[" * 100_000),
    "numbers without end": _text(
        b'{"id":"d00","entities":[{"id":"e","type":"PER","mentions":[{"start":1e999,"end":9e99}]}]}'
    ),
    "no text": _text(b"\xff\xfe\x00\x01"),
    "nothing": _text(b""),
    "half a character": _text(b'{"id":"\\ud800"}\n'),
    "zeros": _text(b"\0" * 1000),
    "a link to a file of the machine": _link("predictions.jsonl"),
    "a card that is such a link": _link("system.json"),
    "a split that is such a link": _split_elsewhere,
    "a pipe": _pipe,
    "a folder for a file": _in_place,
    "a name that is <b>no name": _text(b"x"),
    "a name with\na line end": _text(b"x"),
}
UNNAMABLE = os.fsdecode(b"bytes \xff\xfe")
ELSEWHERE = "elsewhere"


def write(place: Path) -> Path:
    """Write all of them as submissions into a folder."""
    for id_, fields in HARMFUL.items():
        boards.submit(place, id_, {None: PREDICTIONS}, **fields)
    for id_, spoil in BROKEN.items():
        spoil(boards.submit(place, id_, {None: PREDICTIONS}))
    boards.submit(place, UNNAMABLE, {None: PREDICTIONS[1:]}, name="bytes")
    outside = boards.submit(place.parent / "outside", "outside", {None: PREDICTIONS})
    (place / ELSEWHERE).symlink_to(outside)
    return place


def card(folder: Path) -> dict[str, object]:
    """Return the card of a submission."""
    return msgspec.json.decode((folder / "system.json").read_bytes())
