"""Background work: a thin layer over the queue library."""
