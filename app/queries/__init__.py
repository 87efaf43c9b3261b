"""Reads, always through an actor's eyes; the only way to obtain things."""
