"""The dataset card: what its programs print, what the Hub reads of it, and that it is whole."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from farrago.corpus.card import citation

ROOT = Path(__file__).parents[2]
CARD = (ROOT / "dataset" / "README.md").read_text("utf-8")
PROGRAM = re.compile(
    r"```python\n(.*?)```(?:\n\n<!-- begin generated: record -->\n```text\n(.*?)```)?", re.DOTALL
)
SECTIONS = [
    "Load it",
    "What it is for, and what not",
    "How it was made",
    "How good the gold is",
    "Known weaknesses",
    "What is in it",
    "Beside other corpora",
    "Licence, citation, canary",
]
# What the Hub lists under its filters; a name of our own would be shown and found by nobody.
TASKS = {"token-classification", "text-classification"}
TASK_IDS = {"named-entity-recognition", "coreference-resolution"}


@pytest.fixture(scope="module")
def front():
    return yaml.safe_load(CARD.split("---\n")[1])


def test_it_has_two_programs_and_shows_what_the_second_prints():
    assert [bool(shown) for _, shown in PROGRAM.findall(CARD)] == [False, True]


@pytest.mark.parametrize("number", [0, 1])
def test_its_programs_run_and_print_what_it_shows(number, tmp_path):
    """Through ``datasets``, in a new process, with an empty cache and no network."""
    program, shown = PROGRAM.findall(CARD)[number]
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={
            **os.environ,
            "HF_HOME": str(tmp_path),
            "HF_HUB_OFFLINE": "1",
            "HF_DATASETS_OFFLINE": "1",
            "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == shown


def test_its_sections_are_all_there():
    assert re.findall(r"^## (.*)$", CARD, re.MULTILINE) == SECTIONS


def test_nothing_generated_is_left_empty():
    for part in re.findall(r"begin generated: ([\w ]+?)(?: -->)?\n", CARD):
        content = re.search(
            rf"begin generated: {part}(?: -->)?\n(.*?)(?:<!-- |# )end generated: {part}", CARD, re.DOTALL
        )
        assert len(content[1]) > 20, part


def test_its_links_lead_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", CARD) if not link.startswith("http")]
    names = re.findall(r"`((?:source/)?[A-Za-z_]+(?:/[\w.-]+)*\.(?:md|json|jsonl))`", CARD)
    assert links and names
    assert [name for name in (*links, *names) if not (ROOT / "dataset" / name).exists()] == []


def test_the_hub_knows_its_tasks_its_licence_and_its_size(front):
    assert set(front["task_categories"]) == TASKS
    assert set(front["task_ids"]) == TASK_IDS
    assert (front["license"], front["language"]) == ("cc-by-4.0", ["en"])
    assert front["annotations_creators"] == front["language_creators"] == ["machine-generated"]
    (size,) = front["size_categories"]
    documents = sum(split["num_examples"] for split in front["dataset_info"][0]["splits"])
    assert size == "n<1K" and documents < 1000


def test_the_hub_is_told_the_size_of_every_configuration(front):
    """In bytes of the files, and in bytes of the rows in memory."""
    configs = [config["config_name"] for config in front["configs"]]
    assert [config["config_name"] for config in front["dataset_info"]] == configs
    for config in front["dataset_info"]:
        files = (ROOT / "dataset" / config["config_name"]).glob("*.parquet")
        assert config["download_size"] == sum(path.stat().st_size for path in files)
        assert config["dataset_size"] == sum(split["num_bytes"] for split in config["splits"])


def test_it_is_cited_as_the_repository_is():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["title"] == citation.TITLE
    assert [author["name"] for author in cited["authors"]] == [citation.AUTHORS]
    assert citation.TITLE in CARD


def test_the_canary_is_there_once():
    assert CARD.count("farrago canary 36be4bed-99a6-4def-bc63-b89b9456b661") == 1
