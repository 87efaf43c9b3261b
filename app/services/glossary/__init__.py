"""The agreed terms of a charter: kept and removed."""
