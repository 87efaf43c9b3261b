"""Measures of a synthesis in plain Python, and the rules for what is shown of them."""
