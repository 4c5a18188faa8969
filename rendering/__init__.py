"""The tree of a legal text into files, one engine a file, all of them behind port.py."""
