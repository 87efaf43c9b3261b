"""What became of a contribution, as lists name it: a disposition, or that there is none yet."""

# The name of what has no decision, beside those of the dispositions.
UNDECIDED = "undecided"
