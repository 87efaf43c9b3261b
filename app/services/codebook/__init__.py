"""The codebook of a round: themes kept and removed, contributions put under them, quotes."""
