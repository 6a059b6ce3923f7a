"""Each rule finds what it is for, and leaves alone what only looks like it."""
# ruff: noqa: E501  # a case stands on one line, so that its text can be read

from textwrap import dedent

import pytest
from msgspec.structs import replace

from farrago.corpus.audit import audit, register
from farrago.corpus.audit.finding import name_of
from farrago.importers import inline
from farrago_schema import ontology
from farrago_schema.types import PredictedEntity, PredictedEvent, PredictedMention, Prediction

PER = '<entity id="p" type="PER" name="Ana Ruiz"/>'
ORG = '<entity id="o" type="ORG" name="Bluefen"/>'
ANA = '<m e="p" k="name">Ana Ruiz</m>'
BLUEFEN = '<m e="o" k="name">Bluefen</m>'


def document(body, below="", identifier="d", split="train", kind="body"):
    """Return a document of one zone; its date is a Wednesday."""
    zones = body if body.startswith("<zone") else f'<zone kind="{kind}" story="s1">{body}</zone>'
    return inline.decode(
        dedent(
            f"""\
            <document id="{identifier}" kind="story" date="2031-05-14" split="{split}">
            <text>{zones}</text>
            {below}
            </document>"""
        ).encode(),
        file=identifier,
    )


def event(type_, *arguments, realis="actual", id_="v1"):
    filled = "".join(f'<arg role="{role}" ref="{ref}"/>' for role, ref in arguments)
    return f'<event id="{id_}" type="{type_}" realis="{realis}">{filled}</event>'


def relation(type_, head, tail, status=""):
    return f'<relation type="{type_}" head="{head}" tail="{tail}"{status and f" status={status!r}"}/>'


def value(type_, normal="", id_="x"):
    return f'<entity id="{id_}" type="{type_}"{normal and f" value={normal!r}"}/>'


def found(*documents, predictions=None, labels=True):
    return audit(documents, ontology.load() if labels else None, predictions)


