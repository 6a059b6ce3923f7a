import pytest
import writing


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("Graz police held Tom Orrel over fraud.", "held", "Justice.Arrest"),
        ("Gunmen held the crew hostage.", "held", "Conflict.Abduct"),
        ("The court cleared Tom Orrel of arson.", "cleared", "Justice.Acquit"),
        ("The agency cleared the vaccine.", "cleared", "Policy.Approve"),
        ("Bluefen Holdings laid off 300 workers.", "laid off", "Business.Layoff"),
        ("Tom Orrel stepped down.", "stepped down", "Personnel.Depart"),
        ("Tom Orrel left Bluefen Holdings in May.", "left", "Personnel.Depart"),
        ("The ferry left Split.", "left", "Movement.Travel"),
        ("The roof collapsed.", "collapsed", "Mishap.Accident"),
        ("Bluefen Holdings collapsed.", "collapsed", "Business.Bankruptcy"),
        ("Parliament passed the bill.", "passed", "Policy.Enact"),
        ("The court found Tom Orrel guilty of arson.", "guilty", "Justice.Convict"),
    ],
)
def test_context_decides_what_a_word_names(text, word, type_):
    assert (word, type_) in writing.triggers(f"Report\n\n{text}\n")


@pytest.mark.parametrize(
    "text", ["Tom Orrel said so.", "The arrest warrant was lost.", "He bought it on 3 March."]
)
def test_reporting_kinds_and_dates_are_no_triggers(text):
    assert not {type_ for _, type_ in writing.triggers(f"Report\n\n{text}\n")} & {
        "Justice.Arrest",
        "Conflict.Protest",
        "Contact.Communicate",
    }


def test_a_word_that_asserts_two_types_has_two_triggers():
    types = {
        type_
        for word, type_ in writing.triggers("Report\n\nRebels assassinated the mayor.\n")
        if word == "assassinated"
    }
    assert types == {"Conflict.Attack", "Life.Die"}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Tom Orrel resigned.", "resigned", "actual"),
        ("Tom Orrel may resign.", "resign", "possible"),
        ("Tom Orrel has not resigned.", "resigned", "negated"),
        ("Tom Orrel refused to resign.", "resign", "negated"),
        ("Tom Orrel will be arrested.", "arrested", "possible"),
        ("If convicted, Tom Orrel will appeal.", "convicted", "possible"),
        ("Vella asked Tom Orrel to resign.", "resign", "possible"),
        ("Tom Orrel nearly drowned.", "drowned", "negated"),
        ("We extradited no one.", "extradited", "negated"),
        ("A hearing is due in May.", "hearing", "possible"),
    ],
)
def test_cues_decide_realis(text, word, expected):
    assert writing.realis(f"Report\n\n{text}\n", word) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        (
            "Graz police arrested Tom Orrel over tax fraud in Split on Tuesday.",
            "Justice.Arrest",
            {
                ("Agent", "Graz police"),
                ("Person", "Tom Orrel"),
                ("Crime", "tax fraud"),
                ("Place", "Split"),
                ("Time", "Tuesday"),
            },
        ),
        (
            "Tom Orrel was arrested by Graz police.",
            "Justice.Arrest",
            {("Agent", "Graz police"), ("Person", "Tom Orrel")},
        ),
        (
            "Bluefen Holdings bought the depot from Tom Orrel for €3 million.",
            "Business.Acquire",
            {
                ("Buyer", "Bluefen Holdings"),
                ("Target", "depot"),
                ("Seller", "Tom Orrel"),
                ("Price", "€3 million"),
            },
        ),
        (
            "Tom Orrel flew from Graz to Malta in a jet.",
            "Movement.Travel",
            {("Traveller", "Tom Orrel"), ("Origin", "Graz"), ("Destination", "Malta"), ("Vehicle", "jet")},
        ),
        ("Ruta Vella's resignation came late.", "Personnel.Depart", {("Person", "Ruta Vella")}),
        (
            "Bluefen Holdings filed for insolvency.",
            "Business.Bankruptcy",
            {("Organisation", "Bluefen Holdings")},
        ),
        ("Tom Orrel fined his clerk.", "Justice.Fine", {("Authority", "Tom Orrel"), ("Target", "clerk")}),
        (
            "Bluefen Holdings sold the depot.",
            "Business.Acquire",
            {("Seller", "Bluefen Holdings"), ("Target", "depot")},
        ),
        ("Police detained the pilot. The detained pilot wept.", "Justice.Arrest", {("Person", "pilot")}),
    ],
)
def test_arguments_stand_where_voice_and_prepositions_put_them(text, type_, expected):
    assert expected <= writing.arguments(f"Report\n\n{text}\n", type_)


def test_an_entity_has_one_role_of_an_event_but_the_winner():
    for event in writing.analysed("Report\n\nLarks beat Stokers 3-1 in Skopje on Sunday.\n").events:
        others = [a for a in event.arguments if a.role != "Winner"]
        assert len({id(a.entity) for a in others}) == len(others)


def test_a_headline_and_the_report_below_tell_of_one_event():
    text = "Graz Police Arrest Tom Orrel\n\nGraz police arrested Tom Orrel on Tuesday.\n"
    events = [e for e in writing.analysed(text).events if e.type == "Justice.Arrest"]
    assert [len(e.triggers) for e in events] == [2]


def test_actual_and_negated_are_two_events():
    text = "Report\n\nTom Orrel was arrested on Tuesday. Tom Orrel was not arrested, says Bluefen.\n"
    assert sorted(e.realis for e in writing.analysed(text).events if e.type == "Justice.Arrest") == [
        "actual",
        "negated",
    ]


def test_days_that_differ_are_two_events():
    text = "Report\n\nTom Orrel was arrested on Tuesday. Tom Orrel was arrested on 3 March.\n"
    assert len([e for e in writing.analysed(text).events if e.type == "Justice.Arrest"]) == 2
