"""Files in and out: readers and writers on plain values; may import the domain only."""
