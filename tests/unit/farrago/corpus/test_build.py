import hashlib
import json

import pyarrow.parquet as pq
import pytest

from farrago import data
from farrago.corpus import build
from farrago_schema.problems import InputError


def built(home):
    return build.build(home / "source", home)


def contents(home):
    return {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def rename(home):
    """Change the gold, and nothing that a frozen text says."""
    edit(home / "source/gold/toy-p-1.xml", 'status="former"', 'status="denied"')


def test_what_is_built_can_be_read(home):
    built(home)
    (document,) = data.read_split(home, "train")
    assert document.id == "toy-p-1"
    assert document.text == (home / "source/text/toy-p-1.txt").read_text("utf-8")
    assert document.tokens
    manifest = data.manifest(home)
    assert (manifest.version, set(manifest.splits)) == ("0.1.0", {"train", "dev", "test"})
    assert set(manifest.tools) == {"sentencex", "spacy"}


def test_building_twice_gives_the_same_bytes(home, tmp_path):
    built(home)
    once = contents(home)
    assert built(home) == []
    assert contents(home) == once
    build.build(home / "source", tmp_path / "elsewhere")
    for path in home.rglob("*.parquet"):
        assert (tmp_path / "elsewhere" / path.relative_to(home)).read_bytes() == path.read_bytes()


def test_parquet_has_no_metadata_of_a_library(home):
    built(home)
    paths = list(home.rglob("*.parquet"))
    assert len(paths) == 14
    assert all(pq.read_metadata(path).metadata is None for path in paths)


def test_files_are_one_group_of_rows_and_keep_no_whole_texts_in_their_end(home):
    built(home)
    for path in home.rglob("*.parquet"):
        metadata = pq.read_metadata(path)
        assert metadata.num_row_groups == 1
        columns = [metadata.row_group(0).column(number) for number in range(metadata.num_columns)]
        assert {column.compression for column in columns} == {"BROTLI"}
        assert not any(column.is_stats_set for column in columns)


def test_bytes_that_another_version_of_a_library_wrote_stay(home):
    """The same rows in the same layout: the hash in croissant.json is that of the file that stands there."""
    built(home)
    path = home / "inputs" / "dev.parquet"
    before = path.read_bytes()
    pq.write_table(
        pq.read_table(path), path, compression="brotli", compression_level=1, write_statistics=False,
        store_schema=False,
    )  # fmt: skip
    assert path.read_bytes() != before
    assert built(home) == ["README.md", "croissant.json"]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest in (home / "croissant.json").read_text("utf-8")
    build.check(home / "source", home)


def test_the_day_of_a_release_is_in_croissant(home):
    built(home)
    assert "datePublished" not in json.loads((home / "croissant.json").read_bytes())
    edit(home / "CHANGES.md", "## 0.1.0", "## 0.1.0, 2031-05-14")
    assert built(home) == ["croissant.json"]
    assert json.loads((home / "croissant.json").read_bytes())["datePublished"] == "2031-05-14"


def test_check_finds_whatever_is_not_as_built(home):
    built(home)
    build.check(home / "source", home)
    (home / "ner/dev.parquet").write_bytes((home / "ner/test.parquet").read_bytes())
    edit(home / "README.md", "| documents | 1 |", "| documents | 7 |")
    (home / "events/old.parquet").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        build.check(home / "source", home)
    assert [problem.file for problem in caught.value.problems] == [
        str(home / name) for name in ("README.md", "ner/dev.parquet", "events/old.parquet")
    ]


def test_check_writes_nothing(home):
    before = contents(home)
    with pytest.raises(InputError, match="run farrago build"):
        build.check(home / "source", home)
    assert contents(home) == before


def test_changed_data_needs_a_new_version(home):
    built(home)
    rename(home)
    before = contents(home)
    with pytest.raises(InputError, match=r"a higher version than 0\.1\.0"):
        built(home)
    assert contents(home) == before
    edit(home / "CHANGES.md", "## 0.1.0", "## 0.2.0\n\nMended.\n\n## 0.1.0")
    assert "documents/train.parquet" in built(home)
    assert data.manifest(home).version == "0.2.0"
    assert data.read_split(home, "train")[0].relations[2].status == "denied"


def test_an_unpublished_version_may_change(home):
    built(home)
    rename(home)
    changed = build.build(home / "source", home, unpublished=True)
    assert changed == [
        "README.md",
        "croissant.json",
        "documents/train.parquet",
        "manifest.json",
        "relations/train.parquet",
    ]


def test_a_split_that_went_away_goes_away(home):
    built(home)
    edit(home / "CHANGES.md", "## 0.1.0", "## 0.2.0")
    edit(home / "source/gold/toy-s-2.xml", 'split="test"', 'split="dev"')
    built(home)
    assert not list(home.rglob("test.parquet"))
    assert len(data.read_split(home, "dev")) == 2
    assert "test" not in (home / "README.md").read_text("utf-8").split("Events by")[0]


def test_a_split_without_rows_has_no_file(home):
    """``datasets`` loads no split without rows: toy-s-2 has one entity, and so no pair."""
    built(home)
    assert {path.name for path in (home / "relations").iterdir()} == {"train.parquet", "dev.parquet"}
    assert "relations/test.parquet" not in (home / "README.md").read_text("utf-8")


def test_the_card_keeps_what_was_written_by_hand(home):
    built(home)
    card = (home / "README.md").read_text("utf-8")
    assert card.endswith("Written by hand.\n")
    assert "sequence:" not in card
    assert "| tokens | " in card


@pytest.mark.parametrize("marker", ["# begin generated: front\n", "<!-- end generated: statistics -->\n"])
def test_a_card_without_its_markers_is_refused(home, marker):
    edit(home / "README.md", marker, "")
    with pytest.raises(InputError, match="0 such pairs of markers"):
        built(home)


def test_a_version_is_needed(home):
    (home / "CHANGES.md").write_text("# Changes\n\nnothing yet\n")
    with pytest.raises(InputError, match="the version of the data"):
        built(home)


def test_a_changed_frozen_text_is_refused(home):
    edit(home / "source/text/toy-s-2.txt", "Vilca", "Villca")
    with pytest.raises(InputError) as caught:
        built(home)
    assert [problem.code for problem in caught.value.problems] == ["frozen-text", "text"]


def test_a_text_that_was_never_frozen_is_refused(home):
    (home / "source/text/new.txt").write_text("x")
    with pytest.raises(InputError, match="a text that is not listed"):
        built(home)


def test_a_frozen_text_that_is_gone_is_refused(home):
    digest = hashlib.sha256(b"gone").hexdigest()
    with (home / "source/texts.sha256").open("a") as register:
        register.write(f"{digest}  gone.txt\nnonsense\n")
    with pytest.raises(InputError) as caught:
        built(home)
    assert {problem.found for problem in caught.value.problems} == {"no such file", "'nonsense'"}


def test_everything_wrong_with_the_sources_is_told_at_once(home):
    gold = home / "source/gold"
    edit(gold / "toy-p-1.xml", "Justice.Sue", "Justice.Su")
    edit(gold / "toy-s-1.xml", ' topic="sport"', "")
    (gold / "toy-s-2.xml").rename(gold / "toy-s-9.xml")
    edit(gold / "toy-s-1.xml", 'id="toy-s-1"', 'id="toy-s-2"')
    with pytest.raises(InputError) as caught:
        built(home)
    text = str(caught.value)
    for expected in ("did you mean Justice.Sue", "without topic", "No such file", "the file's own name"):
        assert expected in text
    assert not (home / "manifest.json").exists()


def test_sources_without_gold_are_refused(home):
    for path in (home / "source/gold").iterdir():
        path.unlink()
    with pytest.raises(InputError, match="no XML file"):
        built(home)


def test_the_manifest_can_be_read_without_our_types(home):
    built(home)
    manifest = json.loads((home / "manifest.json").read_bytes())
    assert manifest["splits"]["dev"]["documents"] == 1
