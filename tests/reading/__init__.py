"""Files that people wrote, sound and broken, into text, mappings and rows."""
