"""The Diário Oficial da União: the extract to be sent, and the gazette read back and compared."""