# Rule, then what it must find, each a text and what stands below it.
FINDS = {
    "invalid": (f"{ANA} quit.", PER + relation("aged", "p", "p")),
    "ragged-span": ('<m e="p" k="name">Ana Ruiz,</m> quit.', '<entity id="p" type="PER" name="Ana Ruiz,"/>'),
    "cut-word": ('<m e="p" k="name">Ana Rui</m>z quit.', '<entity id="p" type="PER" name="Ana Rui"/>'),
    "determiner-inside": ('It was <m e="p" k="nominal">the pilot</m>.', '<entity id="p" type="PER"/>'),
    "title-inside": ('<m e="p" k="name">Mrs Ruiz</m> quit.', '<entity id="p" type="PER" name="Mrs Ruiz"/>'),
    "marked-boilerplate": (f'<zone kind="boilerplate">{ANA}</zone>', PER),
    "unnamed": (f"{ANA} quit.", '<entity id="p" type="PER"/>'),
    "name-of-no-mention": (f"{ANA} quit.", '<entity id="p" type="PER" name="Anna Ruiz"/>'),
    "fuller-name": (f'{ANA} quit. <m e="p" k="name">Ruiz</m> left.', '<entity id="p" type="PER" name="Ruiz"/>'),
    "twins": (f'{ANA} quit. <m e="q" k="name">Ana Ruiz</m> left.', PER + PER.replace('"p"', '"q"')),
    "one-name-two-entities": (
        f'{ANA} and <m e="q" k="name">Bo Ruiz</m> met. <m e="p" k="name">Ruiz</m> saw <m e="q" k="name">Ruiz</m>.',
        PER + '<entity id="q" type="PER" name="Bo Ruiz"/>',
    ),
    "part-of-anothers-name": (
        f'{ANA} quit. <m e="q" k="name">Ruiz</m> left.',
        PER + '<entity id="q" type="PER" name="Ruiz"/>',
    ),
    "only-pronouns": ('Then <m e="p" k="pronoun">she</m> quit.', '<entity id="p" type="PER"/>'),
    "unmarked-name": (f"{ANA} quit. Police met Ana Ruiz later.", PER),
    "unmarked-nominal": (
        'The <m e="p" k="nominal">pilot</m> quit. Police met the pilot.',
        '<entity id="p" type="PER"/>',
    ),
    "unmarked-value": (
        'On <m e="x" k="value">3 June</m> it rained. On 3 June it snowed.',
        value("TIME", "2031-06-03"),
    ),
    "two-types": (
        f'{BLUEFEN} sells <m e="q" k="name">Bluefen</m>.',
        ORG + '<entity id="q" type="PRODUCT" name="Bluefen"/>',
    ),
    "unmarked-pronoun": (f"{ANA} quit when she was asked.", PER),
    "unmarked-capitals": ("Police met Bo Orrel later.", ""),
    "unmarked-digits": ("Police found €900 there.", ""),
    "mixed-gender": (f'{ANA} quit; <m e="p" k="pronoun">she</m> and <m e="p" k="pronoun">his</m> dog left.', PER),
    "animate-thing": (f'{BLUEFEN} said <m e="o" k="pronoun">she</m> was broke.', ORG),
    "far-pronoun": (f'{ANA} quit. {"It rained again. " * 40}<m e="p" k="pronoun">She</m> slept.', PER),
    "wrong-weekday": ('On <m e="x" k="value">Tuesday</m> it rained.', value("TIME", "2031-05-14")),
    "wrong-date": ('On <m e="x" k="value">3 June</m> it rained.', value("TIME", "2031-07-03")),
    "wrong-currency": ('It cost <m e="x" k="value">€9</m>.', value("MONEY", "USD 9")),
    "wrong-number": ('It cost <m e="x" k="value">$9 million</m>.', value("MONEY", "USD 9000")),
    "value-twice": (
        'On <m e="x" k="value">14 May</m>, a <m e="y" k="value">Wednesday</m>.',
        value("TIME", "2031-05-14") + value("TIME", "2031-05-14", "y"),
    ),
    "title-of-nobody": (f'<m e="x" k="value">Captain</m> {ANA} quit.', PER + value("TITLE")),
    "age-of-nobody": (f'{ANA}, <m e="x" k="value">57</m>, quit.', PER + value("QUANTITY", "57 year")),
    "kin-of-nobody": (f'{ANA} saw a <m e="q" k="nominal">brother</m>.', PER + '<entity id="q" type="PER"/>'),
    "spokesperson-of-nobody": (
        'A <m e="p" k="nominal">spokeswoman</m> spoke.',
        '<entity id="p" type="PER"/>',
    ),
    "former-now": (
        f'former <m e="x" k="value">captain</m> {ANA}',
        PER + value("TITLE") + relation("holds_title", "p", "x"),
    ),
    "gone-and-there": (
        f'{ANA} <t v="v1">quit</t> {BLUEFEN}.',
        PER + ORG + relation("leads", "p", "o")
        + event("Personnel.Depart", ("Person", "p"), ("Organisation", "o")),
    ),
    "said-twice": (
        f"{ANA} of {BLUEFEN}.",
        PER + ORG + relation("leads", "p", "o") + relation("employed_by", "p", "o"),
    ),
    "both-ways": (
        f'{ANA}, <m e="q" k="nominal">sister</m>',
        PER + '<entity id="q" type="PER"/>' + relation("family_of", "p", "q") + relation("family_of", "q", "p"),
    ),
    "circular": (f"{BLUEFEN} is big.", ORG + relation("part_of", "o", "o")),
    "marked-closure": (
        '<m e="a" k="nominal">quay</m>, <m e="b" k="nominal">town</m>, <m e="c" k="nominal">state</m>',
        '<entity id="a" type="FAC"/><entity id="b" type="GPE"/><entity id="c" type="GPE"/>'
        + relation("located_in", "a", "b") + relation("located_in", "b", "c") + relation("located_in", "a", "c"),
    ),
    "missing-owner": (
        f'{ANA} <t v="v1">bought</t> {BLUEFEN}.',
        PER + ORG + event("Business.Acquire", ("Buyer", "p"), ("Target", "o")),
    ),
    "stories-joined": (
        f'<zone kind="body" story="s1">{ANA} slept.</zone>\n<zone kind="teaser" story="s2">{BLUEFEN}</zone>',
        PER + ORG + relation("employed_by", "p", "o"),
    ),
    "no-arguments": ('A <t v="v1">fire</t> broke out.', event("Mishap.Accident")),
    "contact-without-party": (
        f'{ANA} <t v="v1">phoned</t>.',
        PER + event("Contact.Communicate", ("Speaker", "p")),
    ),
    "marked-inside-a-place": (
        'in <m e="g" k="name">South <m e="h" k="name">Korea</m></m>',
        '<entity id="g" type="GPE" name="South Korea"/><entity id="h" type="GPE" name="Korea"/>',
    ),
    "told-twice": (
        f'{ANA} was <t v="v1">held</t>. Police <t v="v2">held</t> <m e="p" k="pronoun">her</m>.',
        PER + event("Justice.Arrest", ("Person", "p")) + event("Justice.Arrest", ("Person", "p"), id_="v2"),
    ),
    "trigger-twice": (
        f'{ANA} and {BLUEFEN} were <t v="v1"><t v="v2">fined</t></t>.',
        PER + ORG + event("Justice.Fine", ("Target", "p")) + event("Justice.Fine", ("Target", "o"), id_="v2"),
    ),
    "two-roles": (
        f'{ANA} <t v="v1">drove</t>.',
        PER + event("Movement.Transport", ("Agent", "p"), ("Cargo", "p")),
    ),
    "winner-apart": (f'{BLUEFEN} <t v="v1">won</t>.', ORG + event("Sport.Match", ("Winner", "o"))),
    "duration-as-time": (
        f'{ANA} was <t v="v1">held</t> for <m e="x" k="value">three days</m>.',
        PER + value("TIME", "P3D") + event("Justice.Arrest", ("Person", "p"), ("Time", "x")),
    ),
    "dateline-as-setting": (
        '<zone kind="dateline" story="s1"><m e="g" k="name">LIMA</m>.</zone> '
        f'<zone kind="body" story="s1">{ANA} was <t v="v1">held</t>.</zone>',
        PER + '<entity id="g" type="GPE" name="LIMA"/>'
        + event("Justice.Arrest", ("Person", "p"), ("Place", "g")),
    ),
    "value-of-no-event": (
        f'{ANA} was <t v="v1">held</t> by <m e="x" k="value">nine men</m>.',
        PER + value("COUNT", "9") + event("Justice.Arrest", ("Person", "p")),
    ),
    "realis-cue": (f'{ANA} may <t v="v1">quit</t>.', PER + event("Personnel.Depart", ("Person", "p"))),
    "nested-and-unrelated": (
        f'a <m e="p" k="nominal">{BLUEFEN} clerk</m>',
        '<entity id="p" type="PER"/>' + ORG,
    ),
}  # fmt: skip

