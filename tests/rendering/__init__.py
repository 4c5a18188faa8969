"""Each engine: the same words as the canonical text, the same bytes twice, nothing fetched."""
