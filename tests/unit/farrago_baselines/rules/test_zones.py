import writing

PAGE = """\
Split Ferry Chief Quits Over Jetty Collapse

SPLIT, 14 May. Ferry firm Morvenka said on Wednesday that Dunja Kralješ had resigned.

Kralješ ran Morvenka for nine years. Morvenka has six boats and a depot in Trogir.

Divers at the Trogir depot of Morvenka. Photo: Ana Ruiz / Adria Foto

Enjoying this? Tap to subscribe & share

Larks Beat Stokers 3-1 in Skopje
Goalkeeper Ivan Petrov saved a penalty before
"""


def layouts(text: str, off: frozenset[str] = frozenset()) -> list[tuple[str, int]]:
    return [(line.layout, line.story) for line in writing.analysed(text, off).page.lines]


def test_headlines_captions_furniture_and_teasers_are_told_by_their_shape():
    kinds = [layout for layout, _ in layouts(PAGE)]
    assert kinds == ["headline", "body", "body", "caption", "boilerplate", "teaser", "teaser"]


def test_a_teaser_and_its_snippet_are_a_story_of_their_own():
    assert [story for _, story in layouts(PAGE)] == [1, 1, 1, 1, 1, 2, 2]


def test_nothing_is_found_in_the_furniture():
    assert ("subscribe", "PER") not in writing.mentions(PAGE)
    analysis = writing.analysed(PAGE)
    start = PAGE.index("Enjoying")
    end = PAGE.index("Larks")
    places = [m.start for e in analysis.entities for m in e.mentions]
    places += [t.start for e in analysis.events for t in e.triggers]
    assert not [at for at in places if start <= at < end]


def test_without_the_stage_all_is_the_body_of_one_story():
    assert set(layouts(PAGE, frozenset({"zones"}))) == {("body", 1)}
