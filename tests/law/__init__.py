"""The law as data: every row well formed, every date coherent."""
