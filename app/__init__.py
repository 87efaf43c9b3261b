"""Palabre: charters written together."""
