"""The tree of a legal text into files: docx, pdf, html, text. One engine a file, all behind port.py."""
