"""No file of the repository quotes the page that others own, of which only stand-off gold may be here."""

import gzip
import re
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from farrago.corpus.quotation import runs
from seeds import NAME, seed

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 8
"""So many words in a row are no coincidence."""


def tracked() -> list[Path]:
    """Every file that is committed, or would be by ``git add .``; all files where there is no git."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and not {*path.parts} & {".venv", "build"}]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def words_of(path: Path) -> str:
    """The text of a file, whatever it is packed in."""
    if path.suffix == ".parquet" and path.stat().st_size:
        return " ".join(strings(pq.read_table(path)))
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    text = data.decode("utf-8", "replace").replace("\\n", " ").replace("\\u2019", "'")
    return f"{re.sub('<[^<>]*>', ' ', text)} {text}"


def strings(table: pa.Table) -> list[str]:
    return [text for column in table.columns for text in leaves(column.to_pylist())]


def leaves(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in leaves(each)] if isinstance(value, list) else []


def quoting(paths: list[Path], text: str) -> dict[str, str]:
    """The files that share a run of words with the text, each with its first one."""
    known = set(runs(text, LENGTH))
    found = {}
    for path in paths:
        try:
            first = next((run for run in runs(words_of(path), LENGTH) if run in known), None)
        except (OSError, EOFError, pa.ArrowException, zstandard.ZstdError):
            continue  # broken on purpose: an example of bad input
        if first is not None:
            found[path.name] = " ".join(first)
    return found


def test_no_file_quotes_the_page():
    assert list(quoting(tracked(), seed().read_text("utf-8"))) == []


MADE = "The harbour pilot whom Lima freed on Tuesday said that nobody had asked him about the ferry."


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.xml"])
def test_the_check_finds_a_quotation_in_every_kind_of_file(tmp_path, name):
    path = tmp_path / name
    text = MADE.replace("on Tuesday", "on <t>Tuesday</t>") if name == "a.xml" else MADE
    if name == "a.parquet":
        pq.write_table(pa.table({"id": [1], "nested": [[{"text": text}]]}), path)
    else:
        data = text.encode()
        packed = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}
        path.write_bytes(packed.get(path.suffix, bytes)(data))
    assert quoting([path], f"“{MADE.lower()}”") == {name: "the harbour pilot whom lima freed on tuesday"}
    assert quoting([path], "The harbour pilot whom Lima freed on Monday said nothing.") == {}


@pytest.mark.parametrize(
    "name", [NAME, f"dataset/standoff/{NAME}", "dataset/standoff/page.xml", "seeds/a.txt", f"{NAME}.xml"]
)
def test_git_does_not_take_the_text_in(name):
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    run = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False)
    assert run.returncode == 0


@pytest.mark.parametrize("name", ["dataset/standoff/README.md", "dataset/standoff/pages.jsonl"])
def test_git_takes_gold_without_text_in(name):
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    run = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False)
    assert run.returncode == 1
