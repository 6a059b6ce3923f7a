"""From a folder of submissions to a leaderboard: a site, its data, and tables in other forms.

The way through it: ``submissions`` are read, ``examine`` scores each and keeps it as ``examined`` (in the
``cache``), ``standing`` tests every pair, ``table`` makes rows, ``build`` the whole ``Board``. ``site``
writes ``index``, ``system`` and ``compare`` pages with ``render`` and ``charts``, ``documents``, ``forms``.
"""
