"""How the corpus is made: segmented, checked and built from its sources."""
