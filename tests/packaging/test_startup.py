"""The command starts fast because it loads nothing heavy; timing it is the business of bench/."""

import json
import subprocess
import sys

import pytest

from farrago import plugins

HEAVY = {
    "numpy",
    "pyarrow",
    "datasets",
    "scipy",
    "pandas",
    "sklearn",
    "seqeval",
    "spacy",
    "lxml",
    "jsonschema",
    "jinja2",
    "rapidfuzz",
    "matplotlib",
    "krippendorff",
    "msgspec",
}

PROBE = """
import contextlib, io, json, sys
from farrago.cli import app
sys.argv = ["farrago", *sys.argv[1:]]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as out:
    app()
print(json.dumps({"modules": sorted(sys.modules), "help": out.getvalue()}))
"""


def probe(*arguments: str) -> tuple[set[str], str]:
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, check=True, text=True
    )
    answer = json.loads(run.stdout)
    return set(answer["modules"]), answer["help"]


def commands() -> list[str]:
    return [name.replace("_", "-") for name in plugins.own("farrago.cli")]


def test_help_loads_nothing_heavy_and_names_every_command():
    modules, text = probe("--help")
    assert modules & HEAVY == set()
    assert "farrago.cli.score" in modules, "the probe looks at the real command"
    for name in commands():
        assert name in text


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself_with_an_example(name):
    modules, text = probe(name, "--help")
    assert modules & HEAVY == set()
    assert "Example" in text
    assert f"farrago {name}" in text.replace("\n", " ")
