"""Instruments of the tests that stand outside the program: today the PDF validator."""
