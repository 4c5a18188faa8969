"""The tree of errors, findings, and pydantic's verdicts in Portuguese."""
