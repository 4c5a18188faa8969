"""Existing agreements become instruments, each field with its place and its certainty."""
