"""The account of every metric, read from the metric's own file, and its worked examples, which can be run."""

from farrago.manual.example import Example
from farrago.manual.markdown import chapter, page
from farrago.manual.reading import SECTIONS, Account, account, accounts, gaps
from farrago.manual.working import Working, work

__all__ = [
    "SECTIONS",
    "Account",
    "Example",
    "Working",
    "account",
    "accounts",
    "chapter",
    "gaps",
    "page",
    "work",
]
