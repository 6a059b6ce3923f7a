"""The rules: the folder is the register. A module holds functions that find, and names them in ``RULES``.

A rule is one function of a page and the corpus that it is part of. Its docstring says what it finds and how
sure that is; its name, with dashes, is the name that findings and explanations bear.
"""
