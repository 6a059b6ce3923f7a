"""The published form is a dataset repository: ``load_dataset`` reads it, offline, from a cache of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from farrago import data
from farrago.corpus import build

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "unit" / "farrago" / "corpus" / "source"

PROBE = """
import json, sys
from datasets import List, Value, load_dataset, load_dataset_builder

def shape(feature):
    if isinstance(feature, Value):
        return feature.dtype
    if isinstance(feature, List):
        return [shape(feature.feature)]
    return {name: shape(part) for name, part in feature.items()}

found = {}
for name in (None, *sys.argv[2:]):
    splits = load_dataset("./dataset", name, cache_dir=sys.argv[1])
    streamed = load_dataset("./dataset", name, cache_dir=sys.argv[1], streaming=True)
    found[name or "default"] = {
        "version": str(load_dataset_builder("./dataset", name, cache_dir=sys.argv[1]).config.version),
        "features": {split: shape(rows.features) for split, rows in splits.items()},
        "streamed features": {split: shape(rows.features) for split, rows in streamed.items()},
        "rows": {split: list(rows) for split, rows in splits.items()},
        "streamed": {split: list(rows) for split, rows in streamed.items()},
    }
print(json.dumps(found))
"""

SPAN = {"start": "int32", "end": "int32"}
MENTION = {**SPAN, "text": "string", "kind": "string"}
PLACE = {**SPAN, "char_start": "int32", "char_end": "int32"}
INPUT = {"id": "string", "text": "string", "date": "string", "lang": "string"}
FEATURES = {
    "documents": {
        "id": "string",
        "text": "string",
        "meta": {
            "kind": "string",
            "date": "string",
            "split": "string",
            "topic": "string",
            "register": "string",
            "region": "string",
            "blemishes": ["string"],
            "lang": "string",
        },
        "layers": ["string"],
        "zones": [{**SPAN, "kind": "string", "story": "string"}],
        "sentences": [SPAN],
        "tokens": [SPAN],
        "entities": [
            {"id": "string", "type": "string", "mentions": [MENTION], "name": "string", "value": "string"}
        ],
        "relations": [
            {"type": "string", "head": "string", "tail": "string", "status": "string", "evidence": ["int32"]}
        ],
        "events": [
            {
                "id": "string",
                "type": "string",
                "realis": "string",
                "triggers": [{**SPAN, "text": "string"}],
                "arguments": [{"role": "string", "entity": "string"}],
            }
        ],
    },
    "inputs": {**INPUT, "sentences": [SPAN], "tokens": [SPAN]},
    "ner": {
        "doc_id": "string",
        "sentence": "int32",
        "tokens": ["string"],
        "offsets": [SPAN],
        "ner_tags": ["string"],
    },
    "relations": {
        "doc_id": "string",
        "head": "string",
        "head_type": "string",
        "head_mentions": [MENTION],
        "tail": "string",
        "tail_type": "string",
        "tail_mentions": [MENTION],
        "labels": ["string"],
        "statuses": ["string"],
    },
    "events": {
        "doc_id": "string",
        "wnd_id": "string",
        "sentence": "int32",
        "char_start": "int32",
        "char_end": "int32",
        "text": "string",
        "tokens": ["string"],
        "event_mentions": [
            {
                "id": "string",
                "event_type": "string",
                "realis": "string",
                "trigger": {"text": "string", **PLACE},
                "arguments": [
                    {
                        "role": "string",
                        "entity_id": "string",
                        "entity_type": "string",
                        "text": "string",
                        **PLACE,
                    }
                ],
            }
        ],
    },
}


@pytest.fixture(scope="module", params=["toy", "release"])
def folder(request, tmp_path_factory):
    """A folder called ``dataset``: three small documents, or the corpus itself."""
    place = tmp_path_factory.mktemp(request.param) / "dataset"
    if request.param == "release":
        return ROOT / "dataset"
    copytree(TOY, place / "source")
    for name in ("README.md", "CHANGES.md"):
        copyfile(ROOT / "dataset" / name, place / name)
    build.build(place / "source", place)
    return place


@pytest.fixture(scope="module")
def loaded(folder, tmp_path_factory):
    """What a new process with an empty cache and no network gets of every configuration."""
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
        "HF_HOME": str(tmp_path_factory.mktemp("home")),
    }
    cache = str(tmp_path_factory.mktemp("cache"))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, cache, *FEATURES],
        cwd=folder.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "dataset_info" not in done.stderr, (
        done.stderr
    )  # the library ignores what it cannot read of the card
    return json.loads(done.stdout)


@pytest.mark.parametrize("config", FEATURES)
def test_features_are_as_declared(loaded, folder, config):
    """Each file is a split; there is none where it would have no rows."""
    splits = {path.stem for path in (folder / config).iterdir()}
    assert {"train", "dev"} <= splits
    assert loaded[config]["features"] == dict.fromkeys(splits, FEATURES[config])
    assert loaded[config]["streamed features"] == dict.fromkeys(splits, FEATURES[config])


@pytest.mark.parametrize("config", FEATURES)
def test_streaming_gives_the_same_rows(loaded, config):
    assert loaded[config]["streamed"] == loaded[config]["rows"]
    assert loaded[config]["rows"]["train"]


def test_the_default_is_everything(loaded):
    assert loaded["default"] == loaded["documents"]


def test_the_version_is_that_of_the_build(loaded, folder):
    assert {found["version"] for found in loaded.values()} == {data.manifest(folder).version}


@pytest.mark.parametrize("config", ["documents", "inputs"])
def test_each_split_has_as_many_documents_as_the_manifest_says(loaded, folder, config):
    stamps = data.manifest(folder).splits
    assert {split: len(rows) for split, rows in loaded[config]["rows"].items()} == {
        split: stamp.documents for split, stamp in stamps.items()
    }


def test_rows_are_what_the_scorer_reads(loaded, folder):
    """The library and the scorer read the same gold."""
    for split, rows in loaded["documents"]["rows"].items():
        documents = data.read_split(folder, split)
        assert [row["id"] for row in rows] == [document.id for document in documents]
        for row, document in zip(rows, documents, strict=True):
            assert row["text"] == document.text
            assert [entity["id"] for entity in row["entities"]] == [entity.id for entity in document.entities]
            assert [[m["text"] for m in entity["mentions"]] for entity in row["entities"]] == [
                [mention.text for mention in entity.mentions] for entity in document.entities
            ]


def test_inputs_hold_nothing_of_the_gold(loaded):
    for rows in loaded["inputs"]["rows"].values():
        assert all(set(row) == set(FEATURES["inputs"]) for row in rows)


def test_tags_are_strings_beside_their_tokens(loaded):
    for rows in loaded["ner"]["rows"].values():
        for row in rows:
            assert len(row["tokens"]) == len(row["offsets"]) == len(row["ner_tags"])
            assert all(tag == "O" or tag[:2] in ("B-", "I-") for tag in row["ner_tags"])


def test_the_release_is_what_its_sources_make(folder):
    build.check(folder / "source", folder)
