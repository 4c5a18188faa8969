"""The words a person types: each file is a noun, each function parses, calls one service, prints."""
