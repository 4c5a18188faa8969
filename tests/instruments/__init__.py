"""Partners, plans, bodies, numbers and instruments, and the text that they become."""
