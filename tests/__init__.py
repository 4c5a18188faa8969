"""Tests mirror the folders of the program: tests/clauses holds what clauses/ promises."""
