"""``lexicon``: what a system scores that only remembers the training documents.

Names, values and triggers are looked up, longest match first; a trigger's roles go to the nearest entities
that the label set admits. It resolves no pronoun, reads no syntax and knows no zones: whatever it gets right
on unseen documents is overlap with train.
"""

from farrago_baselines.lexicon.predict import SYSTEM, predict

__all__ = ["SYSTEM", "predict"]
