"""The name under which the wheel installs everything; in a checkout it holds only the entry."""
