"""Composing the next version: prepare, decide, write, explain, publish."""
