"""A cache changes how long a board takes, and nothing else."""

import msgspec
import pytest

import boards
from farrago import caching
from farrago.board import build, cache
from farrago.board.cache import Cache, key_of
from farrago.board.examined import Outcome
from farrago.board.submissions import read
from farrago.scoring import Bootstrap

GOLD = boards.gold(9)
GOOD, POOR = boards.predict(GOLD, 0.8, 1), boards.predict(GOLD, 0.4, 2)


@pytest.fixture
def place(tmp_path):
    boards.submit(tmp_path / "in", "good", {None: GOOD})
    boards.submit(tmp_path / "in", "poor", {"1": POOR, "2": GOOD})
    boards.submit(tmp_path / "in", "short", {None: GOOD[1:]})
    return tmp_path


def board(place, kept):
    return boards.board(place / "in", GOLD, build.How(cache=Cache(kept)))


def test_what_is_kept_reads_back_as_it_was_computed(place):
    first, second = board(place, place / "cache"), board(place, place / "cache")
    assert first.data == second.data
    assert first.entries == second.entries
    assert first.standings == second.standings


def test_what_is_kept_is_not_computed_again(place, monkeypatch):
    board(place, place / "cache")

    def fail(*_):
        raise AssertionError("computed again")

    monkeypatch.setattr(build, "examine", fail)
    monkeypatch.setattr(build, "tested", fail)
    board(place, place / "cache")


def test_a_new_submission_is_tested_against_the_kept_ones(place, monkeypatch):
    board(place, place / "cache")
    boards.submit(place / "in", "new", {None: boards.predict(GOLD, 0.6, 3)})
    examined, pairs = [], []
    examine, tested = build.examine, build.tested
    monkeypatch.setattr(
        build, "examine", lambda folder, how: examined.append(folder.name) or examine(folder, how)
    )
    monkeypatch.setattr(build, "tested", lambda tile: pairs.extend(tile.pairs) or tested(tile))
    board(place, place / "cache")
    assert examined == ["new"]
    assert {1 in pair for pair in pairs} == {True}, "new is the second of good, new, poor"


@pytest.mark.parametrize(
    "content", [b"", b"\xc1", b"not what was kept", msgspec.msgpack.encode({"examined": 1})]
)
def test_what_cannot_be_read_back_counts_as_absent(place, content):
    first = board(place, place / "cache")
    for path in (place / "cache").rglob("*.msgpack"):
        path.write_bytes(content)
    assert board(place, place / "cache").data == first.data


def test_a_cache_that_cannot_be_written_is_none(place):
    (place / "file").write_text("")
    assert board(place, place / "file").data == board(place, None).data


def test_the_key_tells_apart_all_that_an_outcome_depends_on(place):
    folder = place / "in" / "good"
    usual = boards.setting(GOLD)

    def key(setting=usual):
        return key_of(read(folder), folder, setting)

    keys = [key()]
    keys += [
        key(boards.setting(GOLD[:-1])),
        key(boards.setting(GOLD, compat="conll")),
        key(boards.setting(GOLD, bootstrap=Bootstrap(resamples=300))),
    ]
    card = folder / "system.json"
    card.write_bytes(card.read_bytes().replace(b'"good"', b'"better"'))
    keys.append(key())
    (folder / "predictions.jsonl").write_bytes((folder / "predictions.jsonl").read_bytes() + b"\n")
    keys.append(key())
    assert len(set(keys)) == len(keys)


def test_the_key_holds_the_source_of_the_scorer(place, monkeypatch):
    folder = place / "in" / "good"
    before = key_of(read(folder), folder, boards.setting(GOLD))
    monkeypatch.setattr(cache, "source_hash", lambda *_: "another")
    assert key_of(read(folder), folder, boards.setting(GOLD)) != before


def test_it_lies_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.delenv("FARRAGO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert caching.folder() == tmp_path / "farrago"
    monkeypatch.setenv("FARRAGO_CACHE", str(tmp_path / "mine"))
    assert caching.folder() == tmp_path / "mine"
    assert caching.folder(tmp_path / "given") == tmp_path / "given"


def test_a_kept_outcome_is_all_of_it(place):
    outcome = build.examine(place / "in" / "poor", boards.setting(GOLD))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
