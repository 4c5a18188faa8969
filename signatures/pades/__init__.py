"""PAdES: the one place that knows pyHanko. Fields, stamps, signing, and looking at signed files."""