ARRESTED = f'{ANA} was <t v="v1">arrested</t>.'
ARREST = PER + event("Justice.Arrest", ("Person", "p"))
LONG = "The quick brown fox jumps over the lazy dog again."

# What takes several documents.
ACROSS = {
    "types-across": [
        document(f"{BLUEFEN} grew.", ORG, "a"),
        document(f"{BLUEFEN} grew.", ORG, "b"),
        document(f"{BLUEFEN} tastes.", ORG.replace("ORG", "PRODUCT"), "d"),
    ],
    "unmarked-trigger": [
        *(document(ARRESTED, ARREST, name) for name in ("a", "b", "c")),
        document("Nobody was arrested.", "", "d"),
    ],
    "shared-name": [document(f"{ANA} quit.", PER, "a"), document(f"{ANA} left.", PER, "d", "test")],
    "near-duplicate": [document(f"<m e='p' k='name'>Bo</m> {LONG}", PER, name) for name in ("d", "e")],
}

SAID = Prediction(
    "d",
    entities=(
        PredictedEntity("1", "ORG", (PredictedMention(0, 8),)),
        PredictedEntity("2", "VEH", (PredictedMention(14, 17),)),
    ),
    events=(PredictedEvent("Justice.Charge", triggers=(PredictedMention(9, 13),)),),
)

