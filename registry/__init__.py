"""Where facts are kept: the journal, the tables folded from it, and the exact bytes of files.

Knows nothing of engines, commands or the clock.
"""
