"""What those who run a round watch while it is open: who is heard, who is not, what waits."""
