"""The closed classes of English words, which need no lexicon."""

from __future__ import annotations

DETERMINERS = frozenset(
    "a an the this that these those some any no every each another other both all "
    "several many much few more most "
    "either neither such what which whatever half".split()
)
POSSESSIVES = frozenset("my your his her its our their whose".split())
SUBJECTS = frozenset("i you he she it we they who that which there nobody everybody somebody nothing".split())
PRONOUNS = SUBJECTS | frozenset(
    "me him us them myself yourself himself herself itself ourselves themselves whom "
    "mine yours hers ours theirs "
    "anyone anybody everyone someone something everything anything none one".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under after before between "
    "against through during without within "
    "about above across along among amid around as behind below beneath beside "
    "besides beyond despite down inside "
    "like near off outside past per since than throughout toward towards till until up "
    "upon via versus aboard out".split()
)
CONJUNCTIONS = frozenset(
    "and or but nor if because while when where whereas although though unless whether so once lest".split()
)
MODALS = frozenset("will would shall should can could may might must 'll 'd ca wo cannot ought".split())
BE = frozenset("am is are was were be been being 's 're 'm".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset("do does did".split())
NOT = frozenset("not n't never".split())
AUXILIARIES = MODALS | BE | HAVE | DO
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand million billion dozen".split()
)
ADVERBS = frozenset(
    "not n't never also still then now only just already even again soon later "
    "yesterday today tomorrow tonight ago "
    "away back here there too very yet ever often always once twice home abroad "
    "together instead almost nearly "
    "yet perhaps maybe however meanwhile first last next ahead apart aside overnight".split()
)
SAME_PARTICIPLE = frozenset(
    "run come become overcome put cut set hit hurt let shut cost quit beat cast burst "
    "split spread read rid shed".split()
)
PREDICATES = frozenset("bankrupt insolvent guilty free dead redundant hurt".split())
