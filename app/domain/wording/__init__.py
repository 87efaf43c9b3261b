"""Wordings compared and merged word by word: standard library, regex and rapidfuzz only."""
