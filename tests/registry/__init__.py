"""Where facts are kept: journal, payloads, tables, files, database and search index."""
