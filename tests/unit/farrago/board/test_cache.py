"""A cache changes how long a board takes, and nothing else."""

import shutil

import msgspec
import pytest

import boards
from farrago import caching
from farrago.board import build, cache, site
from farrago.board.cache import Cache, key_of
from farrago.board.documents import site as documents
from farrago.board.examined import Outcome
from farrago.board.render import Site
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


def pages(place, kept, name="site", **how):
    found = board(place, kept)
    site.write(Site(found, **how), place / name, cache=Cache(kept))
    return {path.name: path.read_bytes() for path in (place / name / "documents").iterdir()}


def test_pages_of_documents_are_kept_and_the_same(place, monkeypatch):
    first = pages(place, place / "cache")
    assert first == pages(place, None, "other")

    def fail(*_):
        raise AssertionError("made again")

    monkeypatch.setattr(documents, "_content", fail)
    assert pages(place, place / "cache", "again") == first


def test_pages_are_made_again_when_what_they_show_has_changed(place):
    kept = place / "cache"
    first = pages(place, kept)
    boards.submit(place / "in", "new", {None: boards.predict(GOLD, 0.6, 3)})
    second = pages(place, kept)
    assert first != second == pages(place, None, "other")
    card = place / "in" / "new" / "system.json"
    card.write_bytes(card.read_bytes().replace(b'"new"', b'"renamed"'))
    assert second != pages(place, kept) == pages(place, None, "other")
    shutil.rmtree(place / "in" / "new")
    assert pages(place, kept) == first


def test_kept_pages_with_gold_never_stand_where_it_is_hidden(place):
    kept = place / "cache"
    open_ = pages(place, kept)
    hidden = pages(place, kept, "hidden", is_hidden=True)
    assert hidden == pages(place, None, "other", is_hidden=True) != open_
    assert pages(place, kept) == open_


def test_an_old_build_leaves_no_pages_behind_in_the_cache(place):
    kept = place / "cache"
    pages(place, kept)
    boards.submit(place / "in", "new", {None: boards.predict(GOLD, 0.6, 3)})
    number = len(list(kept.rglob("*.msgpack")))
    pages(place, kept)
    assert len(list(kept.rglob("*.msgpack"))) - number < len(GOLD), "what is new, and not all pages once more"


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


def test_what_pages_are_made_of_is_part_of_the_source(monkeypatch, tmp_path):
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(caching.resources, "files", lambda _: tmp_path)
    hashes = set()
    for name in ("a.py", "a.json", "templates/a.j2", "a.css", "a.js"):
        (tmp_path / name).write_text("")
        caching.source_hash.cache_clear()
        hashes.add(caching.source_hash("farrago"))
    caching.source_hash.cache_clear()
    assert len(hashes) == 5
