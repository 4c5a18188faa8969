"""What can go wrong and how it is told: the tree of errors and the Finding. Knows no law."""
