"""What makes a document checkable. For now: the verification code every document gets."""
