"""The tree of a legal text: what it is made of, its labels, its canonical form, its differences.

Knows nothing of partners, clauses as versioned texts, or file formats.
"""
