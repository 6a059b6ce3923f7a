"""The pages of a leaderboard's documents: the text with gold, what each system says, and what differs."""

from farrago.board.documents.site import file_names, write

__all__ = ["file_names", "write"]
