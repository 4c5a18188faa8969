"""The reviewer: reads the text of an agreement as a careful lawyer does, and says what it found.

Rules are functions, registered beside their definition and grouped one file a family (rules.py
gathers them). They read a Subject (subject.py), yield Hits, and `review` makes Findings of those.
"""
