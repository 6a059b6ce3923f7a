"""What the words after a name say of it: ages, appositions, verbs, what it possesses, the next noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago_baselines.rules import gazetteer, lists
from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.evidence import BODY_OF, TRADES, Said, is_dateline, is_label, trade
from farrago_baselines.rules.mentions.runs import Name
from farrago_baselines.rules.page import Page, Token

SPEECH = frozenset(
    "say tell add ask claim reply write insist groan argue explain warn admit joke "
    "testify recall shrug swear think".split()
)
ORG_VERBS = frozenset(
    "welcome present regret reaffirm thank plan supply "
    "announce file collapse employ publish own acquire fine hire launch unveil found ban "
    "approve operate sell issue rule vote license lay cut shed list report disclose merge".split()
)
PUBLIC_BODIES = frozenset(
    "police court council parliament assembly prosecutor's mayor district province "
    "hospital airport port prison station motel town village city market registry".split()
)
CONTESTS = frozenset(
    "beat win draw lose thrash defeat trounce stun rout edge host concede score lead".split()
)
OFFICERS = frozenset(
    "officer governor mayor prefect minister premier ambassador parliament government capital envoy".split()
)


def after_it(page: Page, name: Name, starts: Mapping[int, Chunk], knowledge: Knowledge) -> Iterator[Said]:
    """Yield what the words after a name say."""
    after = page.near(name.last - 1, 1)
    if after is None:
        if is_dateline(page, name):
            yield "GPE", 5.0, "at the head of a report"
        return
    second = page.near(after.index, 1)
    if (
        after.low == "of"
        and second is not None
        and second.tag == "name"
        and gazetteer.place_type(second.text)
    ):
        yield "ORG", 2.0, "of a place"
    if any(c.isdigit() for c in after.text) and "-" in after.text:
        yield "ORG", 2.5, "a score after it"
    if after.text == "," and second is not None:
        yield from _after_comma(page, name, second, starts, knowledge)
    elif after.text == "(" and second is not None and second.text.isdigit():
        yield "PER", 3.0, "an age in brackets"
    elif (after.tag == "verb" and after.form in {"past", "s"}) or after.low in {"beat", "host"}:
        yield from _verb_after(after)
    elif after.tag == "aux" and second is not None and second.tag == "verb":
        yield from _verb_after(second)
    elif after.low == "who":
        yield "PER", 1.5, "who after it"
    elif after.tag == "poss" and second is not None:
        yield from _possession(page, second, knowledge)
    elif after.tag in {"noun", "adj"}:
        yield from _noun_after(page, name, after, knowledge)
    if is_dateline(page, name):
        yield "GPE", 5.0, "at the head of a report"
    if is_label(page, name.first, name.last):
        yield "PER", 7.0, "a speaker's label"
    spoken = page.near(name.first, -1)
    if spoken is not None and spoken.tag == "verb" and spoken.lemma in SPEECH:
        yield "PER", 1.5, "after a verb of speech"


def _after_comma(
    page: Page, name: Name, second: Token, starts: Mapping[int, Chunk], knowledge: Knowledge
) -> Iterator[Said]:
    third = page.near(second.index, 1)
    if second.text.isdigit() and len(second.text) < 3 and (third is None or third.tag == "punct"):
        yield "PER", 5.0, "an age after it"
    elif second.low in {"who", "whom"}:
        yield "PER", 1.5, "who after it"
    elif second.low == "which":
        yield "ORG", 1.0, "which after it"
        yield "PER", -2.0, "which after it"
    elif second.tag in {"det", "poss"} and second.low != "whose" and third is not None:
        chunk = _possessed(page, starts, starts.get(second.index + 1))
        found = knowledge.head_type(page.tokens[chunk.head].low) if chunk is not None else None
        if chunk is not None and page.tokens[chunk.head].lemma in TRADES:
            yield from trade(name, "an apposition after it")
        elif found == ("PER", "agent noun") and page.low(name.first - 1) == "the":
            yield "PRODUCT", 2.6, "a thing that does something, after it"
        elif found is not None:
            yield found[0], 2.6, "an apposition after it"
    elif page.line_of(name.first).layout == "body" and is_dateline(page, name):
        yield "GPE", 5.0, "at the head of a report"


def _possessed(page: Page, starts: Mapping[int, Chunk], chunk: Chunk | None) -> Chunk | None:
    """Return the last of a chain of possessors: "the visitors' 1994 coach" is the coach."""
    while chunk is not None and page.low(chunk.last) in {"'s", "'"}:
        step = chunk.last + 1
        while step < len(page.tokens) and page.tokens[step].tag == "num":
            step += 1
        chunk = starts.get(step)
    return chunk


def _verb_after(after: Token) -> Iterator[Said]:
    if after.lemma in SPEECH:
        yield "PER", 1.2, f"it {after.low}"
        yield "ORG", 0.6, f"it {after.low}"
    elif after.lemma in CONTESTS:
        yield "ORG", 2.0, f"it {after.low}"
        yield "PER", 0.5, f"it {after.low}"
    elif after.lemma in ORG_VERBS:
        yield "ORG", 1.0, f"it {after.low}"
        yield "PER", 0.3, f"it {after.low}"
    else:
        yield "PER", 0.3, "a verb after it"


def _possession(page: Page, second: Token, knowledge: Knowledge) -> Iterator[Said]:
    noun = second if second.tag == "noun" else page.near(second.index, 1)
    low = noun.low if noun is not None else ""
    if low in lists.words("people", "kin") or low in {"lawyer", "house", "home", "wife", "hands", "head"}:
        yield "PER", 3.0, f"its {low}"
    elif second.tag == "name":
        yield "GPE", 1.2, "a name that it possesses"
    elif (
        noun is not None
        and (found := knowledge.head_type(_phrase_head(page, noun).low))
        and found[0] == "PRODUCT"
    ):
        yield "ORG", 1.5, "a product of it"
    elif any((t := page.near(second.index, step)) is not None and t.lemma in OFFICERS for step in (0, 1, 2)):
        yield "GPE", 2.2, "an officer of it"
    elif (
        knowledge.is_job(low)
        or low in BODY_OF
        or low in {"shares", "toll", "website", "customers", "subsidiary"}
    ):
        yield "ORG", 1.5, f"its {low}"
        yield "GPE", 0.8, f"its {low}"


def _phrase_head(page: Page, noun: Token) -> Token:
    while (step := page.near(noun.index, 1)) is not None and step.tag == "noun":
        noun = step
    return noun


def _noun_after(page: Page, name: Name, after: Token, knowledge: Knowledge) -> Iterator[Said]:
    before = page.near(name.first, -1)
    if after.low in PUBLIC_BODIES or after.low.endswith("-based"):
        yield "GPE", 2.6, f"{after.low} after it"
    elif page.tokens[name.first].low.endswith(("ian", "ese", "ish", "nian")) and name.last - name.first == 1:
        yield "GPE", 2.0, "an adjective of a place"
    elif before is not None and before.low in {"the", "a", "an", "his", "her", "its", "their"}:
        head = _phrase_head(page, after)
        found = knowledge.head_type(head.low)
        if found is not None and found[0] in {"PRODUCT", "WEA", "VEH", "OCCASION", "LAW"}:
            yield found[0], 2.0, f"the noun {head.low} after it"
        elif found is not None and found[0] in {"FAC", "ORG"} and before.low == "the":
            yield found[0], 1.2, f"the noun {head.low} after it"
            yield "GPE", 0.8, f"the noun {head.low} after it"
        elif found is not None and found[0] in {"PER", "ORG", "FAC"}:
            yield "GPE", 1.5, f"the noun {head.low} after it"
            yield "ORG", 0.3, f"the noun {head.low} after it"
    elif (found := knowledge.head_type(_phrase_head(page, after).low)) and found[0] in {"FAC", "LOC"}:
        yield "GPE", 1.0, f"the noun {after.low} after it"
