"""A program's answers: each way in which it may fail names document and line, and takes nothing back."""

from __future__ import annotations

import os
import shlex
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from farrago.systems import Checked, checked, run
from farrago_schema.problems import InputError
from farrago_schema.types import Input

DOCUMENTS = [Input(f"d{number}", "Ana Ruiz left.", "2031-05-14", "en", (), ()) for number in range(4)]
HEAD = "import json, os, signal, sys, time\nids = [json.loads(line)['id'] for line in sys.stdin]\n"
ANSWER = "print(json.dumps({'id': id_, 'entities': []}), flush=True)"


def ask(code: str, timeout: float = 30):
    """Return ids of the answers that came, and the problem that ended them."""
    command = [sys.executable, "-c", HEAD + code]
    got = []
    try:
        predictions = checked(run(command, DOCUMENTS, timeout), DOCUMENTS, "mine", Checked())
        got.extend(prediction.id for prediction in predictions)
    except InputError as error:
        return got, error.problems[0]
    return got, None


def test_a_batch_answers_all_at_the_end():
    assert ask(f"for id_ in ids: {ANSWER}") == (["d0", "d1", "d2", "d3"], None)


def test_one_that_answers_line_by_line_gets_all_it_needs():
    loop = f"import json, sys\nfor line in sys.stdin:\n  id_ = json.loads(line)['id']\n  {ANSWER}"
    said = run([sys.executable, "-c", loop], DOCUMENTS, 30)
    assert [prediction.id for _, prediction in said] == ["d0", "d1", "d2", "d3"]


@pytest.mark.parametrize(
    ("code", "kept", "line", "document", "found"),
    [
        ("sys.exit('out of memory')", 0, 1, "d0", "ended with exit code 1 after 0 of 4 answers"),
        (f"for id_ in ids[:2]: {ANSWER}\nraise ValueError('no')", 2, 3, "d2", "ended with exit code 1"),
        (f"for id_ in ids[:1]: {ANSWER}\nos.kill(os.getpid(), signal.SIGKILL)", 1, 2, "d1", "signal 9"),
        (f"for id_ in ids[:3]: {ANSWER}", 3, 4, "d3", "ended with exit code 0 after 3 of 4 answers"),
        (f"for id_ in ids[::-1]: {ANSWER}", 0, 1, "d0", "an answer to d3"),
        (f"for id_ in ids[:1] + ids: {ANSWER}", 1, 2, "d1", "an answer to d0"),
        (f"for id_ in [*ids, 'd9']: {ANSWER}", 4, 5, "d9", "one more answer"),
        (f'id_ = ids[0]; {ANSWER}; print(\'{{"id": "d1", \')', 1, 2, "d1", "truncated"),
        ("print('loading the model')", 0, 1, "d0", "JSON is malformed"),
        ("print()", 0, 1, "d0", "a blank line"),
        ("sys.stdout.buffer.write(b'\\xff\\xfe\\n')", 0, 1, "d0", ""),
        ("print(json.dumps({'id': 'd0', 'entity': []}))", 0, 1, "d0", "'entity'"),
        ("print(json.dumps({'id': 'd0', 'relations': 3}))", 0, 1, "d0", "int"),
        (
            "print(json.dumps({'id': 'd0', 'entities': [{'id': 'e', 'type': 'PERSON', 'mentions': []}]}))",
            0,
            1,
            "d0",
            '"PERSON"',
        ),
        (
            "m = {'start': 0, 'end': 99}\n"
            "print(json.dumps({'id': 'd0', 'entities': [{'id': 'e', 'type': 'PER', 'mentions': [m]}]}))",
            0,
            1,
            "d0",
            "99",
        ),
        (f"for id_ in ids: {ANSWER}\nsys.exit(3)", 4, None, None, "exit code 3 after 4 of 4"),
    ],
)
def test_what_goes_wrong_names_document_and_line(code, kept, line, document, found):
    got, problem = ask(code)
    assert got == [each.id for each in DOCUMENTS[:kept]]
    assert (problem.line, problem.document) == (line, document)
    assert found in problem.found


def test_the_last_words_of_a_crash_are_repeated():
    _, problem = ask("sys.exit('weights not found')")
    assert "weights not found" in problem.hint


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path):
    pid = tmp_path / "pid"
    code = (
        f"import subprocess\nid_ = ids[0]; {ANSWER}\n"
        f"child = subprocess.Popen(['sleep', '600'])\nopen({str(pid)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    got, problem = ask(code, timeout=4)
    assert (got, problem.code, problem.line, problem.document) == (["d0"], "timeout", 2, "d1")
    assert not alive(int(pid.read_text()))


def test_one_that_does_not_end_after_its_last_answer_is_told():
    got, problem = ask(f"for id_ in ids: {ANSWER}\ntime.sleep(600)", timeout=2)
    assert (len(got), problem.code, problem.document) == (4, "timeout", None)


def test_one_that_does_not_read_its_input_is_no_deadlock():
    documents = [Input(f"d{n}", "x" * 100_000, "2031-05-14", "en", (), ()) for n in range(20)]
    code = "import sys; sys.exit(5)"
    with pytest.raises(InputError, match="exit code 5 after 0 of 20"):
        list(run([sys.executable, "-c", code], documents, 30))


def test_one_that_talks_much_waits_and_is_heard_whole():
    documents = [Input(f"d{n}", "x", "2031-05-14", "en", (), ()) for n in range(1000)]
    loop = f"{HEAD}for id_ in ids:\n  {ANSWER}\n  print('x' * 1000, file=sys.stderr)"
    assert len(list(run([sys.executable, "-c", loop], documents, 30))) == 1000


def test_a_program_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"nothing.here: found No such file"):
        list(run([str(tmp_path / "nothing here")], DOCUMENTS, 30))


def test_who_stops_listening_ends_the_program():
    code = HEAD + f"for id_ in ids: {ANSWER}\ntime.sleep(600)"
    said = run(shlex.split(shlex.join([sys.executable, "-c", code])), DOCUMENTS, 30)
    next(said)
    said.close()


def alive(pid: int) -> bool:
    for _ in range(100):  # who was killed needs a moment to be gone, and may be left as a zombie
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.05)
                continue
        return False
    return True
