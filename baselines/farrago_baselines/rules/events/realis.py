"""Realis by cue words (GUIDELINES 9, Realis): negation, modality, condition, purpose, demand, accusation."""

from __future__ import annotations

from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Trigger
from farrago_baselines.rules.page import Page, Token
from farrago_schema.types import Realis

NEGATION = frozenset("not n't never no nobody nothing none without neither nor cannot".split())
DENYING = frozenset("deny refuse fail avoid cancel decline reject".split())
MODALS = frozenset("will 'll would shall should may might could can must ought wo".split())
CONDITION = frozenset("if unless whether until once should".split())
PLANNING = frozenset(
    "plan intend promise threaten demand urge ask order want hope expect schedule "
    "propose offer vow seek due likely set need "
    "agree decide prepare consider try require allow permit believe suspect allege accuse "
    "charge risk fear face wait call require".split()
)
ACCUSING = frozenset("accuse charge suspect allege allegedly accused alleged suspected charged".split())
NEARLY = frozenset("nearly almost narrowly".split())
NOUN_POSSIBLE = frozenset(
    "plan threat risk possibility prospect demand request call proposal bid talk fear hope chance".split()
)


def of(scene: Scene, trigger: Trigger) -> tuple[Realis, str]:
    """Return the realis of a trigger and the rule that decided."""
    page = scene.page
    head = page.tokens[trigger.first]
    before = _before(page, trigger.first)
    if any(t.low in NEARLY for t in before[:3]):
        return "negated", "nearly"
    negation = _negation(page, before)
    if (
        negation is None
        and head.tag == "verb"
        and page.low(trigger.last) in {"no", "nobody", "none", "nothing"}
    ):
        negation = "no object"
    if negation is not None:
        return "negated", negation
    possible = _possible(page, head, before)
    if possible is not None:
        return "possible", possible
    return "actual", "asserted"


def _before(page: Page, index: int) -> list[Token]:
    """Return the tokens before a word within its clause, the nearest first."""
    found = []
    for back in range(1, 9):
        token = page.near(index, -back)
        if token is None or token.text in {";", ":", '"', "“", "”", "–"}:
            break
        if token.text == "," and back > 1:
            break
        found.append(token)
    return found


def _negation(page: Page, before: list[Token]) -> str | None:
    for distance, token in enumerate(before):
        if token.low in NEGATION and distance < 4:
            after = page.low(token.index + 1)
            if after in {"only", "until", "alone", "longer"} or (token.low == "no" and distance > 3):
                return None
            return f"{token.low} before it"
        if token.tag == "verb" and token.lemma in DENYING and distance < 5:
            return f"{token.lemma} before it"
        if token.tag == "verb" and distance > 0 and token.low not in {"been", "being", "having"}:
            return None
    return None


def _possible(page: Page, head: Token, before: list[Token]) -> str | None:
    for distance, token in enumerate(before):
        if token.low in MODALS and distance < 5 and not _verb_between(before[:distance]):
            return f"the modal {token.low}"
        if (
            token.low == "to"
            and distance < 3
            and head.tag == "verb"
            and head.form == "base"
            and not _verb_between(before[:distance])
        ):
            return _infinitive(page, token)
        if token.low in CONDITION and token.tag in {"conj", "prep"}:
            return f"{token.low} before it"
        if token.low in ACCUSING and distance < 8 and (head.form == "ing" or head.tag == "noun"):
            return "what someone is accused of"
    if head.tag == "noun" and any(t.low in MODALS for t in before[:7]):
        return "a noun under a modal"
    after = [t for step in (1, 2, 3) if (t := page.near(head.index, step)) is not None]
    if head.tag == "noun" and any(
        t.low in {"due", "planned", "scheduled", "expected", "possible", "pencilled"} for t in after
    ):
        return "a noun that is planned"
    if head.tag == "noun" and any(
        t.lemma in NOUN_POSSIBLE | {"plan", "propose", "demand", "urge", "seek"} for t in before[:4]
    ):
        return "a noun or verb of planning before it"
    return None


def _verb_between(tokens: list[Token]) -> bool:
    """Tell whether another verb stands nearer to a cue; one that is joined by and shares the cue."""
    for nearer, token in enumerate(tokens):
        if token.tag == "verb" and not any(t.low in {"and", "or"} for t in tokens[:nearer]):
            return True
    return False


def _infinitive(page: Page, to: Token) -> str | None:
    """Return the rule for "to" and a verb: possible, unless what governs it says that it came about."""
    before = page.near(to.index, -1)
    if before is not None and before.lemma in {
        "manage",
        "begin",
        "continue",
        "start",
        "force",
        "live",
        "first",
        "last",
        "only",
    }:
        return None
    return "an infinitive after to"
