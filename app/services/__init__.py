"""Writes: one verb is one use case and one transaction; services do not call each other."""
