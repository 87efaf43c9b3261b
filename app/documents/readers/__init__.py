"""Readers: a file's bytes become a text tree and a list of what could not be carried over.

``dispatch.read_document`` picks the reader. Each reader turns its format into blocks (one line
a reader sees, with what the format says about it), ``outline`` turns blocks into the tree.
What is not carried over is named as a problem: nothing is dropped silently.
"""
