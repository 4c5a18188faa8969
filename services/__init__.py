"""Use cases: one function each, given an Office (what the world offers) and what is asked."""
