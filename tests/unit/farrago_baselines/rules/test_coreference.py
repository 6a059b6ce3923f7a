import pytest
import writing


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Ruta Vella left. Vella said nothing.", "Ruta Vella", "Vella"),
        ("Zambia sued. The Zambian minister agreed with Zambia.", "Zambia", "Zambian"),
        ("The ferry Solveig sank. Nobody had seen the ferry.", "Solveig", "ferry"),
        ("Ruta Vella, a Maltese trader, left.", "Ruta Vella", "Maltese trader"),
        ("The baker, who lives in Graz, left.", "baker", "who"),
        ("The Metering Panel met. The panel said so.", "Metering Panel", "panel"),
        ("Bluefen failed. The firm owed millions.", "Bluefen", "firm"),
        ("Mr Orrel left. He took a bag.", "Orrel", "He"),
        ("Mrs Vella left. She took a bag.", "Vella", "She"),
        ("A tug towed a barge. The tug sank.", "tug", "tug"),
    ],
)
def test_each_pass_joins_what_it_is_for(text, one, other):
    full = f"Report\n\n{text}\n"
    assert writing.together(full, one, other) or (
        one == other and any(one in c for c in writing.clusters(full))
    )


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Mr Orrel met Mrs Vella. She left.", "Orrel", "She"),
        ("Orrel met Hollmer.", "Orrel", "Hollmer"),
        ("Vella, the minister's envoy, left.", "Vella", "minister"),
        ("Orrel hit him.", "Orrel", "him"),
        ("Mr Rosero, who found him guilty, left.", "Rosero", "him"),
    ],
)
def test_what_disagrees_or_is_bound_is_not_joined(text, one, other):
    assert not writing.together(f"Report\n\n{text}\n", one, other)


def test_the_first_person_is_the_speaker():
    text = 'Report\n\nTom Orrel came late. "I missed my bus," said Ruta Vella.\n'
    assert writing.together(text, "Ruta Vella", "I")
    assert writing.together(text, "Ruta Vella", "my")


def test_the_first_person_of_a_transcript_is_whom_its_label_names():
    text = "Report\n\nRuta Vella runs the port.\n\nVELLA: I never saw the barge.\n"
    assert writing.together(text, "VELLA", "I")
    assert writing.together(text, "Ruta Vella", "VELLA")


def test_a_pronoun_does_not_look_into_another_story():
    text = (
        "Split Ferry Chief Quits\n\nDunja Kralješ of Morvenka quit in Split. Morvenka is in Split.\n\n"
        "Larks Beat Stokers in Skopje\nIvan Petrov saved a penalty and he\n"
    )
    assert not any("he" in words and "Dunja Kralješ" in words for words in writing.clusters(text))


def test_a_pronoun_without_an_antecedent_is_left_out():
    entities = writing.analysed("Report\n\nIt rained.\n").entities
    assert not [m for entity in entities for m in entity.mentions if m.kind == "pronoun"]


def test_equal_days_are_one_value_and_ages_of_two_persons_are_two():
    text = "Report\n\nVella, 47, left on Tuesday. Orrel, 47, left on 13 May.\n"
    found = [e for e in writing.analysed(text).entities if e.is_value]
    assert sorted((e.type, len(e.mentions)) for e in found) == [("QUANTITY", 1), ("QUANTITY", 1), ("TIME", 2)]
