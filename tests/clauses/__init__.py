"""The language of clauses, the library, and what a text becomes in an instrument."""