# What looks like an error, and is none.
LEAVES = {
    "ragged-span": ('<m e="o" k="name">Bluefen Ltd.</m> owes <m e="x" k="value">€9</m>.', ORG + value("MONEY")),
    "determiner-inside": (f'the <m e="p" k="nominal">pilot</m> {ANA}', PER),
    "unmarked-name": (f'{ANA} quit. <m e="q" k="name">Ana Ruiz Street</m> is shut.', PER
                      + '<entity id="q" type="FAC" name="Ana Ruiz Street"/>'),
    "unmarked-capitals": ("Police left. Nobody saw Mr and I'm sorry.", ""),
    "mixed-gender": (f'{ANA} quit; <m e="p" k="pronoun">she</m> sold <m e="p" k="pronoun">her</m> dog.', PER),
    "two-types": (f'a <m e="p" k="nominal"><m e="x" k="value">pilot</m></m>, {ANA}', PER + value("TITLE")),
    "wrong-weekday": ('On <m e="x" k="value">Tuesday</m> it rained.', value("TIME", "2031-05-13")),
    "wrong-number": ('It cost <m e="x" k="value">half a million</m> or <m e="y" k="value">₹3.1 lakh</m>.',
                     value("MONEY", "USD 500000") + value("MONEY", "INR 310000", "y")),
    "realis-cue": (f'On 3 May {ANA} <t v="v1">quit</t>.', PER + event("Personnel.Depart", ("Person", "p"))),
    "winner-apart": (f'{BLUEFEN} <t v="v1">won</t>.', ORG
                     + event("Sport.Match", ("Winner", "o"), ("Competitor", "o"))),
    "two-roles": (f'{BLUEFEN} <t v="v1">won</t>.', ORG
                  + event("Sport.Match", ("Winner", "o"), ("Competitor", "o"))),
    "nested-and-unrelated": (f'a <m e="p" k="nominal">{BLUEFEN} clerk</m>', '<entity id="p" type="PER"/>' + ORG
                             + relation("employed_by", "p", "o")),
    "value-twice": ('at <m e="x" k="value">night</m> or <m e="y" k="value">night</m>',
                    value("TIME", "TNI") + value("TIME", "TNI", "y")),
    "kin-of-nobody": ('a <m e="p" k="nominal"><m e="x" k="value">ward sister</m></m>',
                      '<entity id="p" type="PER"/>' + value("TITLE")),
}  # fmt: skip


@pytest.mark.parametrize("rule", FINDS)
def test_a_rule_finds(rule):
    findings = [each for each in found(document(*FINDS[rule])) if each.rule == rule]
    assert len(findings) == 1, findings
    assert 0 < findings[0].sure <= 1 and findings[0].reason


@pytest.mark.parametrize("rule", ACROSS)
def test_a_rule_finds_across_documents(rule):
    (finding,) = [each for each in found(*ACROSS[rule]) if each.rule == rule]
    assert finding.document == "d"


def test_a_prediction_is_held_against_the_gold():
    gold = document(f'{ANA} <t v="v1">quit</t> dog.', PER + event("Personnel.Depart", ("Person", "p")))
    said = {
        "d": replace(SAID, events=(PredictedEvent("Justice.Charge", triggers=(PredictedMention(9, 13),)),))
    }
    rules = [each.rule for each in found(gold, predictions=said)]
    assert rules.count("contradicted-type") == 2 and rules.count("predicted-only") == 1


@pytest.mark.parametrize("rule", LEAVES)
def test_a_rule_leaves_alone(rule):
    findings = [each for each in found(document(*LEAVES[rule])) if each.rule == rule]
    assert [each for each in findings if each.sure >= 0.3] == []  # what the command prints by default


def test_every_rule_has_a_case_and_says_what_it_finds():
    names = {name_of(rule) for rule in register()}
    assert names == {*FINDS, *ACROSS, "contradicted-type", "predicted-only"}
    assert len(names) == len(register())
    assert all(rule.__doc__ and rule.__doc__.startswith("Find ") for rule in register())


def test_a_finding_has_its_place_and_its_context():
    (finding,) = [f for f in found(document(*FINDS["unmarked-name"])) if f.rule == "unmarked-name"]
    assert (finding.start, finding.end, finding.text) == (26, 34, "Ana Ruiz")
    assert finding.context == "Ana Ruiz quit. Police met ⟦Ana Ruiz⟧ later."


def test_an_unknown_label_set_is_no_error():
    strange = document(f"{ANA} quit.", PER.replace("PER", "Hero"))
    assert "invalid" in [f.rule for f in found(strange)]
    assert "invalid" not in [f.rule for f in found(strange, labels=False)]


def test_findings_come_in_one_order_the_surest_first():
    documents = [document(*case, f"d{number}") for number, case in enumerate(FINDS.values())]
    forward, backward = found(*documents), found(*reversed(documents))
    assert [f.sure for f in forward] == sorted((f.sure for f in forward), reverse=True)
    assert forward == backward
