"""Translating a version: words, their review, queries to the secretariat."""
