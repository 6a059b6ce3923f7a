"""Token-per-line files are read as documents, and documents written as tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

import strategies
from farrago.importers import conll
from farrago.matching import Labels, Pair
from farrago.scoring import metrics
from farrago_schema import codec, ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document
from farrago_schema.validate import validate_documents

FILE = """-DOCSTART- -X- -X- O

Ana NNP I-NP B-PER
Sosa NNP I-NP I-PER
left VBD I-VP O

Quito NNP I-NP I-GPE
today NN I-NP B-TIME

-DOCSTART-\tsecond

1 000\tB-COUNT
left\tO
"""


def read(tmp_path: Path, content: str | bytes) -> list[Document]:
    path = tmp_path / "news.conll"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(conll.read(path))


def marked(document: Document) -> list[tuple[str, str, str]]:
    return [(each.mentions[0].text, each.type, each.mentions[0].kind) for each in document.entities]


def test_words_tags_sentences_and_ids(tmp_path: Path) -> None:
    first, second = read(tmp_path, FILE)
    assert (first.id, second.id) == ("news-1", "second")
    assert first.text == "Ana Sosa left\nQuito today"
    assert marked(first) == [
        ("Ana Sosa", "PER", "name"),
        ("Quito", "GPE", "name"),
        ("today", "TIME", "value"),
    ]
    assert [first.text[span.start : span.end] for span in first.sentences] == first.text.split("\n")
    assert [first.text[span.start : span.end] for span in first.tokens] == first.text.split()
    assert second.text == "1 000 left"
    assert marked(second) == [("1 000", "COUNT", "value")]


@pytest.mark.parametrize(
    "tags",
    ["B-PER I-PER O S-GPE", "B-PER E-PER O S-GPE", "B-PER L-PER O U-GPE", "I-PER I-PER O I-GPE"],
)
def test_schemes_are_read_alike(tmp_path: Path, tags: str) -> None:
    lines = zip("abcd", tags.split(), strict=True)
    (document,) = read(tmp_path, "".join(f"{word} {tag}\r\n" for word, tag in lines))
    assert marked(document) == [("a b", "PER", "name"), ("d", "GPE", "name")]


def test_a_space_that_does_not_break_is_part_of_its_word(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "1\u00a0000  CD   B-COUNT\n")
    assert marked(document) == [("1\u00a0000", "COUNT", "value")]


def test_an_empty_file_has_no_documents(tmp_path: Path) -> None:
    assert read(tmp_path, "\n\n-DOCSTART- O\n\n") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Ana B-PER\nleft\n", "news.conll:2: found 'left' alone, expected a word and its tag"),
        ("Ana X-PER\n", "the tag 'X-PER'"),
        ("Ana BPER\n", "the tag 'BPER'"),
        (b"Ana B-PER\n\xff O\n", "news.conll:2: found bytes that are not UTF-8"),
    ],
)
def test_what_is_no_word_with_a_tag_is_told(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert message in str(caught.value)


def test_what_is_read_is_valid_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    codec.write(path, read(tmp_path, FILE), Document)
    assert validate_documents(path, ontology.load()).problems == ()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    documents = read(tmp_path, FILE)
    conll.write(tmp_path / "copy.bio", documents)
    assert list(conll.read(tmp_path / "copy.bio")) == documents


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=strategies.documents())
def test_names_survive_writing_as_ner_counts_them(tmp_path: Path, document: Document) -> None:
    """What is read back has as many chunks of each type, and they are tagged as before."""
    conll.write(tmp_path / "x.conll", [document])
    (back,) = conll.read(tmp_path / "x.conll")
    assert (back.id, len(back.tokens)) == (document.id, len(document.tokens))
    conll.write(tmp_path / "y.conll", [back])
    assert (tmp_path / "x.conll").read_bytes() == (tmp_path / "y.conll").read_bytes()
    labels = Labels(values=frozenset(ontology.load().value_types))
    everything = replace(document, layers=back.layers)
    counts = [metrics()["ner"].count(Pair(side, side.prediction(), labels)) for side in (everything, back)]
    assert counts[0] == counts[1]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (document, _) = read(tmp_path, FILE)
    with pytest.raises(InputError, match="without tokens"):
        conll.write(tmp_path / "x.conll", [replace(document, tokens=())])
    with pytest.raises(InputError, match="tabs"):
        conll.write(tmp_path / "x.conll", [replace(document, text=document.text.replace("Sosa", "So\ta"))])
    assert not (tmp_path / "x.conll").exists()
