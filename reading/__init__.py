"""Files into text and rows. Knows nothing of what the words mean."""
