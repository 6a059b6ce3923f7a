import pytest
import writing

from farrago_schema import ontology


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Mayor Ruta Vella spoke.", ("holds_title", "Ruta Vella", "Mayor")),
        ("Tom Orrel, 47, spoke.", ("aged", "Tom Orrel", "47")),
        ("A Zambian trader spoke yesterday.", ("citizen_of", "Zambian trader", "Zambian")),
        ("A Zambian judge spoke yesterday.", ("employed_by", "Zambian judge", "Zambian")),
        ("Her brother, Tom Orrel, met Mrs Ruta Vella.", ("family_of", "Ruta Vella", "Tom Orrel")),
        ("Ruta Vella runs Bluefen Holdings.", ("leads", "Ruta Vella", "Bluefen Holdings")),
        ("Ruta Vella, the owner of Bluefen Holdings, left.", ("owns", "Ruta Vella", "Bluefen Holdings")),
        ("Tom Orrel works for Bluefen Holdings.", ("employed_by", "Tom Orrel", "Bluefen Holdings")),
        ("Graz police spoke.", ("part_of", "Graz police", "Graz")),
        ("The Danish lender Bluefen left.", ("based_in", "Bluefen", "Danish")),
        ("Tom Orrel, counsel for Ruta Vella, spoke.", ("represents", "Tom Orrel", "Ruta Vella")),
        ("A baker from Graz spoke yesterday.", ("lives_in", "baker", "Graz")),
        ("They met in Gaya, Niger.", ("located_in", "Gaya", "Niger")),
        ("Bluefen Holdings's depot burned.", ("owns", "Bluefen Holdings", "depot")),
        ("Ruta Vella founded Bluefen Holdings.", ("founded", "Ruta Vella", "Bluefen Holdings")),
        ("Tom Orrel replaced Veit Hollmer.", ("succeeds", "Tom Orrel", "Veit Hollmer")),
    ],
)
def test_a_pattern_reads_its_relation(text, relation):
    assert relation in writing.relations(f"Report\n\n{text}\n")


def test_a_leader_is_not_also_employed():
    found = writing.relations("Report\n\nRuta Vella, the chairman of Bluefen Holdings, left.\n")
    assert ("leads", "Ruta Vella", "Bluefen Holdings") in found
    assert not [r for r in found if r[0] == "employed_by"]


def test_a_planned_relation_is_none():
    assert not [
        r for r in writing.relations("Report\n\nRuta Vella will run Bluefen Holdings.\n") if r[0] == "leads"
    ]


def test_former_is_read():
    analysis = writing.analysed("Report\n\nTom Orrel, the former chairman of Bluefen Holdings, left.\n")
    assert {r.status for r in analysis.relations if r.type == "leads"} == {"former"}


def test_only_what_the_label_set_admits_is_said():
    text = "Report\n\nThe bridge of Bluefen Holdings's mayor in Graz, Austria, sued her ferry's captain.\n"
    for relation in writing.analysed(text).relations:
        admitted = ontology.load().relation_types[relation.type]
        assert relation.head.type in admitted.head
        assert relation.tail.type in admitted.tail
