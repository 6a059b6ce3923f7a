"""``prompted`` against a server of every kind: nothing is lost, hidden, asked for twice, or given away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from typer.testing import CliRunner

from endpoints import KEY, completion, entities
from farrago.cli import app
from farrago_baselines.prompted import prompt, settings
from farrago_baselines.prompted.client import _retry_after
from farrago_baselines.prompted.settings import Settings
from farrago_schema import codec, ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Prediction
from few import DATA, DATASET, DOCUMENTS

IDS = list(DOCUMENTS)
FIRST = IDS[0]
QUICK = ("backoff=0.001", "longest_wait=0.01")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    yield
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), f"the key is in {path}"


def run(*given: str):
    arguments = ["baseline", "prompted", "-o", "out", "--data", str(DATA)]
    arguments += [word for setting in (*QUICK, *given) for word in ("--set", setting)]
    result = CliRunner().invoke(app, arguments)
    if isinstance(result.exception, InputError):  # which the command prints, with exit code 3
        result = SimpleNamespace(exit_code=3, output=str(result.exception))
    assert KEY not in result.output
    assert KEY.split("/")[1] not in result.output
    return result


def predictions():
    return {each.id: each for each in codec.read("out/predictions.jsonl", Prediction)}


def usage():
    return json.loads(Path("out/system.json").read_text())["usage"]


def problems():
    return [json.loads(line) for line in Path("out/problems.jsonl").read_text().splitlines()]


def only_first(action):
    """Return a script that does something for the first document, and answers the others well."""

    def script(handler, document, nth):
        if document == FIRST:
            action(handler, nth)
        else:
            handler.send(completion(entities(document)))

    return script


class TestAServerThatAnswersWell:
    def test_makes_a_valid_submission_with_offsets(self, endpoint):
        result = run("input_price=2", "output_price=100", "currency=EUR")
        assert result.exit_code == 0
        assert [*predictions()] == IDS
        for document, prediction in predictions().items():
            (mention,) = prediction.entities[0].mentions
            assert mention.start == DOCUMENTS[document].text.index(mention.text)
        assert usage()["cost"] == pytest.approx(4 * (1000 * 2 + 10 * 100) / 1e6)
        assert {key: usage()[key] for key in ("requests", "answers", "input_tokens", "output_tokens")} == {
            "requests": 4,
            "answers": 4,
            "input_tokens": 4000,
            "output_tokens": 40,
        }
        assert "4 answers in 4 requests: 4,000 tokens read, 40 written, 0.0120 EUR" in result.output
        checked = CliRunner().invoke(app, ["validate", "out", "--data", str(DATA)])
        assert checked.exit_code == 0, checked.output

    def test_gets_key_model_schema_and_text(self, endpoint):
        run()
        assert {headers["Authorization"] for headers in endpoint.headers} == {f"Bearer {KEY}"}
        assert {headers["path"] for headers in endpoint.headers} == {"/v1/chat/completions"}
        body = endpoint.bodies[0]
        assert (body["model"], body["temperature"]) == ("tiny-1", 0)
        schema = body["response_format"]["json_schema"]["schema"]
        document = body["messages"][1]["content"].split()[1]
        jsonschema.validate(json.loads(entities(document)), schema)
        assert DOCUMENTS[document].text in body["messages"][1]["content"]
        assert "Justice.Arrest" in body["messages"][0]["content"]

    def test_needs_no_key(self, endpoint, monkeypatch):
        monkeypatch.delenv("OPENAI_API_KEY")
        assert run().exit_code == 0
        assert not any("Authorization" in headers for headers in endpoint.headers)

    def test_is_asked_by_as_many_as_one_says_and_no_more(self, endpoint):
        together = threading.Barrier(2)

        def script(handler, document, _):
            together.wait(30)  # two at once, or this breaks
            handler.send(completion(entities(document)))

        endpoint.script = script
        assert run("concurrency=2").exit_code == 0
        assert endpoint.most_at_once == 2

    def test_may_count_no_tokens(self, endpoint):
        def script(handler, document, _):
            said = json.loads(completion(entities(document)))
            del said["usage"]
            handler.send(json.dumps(said).encode())

        endpoint.script = script
        assert "an unknown number of tokens" in run("input_price=1", "output_price=1").output
        assert not {"input_tokens", "cost"} & usage().keys()

    @pytest.mark.parametrize("form", ["object", "text"])
    def test_may_know_no_schemas(self, endpoint, form):
        assert run(f"format={form}", 'body={"temperature": null, "max_tokens": 99}').exit_code == 0
        body = endpoint.bodies[0]
        assert body.get("response_format", {}).get("type") == {"object": "json_object"}.get(form)
        assert '"additionalProperties": false' in body["messages"][0]["content"]
        assert ("temperature" in body, body["max_tokens"]) == (False, 99)

    def test_is_asked_for_some_layers_only(self, endpoint):
        assert run("layers=entities,coref").exit_code == 0
        assert "Justice.Arrest" not in json.dumps(endpoint.bodies[0])
        assert json.loads(Path("out/system.json").read_text())["layers"] == ["entities", "coref"]


class TestAServerThatFails:
    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
    def test_for_a_while_is_asked_again(self, endpoint, status):
        endpoint.script = only_first(
            lambda handler, nth: (
                handler.send(b"{}", status, Retry_After="0")
                if nth < 3
                else handler.send(completion(entities(FIRST)))
            )
        )
        assert run().exit_code == 0
        assert endpoint.asked == Counter_of(FIRST, 3)
        assert (usage()["requests"], usage()["answers"]) == (6, 4)

    @pytest.mark.parametrize(
        ("action", "said"),
        [
            (lambda handler, _: handler.send(b"busy", 500), "HTTP 500 Internal Server Error: busy"),
            (lambda handler, _: handler.send(b"<html>"), "no chat completion: '<html>'"),
            (lambda handler, _: handler.send(b'{"error": {"message": "busy"}}'), "no chat completion"),
            (lambda handler, _: handler.send(b'{"choices": []}'), "no chat completion"),
            (lambda handler, _: handler.send(b'{"choices": [{"mess'), "no chat completion"),
            (lambda handler, _: handler.drop(b'{"choices"'), "broke off"),
            (lambda handler, _: handler.hang(), "no answer within 0.5 s"),
        ],
        ids=["500", "html", "error", "empty", "json", "drop", "hang"],
    )  # fmt: skip
    def test_for_good_ends_the_run_and_keeps_the_rest(self, endpoint, action, said):
        endpoint.script = only_first(action)
        result = run("tries=2", "timeout=0.5")
        assert result.exit_code == 3
        assert f"document {FIRST}: found" in result.output
        assert said in result.output
        assert not Path("out/predictions.jsonl").exists()
        assert endpoint.asked == Counter_of(FIRST, 2)

        endpoint.script = lambda handler, document, _: handler.send(completion(entities(document)))
        assert run().exit_code == 0, "the same command goes on"
        assert endpoint.asked == Counter_of(FIRST, 3)
        assert (usage()["requests"], usage()["answers"]) == (6, 4)

    def test_drop_by_drop_is_given_up(self, endpoint):
        def drip(handler, _):
            handler.send_response(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            while not endpoint.ended.wait(0.05):
                handler.wfile.write(b" ")

        endpoint.script = only_first(drip)
        assert "no whole answer within 0.5 s" in run("tries=1", "timeout=0.5").output

    def test_on_one_document_may_be_left_out_and_counted(self, endpoint):
        endpoint.script = only_first(lambda handler, _: handler.send(b"context too long", 400))
        result = run("unanswered=empty")
        assert result.exit_code == 0
        assert endpoint.asked[FIRST] == 1, "it would be the same next time"
        assert predictions()[FIRST].entities == ()
        assert usage()["unanswered"] == 1
        assert problems()[0]["problem"] == "unanswered: HTTP 400 Bad Request: context too long"
        assert "1 without an answer" in result.output

    @pytest.mark.parametrize("status", [401, 403, 404, 301])
    def test_for_everything_is_asked_once(self, endpoint, status):
        text = f'{{"error": "Incorrect API key provided: {KEY}"}}'.encode()
        endpoint.script = lambda handler, *_: handler.send(text, status, Location="http://127.0.0.1:1/")
        result = run("concurrency=1", "unanswered=empty")
        assert result.exit_code == 3
        assert f"HTTP {status}" in result.output
        assert "[key]" in result.output
        assert "3 documents that were not asked for after that" in result.output
        assert sum(endpoint.asked.values()) == 1

    def test_that_is_not_there(self, endpoint, monkeypatch):
        monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
        result = run("tries=2", "concurrency=1")
        assert result.exit_code == 3
        assert "no connection to http://127.0.0.1:9/v1" in result.output


def Counter_of(document, times):  # noqa: N802
    return {each: times if each == document else 1 for each in IDS}


class TestAnAnswerOfNoUse:
    @pytest.mark.parametrize(
        ("reply", "reason", "told"),
        [
            (completion(None, refusal="I cannot help"), "refused", "refused: I cannot help"),
            (completion("", "content_filter"), "refused", "refused: the content filter ended the answer"),
            (completion('{"id": "x", "entities": [{"id"', "length"), "cut", "cut: the answer was longer"),
            (completion("Sorry, I am not sure."), "no-json", "no complete JSON object"),
            (completion('{"entities": [}'), "no-json", "no complete JSON object"),
            (completion(""), "empty", "no answer"),
        ],
        ids=["refused", "filtered", "cut", "prose", "broken", "empty"],
    )  # fmt: skip
    def test_is_counted_with_its_reason_and_not_asked_for_again(self, endpoint, reply, reason, told):
        endpoint.script = only_first(lambda handler, _: handler.send(reply))
        result = run()
        assert result.exit_code == 0
        assert f"1 of no use, and empty predictions: {reason}" in result.output
        assert usage()["unusable"] == {reason: 1}
        (problem,) = problems()
        assert (problem["document"], problem["unusable"]) == (FIRST, reason)
        assert problem["problem"].startswith(told)
        assert predictions()[FIRST] == Prediction(FIRST, (), (), ())
        assert run().exit_code == 0
        assert endpoint.asked == Counter_of(FIRST, 1)

    def test_in_part_is_used_for_the_rest(self, endpoint):
        def action(handler, _):
            said = json.loads(entities(FIRST))
            said["entities"].append(said["entities"][0] | {"id": "e2", "type": "COUNTRY"})
            handler.send(completion("Here:\n```json\n" + json.dumps(said) + "\n```"))

        endpoint.script = only_first(action)
        assert run().exit_code == 0
        assert [entity.id for entity in predictions()[FIRST].entities] == ["e1"]
        assert usage()["dropped"] == 1
        assert "COUNTRY" in problems()[0]["problem"]

    def test_may_hold_half_a_character_or_the_key(self, endpoint):
        said = json.dumps({"note": KEY}) + '\\ud83d {"id": "x"'
        endpoint.script = only_first(lambda handler, _: handler.send(completion(said)))
        assert run().exit_code == 0
        assert "[key]" in Path("out/answers.jsonl").read_text()


class TestNothingIsAskedForTwice:
    def test_a_second_run_asks_nothing_and_says_the_same(self, endpoint):
        run()
        before = {path: path.read_bytes() for path in Path("out").iterdir()}
        assert run().exit_code == 0
        assert endpoint.asked == Counter_of(FIRST, 1)
        assert {path: path.read_bytes() for path in Path("out").iterdir()} == before

    def test_another_model_is_another_question(self, endpoint):
        run()
        run("model=tiny-2")
        assert endpoint.asked == dict.fromkeys(IDS, 2)
        assert usage()["requests"] == 4, "what the other model took is not this one's"

    def test_a_line_that_was_cut_is_asked_for_again(self, endpoint):
        run()
        path = Path("out/answers.jsonl")
        path.write_bytes(path.read_bytes()[:-20])
        assert run().exit_code == 0
        assert sum(endpoint.asked.values()) == 5

    def test_a_line_that_is_broken_is_told(self, endpoint):
        run()
        path = Path("out/answers.jsonl")
        path.write_bytes(b"{}\n" + path.read_bytes())
        result = run()
        assert result.exit_code == 3
        assert "out/answers.jsonl:1: found" in result.output

    def test_two_runs_at_once_are_refused(self, endpoint):
        from farrago_baselines.prompted.journal import Journal  # noqa: PLC0415

        other = Journal(Path("out/answers.jsonl"))
        assert "found another run" in run().output
        other.close()
        assert run().exit_code == 0

    @pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
    def test_not_even_after_kill_9_or_an_interrupt(self, endpoint, sent, code):
        broken_off = threading.Event()

        def script(handler, document, _):
            if document == IDS[2] and not broken_off.is_set():
                broken_off.set()
                process.send_signal(sent)
                handler.hang()
            else:
                handler.send(completion(entities(document)))

        endpoint.script = script
        main = "from farrago.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", main, "baseline", "prompted", "-o", "out", "--set", "concurrency=1"],
            env=os.environ | {"FARRAGO_DATA": str(DATA)},
        )
        assert process.wait(50) == code, "and does not wait for the answer that does not come"
        assert len(Path("out/answers.jsonl").read_text().splitlines()) == 2
        assert run().exit_code == 0
        assert endpoint.asked == Counter_of(IDS[2], 2)
        assert [*predictions()] == IDS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["modle=x"], "unknown field `modle`"),
        (["concurrency=0"], "concurrency: Expected `int` >= 1"),
        (["concurrency=many"], "concurrency: Expected `int`, got `str`"),
        (["model="], "model: nothing; set $OPENAI_MODEL"),
        (["url=ftp://x"], "url: no http or https address"),
        (["url=http://me:secret@127.0.0.1/v1"], "url: a user name, password or query in it"),
        (["layers=entities,zones"], "layers: zones, expected some of: entities"),
        (["body=[]"], "body: no JSON object"),
        (["format=xml"], "format: Invalid enum value 'xml'"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_asked(endpoint, given, said):
    result = run(*given)
    assert result.exit_code == 3
    assert said in result.output
    assert "secret" not in result.output
    assert not endpoint.asked


@pytest.mark.parametrize("key", ["sk-line\nbreak-0123", "sk with spaces", "sk-ünïcode-01234"])
def test_a_key_that_cannot_be_sent_is_not_shown(endpoint, monkeypatch, key):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    result = run()
    assert result.exit_code == 3
    assert "$OPENAI_API_KEY: found a character that no key has" in result.output
    assert key not in result.output


def test_a_file_is_no_place_for_answers(endpoint):
    result = CliRunner().invoke(app, ["baseline", "prompted", "-o", "x.jsonl", "--data", str(DATA)])
    assert "a folder, which keeps every answer" in str(result.exception)


def test_without_its_extra_it_says_what_to_install(monkeypatch):
    from farrago.cli import _extras  # noqa: PLC0415

    monkeypatch.setattr(_extras, "find_spec", lambda name: None if name == "tenacity" else object())
    result = CliRunner().invoke(app, ["baseline", "prompted", "-o", "out", "--data", str(DATA)])
    assert result.exit_code == 2
    assert "pip install 'farrago[prompted]'" in result.output


def test_retry_after_is_seconds_or_a_date():
    assert _retry_after("3") == 3
    assert _retry_after("") == _retry_after("soon") == _retry_after("-1") == 0
    assert 50 < _retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)) <= 60
    assert _retry_after(format_datetime(datetime.now(UTC) - timedelta(seconds=60), usegmt=True)) == 0


def test_there_is_no_beginning_anew_without_the_file_being_moved(endpoint):
    arguments = ["baseline", "prompted", "-o", "out", "--data", str(DATA), "--restart"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "keeps its own answers" in result.output
    assert not endpoint.asked


def test_the_page_names_every_setting():
    page = (DATASET.parent / "docs" / "your-system.md").read_text()
    assert [name for name in Settings.__struct_fields__ if f"`{name}=" not in page] == []


@pytest.mark.parametrize("layers", ["entities", "relations", "events", "values"])
def test_the_instructions_speak_of_what_is_asked_for(layers):
    given = {"url": "http://localhost/v1", "model": "m", "layers": layers}
    text = prompt.instructions(ontology.load(), settings.read(given))
    assert ("## Relations" in text) == (layers == "relations")
    assert ("## Events" in text) == (layers == "events")
    assert ("## Types of values" in text) == (layers != "entities")
    assert "{{" not in text
