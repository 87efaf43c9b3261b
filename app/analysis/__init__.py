"""Statistics over plain values, used by jobs and commands."""
