"""The plan of the corpus: as published, and as drawn again."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from shutil import copytree

import msgspec
import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago.corpus import scenarios
from farrago.corpus.scenarios import cultures, floors, names, needs, slots
from farrago.corpus.scenarios.plan import Plan
from farrago.importers import inline
from farrago_schema.problems import InputError

SOURCE = Path(__file__).parents[4] / "dataset" / "source"
FIRST = 12  # these were written before there was a plan


@pytest.fixture(scope="module")
def plan():
    return Plan.load()


@pytest.fixture(scope="module")
def published():
    return scenarios.read(SOURCE / "scenarios.jsonl")


@pytest.fixture
def source(tmp_path):
    """The sources as they were before anything was drawn."""
    home = tmp_path / "source"
    (home / "text").mkdir(parents=True)
    lines = (SOURCE / "scenarios.jsonl").read_bytes().splitlines(keepends=True)
    (home / "scenarios.jsonl").write_bytes(b"".join(lines[:FIRST]))
    return home


def names_of(scenario):
    """Every part of a name that nobody else may have: given names, surnames, stems."""
    parts = [*scenario.people, *(stem for stems in scenario.invented.values() for stem in stems)]
    parts += [stem for aside in scenario.asides for stem in aside.stems]
    return {key for part in parts for key in names._keys(part)}


def test_the_published_plan_has_the_sizes_that_the_corpus_is_to_have(published):
    assert Counter(s.split for s in published) == {"train": 40, "dev": 16, "test": 40}
    assert Counter(s.kind for s in published) == {"story": 48, "page": 48}
    assert len({s.id for s in published}) == len({s.date for s in published}) == 96


def test_the_published_plan_reaches_every_floor(plan, published):
    assert floors.missed(plan, published) == []


def test_every_topic_is_in_every_split_and_most_in_test(plan, published):
    counts = Counter((s.topic, s.split) for s in published)
    for topic in plan.topics:
        assert counts[topic, "dev"] and counts[topic, "test"] >= 3 and counts[topic, "train"]


def test_every_register_is_used(plan, published):
    assert {s.register for s in published} >= set(plan.registers)


def test_the_pilot_has_the_lowest_ids_and_ten_topics(published):
    pilot = [s for s in published if s.kind == "story" and "fg-s-0007" <= s.id <= "fg-s-0010"]
    pilot += [s for s in published if s.kind == "page" and "fg-p-0007" <= s.id <= "fg-p-0012"]
    assert Counter(s.split for s in pilot) == {"train": 4, "dev": 2, "test": 4}
    assert len({s.topic for s in pilot}) == 10


def test_pages_have_five_blemishes_or_more_and_foreign_affairs_and_stories_have_none(plan, published):
    for scenario in published[FIRST:]:
        page = scenario.kind == "page"
        assert (len(scenario.blemishes) >= 5) == page
        assert (2 <= len(scenario.asides) <= 3) == page
        assert set(scenario.blemishes) <= set(plan.blemishes)


def test_no_name_is_used_by_two_scenarios(published):
    for one, other in combinations(published[FIRST:], 2):
        assert names_of(one) & names_of(other) == set(), (one.id, other.id)


def test_no_name_that_was_drawn_stands_in_a_text_of_the_first_documents(published):
    texts = [(SOURCE / "text" / f"{scenario.id}.txt").read_text() for scenario in published[:FIRST]]
    taken = names.Taken.of(texts, published[:FIRST])
    assert [name for s in published[FIRST:] for name in names_of(s) if not taken.is_free(name)] == []


def test_people_are_called_as_in_thirty_countries_or_more(published):
    assert len({person.culture for s in published for person in s.people.values()}) >= 30
    assert len({culture.country for culture in cultures.all_of_them()}) >= 30


def test_nobody_is_called_like_somebody_known(published):
    shorts = {p.short for s in published for p in s.people.values() if not p.culture.startswith("Iceland")}
    assert [short for short in sorted(shorts) if cultures.is_well_known(short)] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_plan(source, tmp_path):
    before = (source / "scenarios.jsonl").read_bytes()
    copies = [copytree(source, tmp_path / name) for name in ("a", "b", "c")]
    for copy, seed in zip(copies, (1, 1, 2), strict=True):
        assert len(scenarios.update(copy, seed)) == 84
    first, second, third = ((copy / "scenarios.jsonl").read_bytes() for copy in copies)
    assert first == second != third
    assert first.startswith(before)


@pytest.mark.parametrize("seed", range(3))
def test_any_seed_reaches_the_floors(plan, published, seed):
    kept = published[:FIRST]
    drawn = [
        scenarios.Scenario(slot.id, slot.split, slot.kind, slot.topic, "", "", "")
        for slot in slots.draw(plan, kept, seed)
    ]
    assert floors.missed(plan, [*kept, *needs.fill(plan, kept, drawn, seed)]) == []


def test_a_plan_that_asks_too_rarely_is_told(plan, published):
    missed = floors.missed(plan, published[:FIRST])
    assert "Sport.Match: 1 of 13 in all" in missed
    assert any(line.startswith("Justice.Arrest Crime:") for line in missed)


def test_a_full_plan_gets_nothing_added():
    text = (SOURCE / "scenarios.jsonl").read_bytes()
    kept = [msgspec.json.decode(line, type=scenarios.Scenario) for line in text.splitlines()]
    assert slots.draw(Plan.load(), kept, 5) == []


def test_a_petrova_is_a_petrov_and_accents_do_not_make_a_name_another():
    taken = names.Taken.of(["Anna Petrova met Novotný."], [])
    assert not taken.is_free("Ivan Petrov")
    assert not taken.is_free("Jana Novotna")
    assert taken.is_free("Ivan Orlov")


def test_a_sheet_says_everything_in_words(published):
    scenario = next(s for s in published if s.id == "fg-p-0007")
    result = CliRunner().invoke(app, ["draw", "--source", str(SOURCE), "--sheet", scenario.id])
    assert result.exit_code == 0
    for name in (*scenario.names, *(stem for stems in scenario.invented.values() for stem in stems)):
        assert name in result.stdout
    for label in (*scenario.events, *scenario.types, "lost-antecedent", "Split", scenario.split):
        assert f" {label} " not in result.stdout.replace("\n", " ")
    assert all(len(line) <= 110 for line in result.stdout.splitlines())


def test_a_sheet_that_is_not_there_is_told_with_the_nearest():
    result = CliRunner().invoke(app, ["draw", "--source", str(SOURCE), "--sheet", "fg-p-9007"])
    assert isinstance(result.exception, InputError)
    assert "did you mean fg-p-" in str(result.exception)


def test_lines_that_are_no_scenarios_are_all_told(tmp_path):
    path = tmp_path / "scenarios.jsonl"
    path.write_text('{"id": 1}\nnonsense\n')
    with pytest.raises(InputError) as error:
        scenarios.read(path)
    assert [problem.line for problem in error.value.problems] == [1, 2]


def test_gold_gets_what_its_scenario_says(tmp_path):
    gold, scenario_file = SOURCE / "gold", SOURCE / "scenarios.jsonl"
    bare = tmp_path / "fg-p-0006.xml"
    text = (gold / bare.name).read_text("utf-8")
    head = text[: text.index(">") + 1]
    bare.write_text(text.replace(head, '<document id="fg-p-0006" kind="page" date="2032-07-11">'), "utf-8")
    command = ["convert", str(bare), "--scenarios", str(scenario_file), "-o", str(tmp_path / "out.xml")]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0, run.output
    assert inline.read_file(tmp_path / "out.xml").meta == inline.read_file(gold / bare.name).meta


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('id="fg-p-0006" kind="page" date="2032-07-12"', "found date '2032-07-11', expected '2032-07-12'"),
        ('id="xx-p-0001" kind="page" date="2032-07-11"', "document xx-p-0001: found none, expected"),
    ],
)
def test_a_document_of_another_scenario_is_refused(tmp_path, head, said):
    page = tmp_path / "page.xml"
    page.write_text(f'<document {head}><text><zone kind="boilerplate">Share</zone></text></document>')
    scenario_file = str(SOURCE / "scenarios.jsonl")
    command = ["convert", str(page), "--scenarios", scenario_file, "-o", str(tmp_path / "out.xml")]
    run = CliRunner().invoke(app, command)
    assert run.exit_code != 0
    assert said in str(run.exception or run.output)
    assert not (tmp_path / "out.xml").exists()
