"""Good and bad submissions as files, each with the exact report of ``farrago validate``.

A folder below ``valid`` or ``invalid`` is a case; a new case is a new folder. It holds the input, and, where
they differ from the usual, ``arguments.txt``; what is too large or too odd for a repository is made by its
``recipe.py``. ``expected.txt`` and ``expected.json`` are what the command prints.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from pathlib import Path

import pytest

from farrago.cli import main

HERE = Path(__file__).parent
GOLD = HERE / "gold.jsonl"
ARGUMENTS = "predictions.jsonl --gold ../gold.jsonl"
CASES = sorted(path for kind in ("valid", "invalid") for path in (HERE / kind).iterdir() if path.is_dir())
LARGEST = 100_000


def names(cases: list[Path]) -> list[str]:
    return [f"{case.parent.name}/{case.name}" for case in cases]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run ``farrago validate`` on a case, in a folder of its own, and return exit code and output."""

    def run_case(case: Path, *more: str) -> tuple[int, str]:
        folder = tmp_path / case.name
        if not folder.exists():
            ignored = shutil.ignore_patterns("expected.*", "arguments.txt", "recipe.py")
            shutil.copytree(case, folder, ignore=ignored)
            shutil.copy(GOLD, tmp_path / GOLD.name)
            if (case / "recipe.py").exists():
                runpy.run_path(str(case / "recipe.py"))["make"](folder)
        monkeypatch.chdir(folder)
        given = case / "arguments.txt"
        arguments = (given.read_text() if given.exists() else ARGUMENTS).split()
        monkeypatch.setattr(sys, "argv", ["farrago", "validate", *arguments, *more])
        with pytest.raises(SystemExit) as end:
            main()
        output = capsys.readouterr()
        assert output.err == "", "the report is the result, and stands on stdout"
        return end.value.code, output.out

    return run_case


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_the_report_is_as_expected(case, run, updates_expected):
    for suffix, option in ((".txt", ()), (".json", ("--json",))):
        code, printed = run(case, *option)
        expected = case / f"expected{suffix}"
        if updates_expected:
            expected.write_text(printed, encoding="utf-8")
        assert printed == expected.read_text(encoding="utf-8")
        assert code == (0 if case.parent.name == "valid" else 3)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_the_text_says_all_that_the_json_says(case):
    text = (case / "expected.txt").read_text(encoding="utf-8")
    report = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert report["valid"] is (case.parent.name == "valid")
    assert sum(report["counts"].values()) == len(report["problems"])
    for problem in (*report["problems"], *report["warnings"]):
        for part in ("code", "file", "document", "path", "found", "expected", "nearest", "hint"):
            assert problem.get(part, "") in text


def test_there_are_forty_kinds_of_bad_submission():
    codes = set()
    for case in CASES:
        codes |= json.loads((case / "expected.json").read_text(encoding="utf-8"))["counts"].keys()
    assert len(codes) >= 40
    assert sum(case.parent.name == "invalid" for case in CASES) >= 40


def test_no_case_is_large():
    sizes = {path: path.stat().st_size for path in HERE.rglob("*") if path.is_file()}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_most_limits_what_is_printed_of_a_kind_and_not_what_json_says(run):
    case = HERE / "invalid" / "utf-16-offsets"
    _, everything = run(case, "--json")
    _, text = run(case, "--most", "2")
    assert text.count("these look like UTF-16 offsets") == 2
    number = json.loads(everything)["counts"]["utf-16-offsets"]
    assert f"… and {number - 2} more of utf-16-offsets" in text
    assert f"{number}  utf-16-offsets" in text
    assert run(case, "--most", "2", "--json")[1] == everything


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("predictions.jsonl --system --documents", 2, "not both"),
        ("predictions.jsonl --most 0", 2, "--most"),
        ("", 2, "PREDICTIONS"),
        ("predictions.jsonl --gold nowhere.jsonl", 3, "nowhere.jsonl: found no such file"),
        ("predictions.jsonl --gold predictions.jsonl", 3, "predictions.jsonl:1: document fx-1"),
        ("predictions.jsonl --ontology nowhere.json", 3, "nowhere.json"),
        ("predictions.jsonl --data .", 3, "no manifest.json"),
    ],
)
def test_a_command_that_cannot_be_run_says_so_on_stderr(arguments, code, said, monkeypatch, capsys):
    monkeypatch.chdir(HERE / "valid" / "complete")
    monkeypatch.setattr(sys, "argv", ["farrago", "validate", *arguments.split()])
    with pytest.raises(SystemExit) as end:
        main()
    output = capsys.readouterr()
    assert end.value.code == code
    assert output.out == ""
    assert said.casefold() in output.err.casefold()
    assert "Traceback" not in output.err
