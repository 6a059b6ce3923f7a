import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app

SOURCE = Path(__file__).parent / "corpus" / "source" / "gold"
DATASET = Path(__file__).resolve().parents[3] / "dataset"


def run(*arguments):
    return CliRunner().invoke(app, ["stats", *map(str, arguments)])


def test_tables_with_bars_are_printed():
    result = run(SOURCE)
    assert result.exit_code == 0
    for words in ("Entities by type", "Means", "tokens per document", "What crosses", "█"):
        assert words in result.stdout


def test_a_data_folder_is_counted_by_split():
    whole = json.loads(run("--data", DATASET, "--json").stdout)
    assert whole["sizes"]["columns"][:4] == ["train", "dev", "test", "all"]
    assert whole["sizes"]["rows"]["documents"][3] == sum(whole["sizes"]["rows"]["documents"][:3])


def test_the_card_has_the_same_numbers():
    card = (DATASET / "README.md").read_text("utf-8")
    rows = json.loads(run("--data", DATASET, "--json").stdout)["relations"]["rows"]
    for name, numbers in rows.items():
        assert f"| {name} | {' | '.join(f'{number:,}' for number in numbers[:4])} |" in card


@pytest.mark.parametrize(("format_", "words"), [("markdown", "| Means | train |"), ("csv", "means,tokens")])
def test_other_formats(format_, words):
    assert words in run(SOURCE, "--format", format_).stdout


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        ("text", "Quotas"),
        ("markdown", "## Quotas"),
        ("csv", "event,Justice.Arrest,all,0,12"),
        ("json", '"short"'),
    ],
)
def test_quotas_in_every_format(format_, words):
    result = run(SOURCE, "--quotas", "--format", format_)
    assert result.exit_code == 0
    assert words in result.stdout
    assert "Means" not in result.stdout


def test_pictures_are_the_same_every_time_and_are_svg(tmp_path):
    assert run(SOURCE, "-o", tmp_path / "a").exit_code == 0
    assert run(SOURCE, "-o", tmp_path / "b").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert {"events.svg", "crossing.svg", "mentions_per_entity.svg", "blemishes.svg"} <= set(names)
    for name in names:
        data = (tmp_path / "a" / name).read_bytes()
        assert data == (tmp_path / "b" / name).read_bytes()
        assert ET.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"


def test_without_the_extra_the_way_to_it_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("farrago.cli._extras.find_spec", lambda name: None if name == "matplotlib" else name)
    result = run(SOURCE, "-o", tmp_path)
    assert result.exit_code == 2
    assert "pip install 'farrago[plots]'" in result.stderr


def test_a_file_and_a_data_folder_are_too_much():
    result = run(SOURCE, "--data", DATASET)
    assert result.exit_code == 2
    assert "not both" in result.stderr
