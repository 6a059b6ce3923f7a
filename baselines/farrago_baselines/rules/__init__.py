"""``rules``: a full pipeline of rules written by hand; deterministic, no model weights, nothing downloaded.

It reads ``Document.input()`` and nothing else. Its stages, each with an account of its rules and where the
field has them from: ``zones`` (zones and stories), ``mentions`` (names, values, nominals, pronouns),
``coreference`` (a multi-pass sieve), ``relations`` (patterns) and ``events`` (triggers, realis, arguments,
identity). ``tagging`` and ``chunks`` give them parts of speech and noun phrases, ``lists`` the words that
they know, ``gazetteer`` what libraries know of places and currencies. Of train only words are learnt:
heads, jobs, crimes, triggers (``knowledge``). Every item carries the rule that made it; ``explain`` prints
them.
"""

from farrago_baselines.rules.explain import Explanation, explain, explained
from farrago_baselines.rules.system import GIVEN, NEEDS, SYSTEM, predict, predict_given, system_given

__all__ = [
    "GIVEN",
    "NEEDS",
    "SYSTEM",
    "Explanation",
    "explain",
    "explained",
    "predict",
    "predict_given",
    "system_given",
]
