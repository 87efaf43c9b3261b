"""The synthesis as it is written, and its editions as they are read."""
