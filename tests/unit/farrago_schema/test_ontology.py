"""The label set is complete, and says of every label what it is and what it is told apart from."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from farrago_schema import ontology as ontologies
from farrago_schema.problems import InputError

LABELS = ontologies.load()

ENTITY_TYPES = "PER ORG GPE LOC FAC VEH WEA PRODUCT LAW OCCASION"
VALUE_TYPES = "TIME MONEY QUANTITY COUNT TITLE CRIME PENALTY"
RELATIONS = {
    "citizen_of": ("PER", "GPE"),
    "lives_in": ("PER", "GPE LOC"),
    "holds_title": ("PER", "TITLE"),
    "aged": ("PER", "QUANTITY"),
    "employed_by": ("PER", "ORG GPE"),
    "leads": ("PER", "ORG GPE"),
    "member_of": ("PER ORG GPE", "ORG"),
    "represents": ("PER ORG", "PER ORG GPE"),
    "studied_at": ("PER", "ORG"),
    "founded": ("PER ORG GPE", "ORG"),
    "owns": ("PER ORG GPE", "ORG FAC VEH PRODUCT"),
    "makes": ("ORG PER", "PRODUCT VEH WEA"),
    "part_of": ("ORG", "ORG GPE"),
    "based_in": ("ORG", "GPE LOC FAC"),
    "located_in": ("GPE LOC FAC", "GPE LOC FAC"),
    "family_of": ("PER", "PER"),
    "associate_of": ("PER", "PER"),
    "succeeds": ("PER", "PER"),
}
EVENTS = {
    "Justice.Arrest": "Agent Person Crime",
    "Justice.Release": "Agent Person Amount",
    "Justice.Charge": "Prosecutor Defendant Crime",
    "Justice.Trial": "Court Prosecutor Defendant Crime",
    "Justice.Convict": "Court Defendant Crime",
    "Justice.Acquit": "Court Defendant Crime",
    "Justice.Sentence": "Court Defendant Crime Penalty",
    "Justice.Appeal": "Appellant Court Respondent",
    "Justice.Extradite": "Agent Person Origin Destination Crime",
    "Justice.Sue": "Plaintiff Defendant Court Amount",
    "Justice.Fine": "Authority Target Amount Crime",
    "Justice.Investigate": "Investigator Subject Crime",
    "Contact.Meet": "Participant",
    "Contact.Communicate": "Speaker Recipient",
    "Contact.Negotiate": "Participant",
    "Contact.Demand": "Speaker Recipient",
    "Contact.Threaten": "Speaker Target",
    "Contact.Accuse": "Accuser Accused Crime",
    "Conflict.Attack": "Attacker Target Instrument",
    "Conflict.Abduct": "Agent Person",
    "Conflict.Protest": "Protester Target",
    "Movement.Travel": "Traveller Origin Destination Vehicle",
    "Movement.Transport": "Agent Cargo Origin Destination Vehicle",
    "Life.Die": "Victim Agent Instrument Count",
    "Life.Injure": "Victim Agent Instrument Count",
    "Personnel.Appoint": "Appointer Person Organisation Title",
    "Personnel.Depart": "Person Organisation Title Agent",
    "Personnel.Elect": "Person Organisation Electorate Title",
    "Business.Acquire": "Buyer Target Seller Price",
    "Business.Invest": "Investor Recipient Amount",
    "Business.Launch": "Agent Product",
    "Business.Layoff": "Employer Employee Count",
    "Business.Bankruptcy": "Organisation",
    "Business.Agree": "Party Law Amount",
    "Policy.Sanction": "Authority Target Crime",
    "Policy.Ban": "Authority Target",
    "Policy.Approve": "Authority Target",
    "Policy.Enact": "Authority Law",
    "Mishap.Accident": "Vehicle Facility Victim Count",
    "Mishap.Disaster": "Hazard Victim Damage Count",
    "Sport.Match": "Competitor Winner Competition Score",
    "Cyber.Breach": "Attacker Target Loss",
}
TOLD_APART = [
    ("Justice.Arrest", "Justice.Charge"),
    ("Contact.Threaten", "Contact.Demand"),
    ("Contact.Communicate", "Contact.Meet"),
    ("Personnel.Depart", "Business.Layoff"),
    ("Policy.Sanction", "Policy.Ban"),
    ("Policy.Sanction", "Justice.Fine"),
]
each_event = pytest.mark.parametrize("name", LABELS.event_types)
each_relation = pytest.mark.parametrize("name", LABELS.relation_types)


def test_all_types_are_there():
    assert list(LABELS.entity_types) == ENTITY_TYPES.split()
    assert list(LABELS.value_types) == VALUE_TYPES.split()
    assert list(LABELS.relation_types) == list(RELATIONS)
    assert list(LABELS.event_types) == list(EVENTS)
    assert [len(RELATIONS), len(EVENTS)] == [18, 42]


def test_no_name_stands_for_an_entity_type_and_a_value_type():
    assert len(set(LABELS.filler_types)) == 17


@each_relation
def test_relations_admit_what_the_guidelines_say(name):
    known = LABELS.relation_types[name]
    head, tail = RELATIONS[name]
    assert (set(known.head), set(known.tail)) == (set(head.split()), set(tail.split()))
    assert len(set(known.head)) == len(known.head)
    assert len(set(known.tail)) == len(known.tail)


def test_the_symmetric_relations_are_those_between_equals():
    assert {name for name in RELATIONS if LABELS.is_symmetric(name)} == {"family_of", "associate_of"}
    assert not LABELS.is_symmetric("unheard_of")


@each_event
def test_events_have_their_roles_and_time_and_place(name):
    roles = LABELS.event_types[name].roles
    assert set(roles) == {*EVENTS[name].split(), "Time", "Place"}
    assert roles["Time"] == ("TIME",)
    assert set(roles["Place"]) == {"GPE", "LOC", "FAC", "VEH"}


@each_event
def test_roles_are_defined_and_their_fillers_exist(name):
    for role, admitted in LABELS.event_types[name].roles.items():
        assert LABELS.roles[role].strip()
        assert admitted
        assert len(set(admitted)) == len(admitted)
        assert set(admitted) <= set(LABELS.filler_types)


def test_no_role_is_defined_that_no_event_has():
    assert set(LABELS.roles) == {role for known in LABELS.event_types.values() for role in known.roles}


@each_event
def test_events_have_three_triggers_of_their_own(name):
    triggers = LABELS.event_types[name].triggers
    assert len(triggers) == 3
    assert len({trigger.lower() for trigger in triggers}) == 3
    assert all(trigger == trigger.strip() != "" for trigger in triggers)


@each_event
def test_events_are_told_apart_from_a_neighbour(name):
    neighbours = LABELS.event_types[name].confused_with
    assert neighbours
    assert name not in neighbours
    assert set(neighbours) <= set(LABELS.event_types)
    assert all(difference.strip() for difference in neighbours.values())


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_the_pairs_that_people_confuse_are_told_apart(one, other):
    assert other in LABELS.event_types[one].confused_with


def test_neighbours_of_entity_types_and_relations_exist():
    for known in LABELS.entity_types.values():
        assert set(known.confused_with) <= set(LABELS.filler_types)
    for related in LABELS.relation_types.values():
        assert set(related.confused_with) <= set(LABELS.relation_types)


def test_everything_is_defined_in_a_sentence():
    kinds = (LABELS.entity_types, LABELS.value_types, LABELS.relation_types, LABELS.event_types)
    for kind in kinds:
        for name, known in kind.items():
            assert known.definition.endswith("."), name
            assert known.definition[0].isupper(), name


def test_values_that_are_normalised_say_how():
    normal = {name for name, known in LABELS.value_types.items() if known.normal_form}
    assert normal == {"TIME", "MONEY", "QUANTITY", "COUNT"}
    assert all(LABELS.is_value(name) for name in LABELS.value_types)
    assert not any(LABELS.is_value(name) for name in LABELS.entity_types)


def test_somebody_else_s_label_set_is_read(tmp_path):
    path = tmp_path / "own.json"
    path.write_bytes(msgspec.json.encode(LABELS))
    assert ontologies.load(path) == LABELS


@pytest.mark.parametrize("content", [b"", b"[]", b'{"name": "x"}', b"\xff"])
def test_what_is_no_label_set_is_refused(tmp_path, content):
    path = tmp_path / "own.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"own\.json"):
        ontologies.load(path)


def test_a_label_set_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="No such file"):
        ontologies.load(tmp_path / "none.json")
