"""The demonstration: a story told through the same services people use."""
