"""The tree of a legal text: labels, canonical form, differences, Markdown, characters."""
