"""A round as a Word file: its text, tracked changes, comments; plain values in, bytes out."""
