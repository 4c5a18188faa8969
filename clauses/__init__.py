"""The clause library: versioned texts, the sets made of them, and the language they are written in.

Knows nothing of partners as records, storage or file formats.
"""
