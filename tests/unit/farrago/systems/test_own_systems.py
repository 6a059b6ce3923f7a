"""Systems in Python: what they may be, what is told when they fail, and how a run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Prediction
from few import DATA, DOCUMENTS
from strangers import installed

IDS = list(DOCUMENTS)
GOOD = "def predict(documents, train):\n    for document in documents:\n        yield {'id': document.id}\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")


def run(code: str, *arguments: str, name: str = "mine.py"):
    Path("mine.py").write_text(code)
    result = CliRunner().invoke(app, ["baseline", name, "-o", "out", "--data", str(DATA), *arguments])
    if isinstance(result.exception, InputError):  # which the command prints, with exit code 3
        return SimpleNamespace(exit_code=3, output=str(result.exception))
    return result


def ids(path="out/predictions.jsonl"):
    return [json.loads(line)["id"] for line in Path(path).read_text().splitlines()]


def system():
    return json.loads(Path("out/system.json").read_text())


def test_without_system_it_is_called_like_its_file():
    assert run(GOOD).exit_code == 0
    assert ids() == IDS
    assert (system()["name"], system()["kind"]) == ("mine.py", "other")


def test_system_may_be_a_dictionary_or_a_file():
    said = {"schema_version": "1.0", "name": "Mine", "kind": "trained", "layers": ["entities"]}
    assert run(GOOD + f"SYSTEM = {said}\n").exit_code == 0
    assert system() == said
    Path("s.json").write_text(json.dumps(said | {"name": "Other"}))
    assert run(GOOD, "--system", "s.json").exit_code == 0
    assert system()["name"] == "Other"


def test_what_a_system_reads_is_the_input_and_train_has_gold():
    code = (
        "def predict(documents, train):\n    assert train[0].entities\n    for document in documents:\n"
        "        assert not hasattr(document, 'zones'); yield {'id': document.id}\n"
    )
    assert run(code).exit_code == 0


def test_who_needs_no_train_runs_where_there_is_none(tmp_path):
    (tmp_path / "data" / "documents").mkdir(parents=True)
    for name in ("manifest.json", "documents/dev.parquet"):
        (tmp_path / "data" / name).symlink_to(DATA / name)
    assert run(GOOD, "--data", str(tmp_path / "data")).exit_code == 0
    result = run("def predict(documents, train): return list(train)\n", "--data", str(tmp_path / "data"))
    assert result.exit_code == 3
    assert "no split 'train'" in result.output


def test_a_class_is_made_once_with_the_settings():
    code = (
        "class Mine:\n    def __init__(self, word='x'): self.word = word\n"
        "    SYSTEM = {'schema_version': '1.0', 'name': 'n', 'kind': 'other', 'layers': ['entities']}\n"
        "    def predict(self, documents, train):\n"
        "        return [{'id': d.id, 'entities': [{'id': 'e', 'type': 'PER', "
        "'mentions': [{'text': self.word}]}]} for d in documents]\n"
    )
    result = run(code, "--set", "word=nowhere-at-all", name="mine.py:Mine")
    assert result.exit_code == 0
    assert "0 mentions and triggers without offsets located, 4 not" in result.output
    assert "absent: 'nowhere-at-all'" in result.output


def test_what_came_as_text_has_offsets_afterwards():
    code = GOOD.replace(
        "{'id': document.id}",
        "{'id': document.id, 'entities': [{'id': 'e', 'type': 'PER', "
        "'mentions': [{'text': document.text.split()[0]}]}]}",
    )
    assert run(code).exit_code == 0
    for line in Path("out/predictions.jsonl").read_text().splitlines():
        assert json.loads(line)["entities"][0]["mentions"][0]["start"] == 0


def test_a_configure_of_a_module_gets_settings_and_folder():
    code = (
        "class S:\n    def predict(self, documents, train): return [{'id': d.id} for d in documents]\n"
        "def configure(settings, folder):\n    print(settings, folder.name); return S()\n"
    )
    assert "{'a': 'b=c'} out" in run(code, "--set", "a=b=c").output


def test_an_entry_point_may_name_a_class(tmp_path, monkeypatch):
    code = "class Mine:\n    def predict(self, documents, train): return [{'id': d.id} for d in documents]\n"
    with installed(tmp_path, monkeypatch, "stranger_system", code, "stranger = stranger_system:Mine"):
        assert run("", name="stranger").exit_code == 0
    assert ids() == IDS


@pytest.mark.parametrize(
    ("code", "code_of_exit", "said"),
    [
        ("def predict(d, t):\n    raise ValueError('no')\n", 3, "mine.py:2: document fg-p-0004: found V"),
        (GOOD + "    1 / 0\n", 3, "ZeroDivisionError: division by zero"),
        ("import torrch\n", 3, "mine.py:1: found ModuleNotFoundError: No module named 'torrch'"),
        ("def predict(:\n", 3, "SyntaxError"),
        ("x = 1\n", 3, "found no predict"),
        ("def predict(d, t): return []\n", 3, "found the end after 0 answers"),
        ("def predict(d, t): return 7\n", 3, "TypeError: 'int' object is not iterable"),
        ("def predict(d, t): return [7]\n", 3, "document fg-p-0004: $: found int"),
        ("def predict(d, t): return [{'id': x.id} for x in d][::-1]\n", 3, "the answer to fg-p-0004"),
        ("def predict(d, t): return [{'id': x.id} for x in d] * 2\n", 3, "found one more answer"),
        ("def predict(d, t): return [{'id': d[0].id, 'entities': [{'id': 'e', 'type': 'GPEE', "
         "'mentions': []}]}]\n", 3, "did you mean GPE?"),
        (GOOD + "SYSTEM = {'name': 3}\n", 3, "mine.py: found SYSTEM: "),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_with_its_place(code, code_of_exit, said):
    result = run(code)
    assert result.exit_code == code_of_exit
    assert said in result.output
    assert not Path("out/predictions.jsonl").exists()


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("mine.py", ["--command", "cat"], "name a baseline or a file, or give --command"),
        ("mine.py", ["--set", "least"], "expected NAME=VALUE"),
        ("mine.py", ["--set", "a=1"], "found settings for module"),
        ("mine.py:Nothing", [], "found no 'Nothing', expected something with predict"),
        ("nowhere.py", [], "nowhere.py: found no such file"),
        ("mine.py", ["--given", "mentions"], "mine.py cannot be shown gold"),
        ("mine.py", ["--system", "none.json"], "none.json"),
    ],
)
def test_a_wrong_command_is_a_clear_error(name, arguments, said):
    result = run(GOOD, *arguments, name=name)
    assert result.exit_code in (2, 3)
    assert said in " ".join(result.output.split())


class TestARunThatBreaksOff:
    """Nothing that was done is lost or thrown away in silence."""

    BROKEN = GOOD.replace("        yield", f"        assert document.id != {IDS[2]!r}\n        yield")

    @pytest.fixture(autouse=True)
    def broken(self, here):
        result = run(self.BROKEN)
        assert result.exit_code == 3
        assert "2 of 4 documents are done and kept in out/predictions.partial.jsonl" in result.output
        assert ids("out/predictions.partial.jsonl") == IDS[:2]

    def test_it_goes_on_where_it_was(self):
        code = GOOD.replace("        yield", f"        assert document.id not in {IDS[:2]}\n        yield")
        assert run(code, "--resume").exit_code == 0
        assert ids() == IDS
        assert not Path("out/predictions.partial.jsonl").exists()

    def test_a_line_that_was_cut_is_asked_again(self):
        with Path("out/predictions.partial.jsonl").open("a") as stream:
            stream.write('{"id": "fg-s')
        assert run(GOOD, "--resume").exit_code == 0
        assert ids() == IDS

    def test_nobody_begins_anew_without_saying_so(self):
        result = run(GOOD)
        assert result.exit_code == 2
        assert "--resume goes on" in result.output
        assert ids("out/predictions.partial.jsonl") == IDS[:2]
        assert run(GOOD, "--restart").exit_code == 0
        assert ids() == IDS

    def test_a_run_of_other_documents_is_not_gone_on_with(self):
        result = run(GOOD, "--resume", "--split", "test")
        assert result.exit_code == 3
        assert "it is of a run of other documents" in result.output


@pytest.mark.parametrize("output", ["p.jsonl", "p.jsonl.gz", "p.parquet", "-"])
def test_every_output_has_the_same_predictions(output):
    Path("mine.py").write_text(GOOD)
    result = CliRunner().invoke(app, ["baseline", "mine.py", "-o", output, "--data", str(DATA)])
    assert result.exit_code == 0
    if output != "-":
        assert [each.id for each in codec.read(output, Prediction)] == IDS
        assert sorted(path.name for path in Path().iterdir()) == ["mine.py", output]
