"""The law as data with dates and sources. For now: the norms that texts cite."""
