"""Partners, work plans and instruments: what they are, their numbers, and how they become a text.

Knows nothing of where records are kept, of file formats or of signatures.
"""
