"""Moderation, one verb a module: decide, undo, report, settle reports, veil, appeal, answer."""
