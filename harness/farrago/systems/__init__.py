"""From a system, whatever it is written in, to a submission.

``loading`` finds it (a baseline's name, an entry point, a Python file), ``command`` talks to one that is a
program of its own, ``answers`` holds what it says against what was asked, and ``output`` keeps what is done.
"""

from farrago.systems.answers import Answers, Checked, checked, of_function
from farrago.systems.command import run
from farrago.systems.loading import Code, describe, load, made
from farrago.systems.output import Output

__all__ = [
    "Answers",
    "Checked",
    "Code",
    "Output",
    "checked",
    "describe",
    "load",
    "made",
    "of_function",
    "run",
]
