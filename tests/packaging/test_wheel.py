"""What a user gets from ``pip install``: the scorer with dev and test gold, working in any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_schemas_and_gold_but_neither_train_nor_sources(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "farrago_schema/ontology.json",
        "farrago_schema/document.schema.json",
        "farrago_schema/prediction.schema.json",
        "farrago_schema/system.schema.json",
        "farrago_schema/result.schema.json",
        "farrago_gold/manifest.json",
        "farrago_gold/documents/dev.parquet",
        "farrago_gold/documents/test.parquet",
    } <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "farrago",
        "farrago_schema",
        "farrago_baselines",
        "farrago_gold",
    }
    data = {name for name in names if not name.endswith(".py")}
    assert not [name for name in data if "train" in name or name.endswith(".xml")]


def test_the_installed_scorer_works_anywhere(wheel, tmp_path):
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    program = (
        "import farrago, sys; assert farrago.__file__.startswith(sys.argv[1]), farrago.__file__;"
        "from farrago.cli import main;"
        "sys.argv = ['farrago', 'score', '--self-check', '--split', 'test']; main()"
    )
    environment = {key: value for key, value in os.environ.items() if key != "FARRAGO_DATA"}
    run = subprocess.run(
        [sys.executable, "-c", program, str(site)],
        cwd=elsewhere,
        env=environment | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
