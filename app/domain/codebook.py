"""What a codebook may hold, and how many words of others a theme tells."""

MOST_THEMES = 60
MOST_QUOTES = 3
MOST_AT_ONCE = 100
