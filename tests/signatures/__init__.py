"""What makes a document checkable."""
