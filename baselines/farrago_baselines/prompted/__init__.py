"""``prompted``: a language model behind any OpenAI-compatible endpoint, asked once a document.

The endpoint, the model and the key come from ``OPENAI_BASE_URL``, ``OPENAI_MODEL`` and ``OPENAI_API_KEY``,
all else from ``--set`` (``settings``). ``instructions.md.j2`` is the prompt, ``client`` asks and tries again,
``journal`` keeps every answer so that none is asked for twice, ``answers`` reads what came back. An answer
that cannot be used is an empty prediction that is told, counted in ``system.json`` and listed with its reason
in ``problems.jsonl``; a document that got no answer ends the run, which goes on when it is started again.
"""

from farrago_baselines.prompted.system import EXTRA, NEEDS, configure

__all__ = ["EXTRA", "NEEDS", "configure"]
