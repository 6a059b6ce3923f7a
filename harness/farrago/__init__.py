"""The scorer and the tools."""
