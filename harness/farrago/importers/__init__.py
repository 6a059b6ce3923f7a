"""One file a corpus format: ``SUFFIXES``, ``read(path)`` yields documents, ``write(path, documents)``."""
