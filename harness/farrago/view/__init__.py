"""A document as something to look at: its zones, mentions, chains, relations and events."""

from farrago.view.content import Content, content_of
from farrago.view.marks import Mark, Piece, marks_of, pieces

__all__ = ["Content", "Mark", "Piece", "content_of", "marks_of", "pieces"]
