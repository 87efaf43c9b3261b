"""Imports: reading a file, correcting what was read, pairing it, writing it to a version."""
