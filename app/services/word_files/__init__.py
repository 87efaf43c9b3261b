"""Marked-up files that an organisation brings to a round: opened, looked at, then taken."""
