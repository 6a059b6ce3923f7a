"""English words that rules look for, and what they tell. Another language is another file of these."""

from __future__ import annotations


def _list(words: str) -> list[str]:
    return words.split()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("the a an")
POSSESSIVES = _set("my your his her its our their whose")
DEMONSTRATIVES = _set("this that these those some any every each another no")
NUMERALS = {
    word: number
    for number, word in enumerate(
        _list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        )
    )
}
MAGNITUDES = {
    "thousand": 3,
    "lakh": 5,
    "million": 6,
    "m": 6,
    "mn": 6,
    "crore": 7,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
}
FORMS_OF_ADDRESS = _set("mr mrs ms miss dr sir dame lord lady")

HE = _set("he him his himself")
SHE = _set("she her hers herself")
IT = _set("it its itself")
THEY = _set("they them their theirs themselves")
FIRST_AND_SECOND = _set("i me my mine myself we us our ours ourselves you your yours")
RELATIVE = _set("who whom whose")

KIN = _set(
    "brother sister mother father son daughter wife husband widow widower uncle aunt cousin nephew niece "
    "grandfather grandmother grandson granddaughter brother-in-law sister-in-law mother-in-law "
    "father-in-law son-in-law daughter-in-law half-brother half-sister stepson stepfather stepmother "
    "parents siblings twin fiancé fiancée"
)

# Within a few words before a trigger, in its clause.
NEGATING = _set("not never n't didn't don't doesn't wasn't weren't hasn't haven't won't cannot")
BEFORE_TO = _set("subsequent due prior owing thanks according contrary next led close went gone")
PROSPECTIVE = _set("may might could would will shall if unless whether should")

MONTHS = _list("january february march april may june july august september october november december")
WEEKDAYS = _list("monday tuesday wednesday thursday friday saturday sunday")
CURRENCIES = {"€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₴": "UAH", "₽": "RUB", "₦": "NGN", "₾": "GEL"}
