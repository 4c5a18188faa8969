"""What a person types: a file is a noun, a function parses, calls one service and prints."""
