"""Files out: plain values in, bytes out."""
