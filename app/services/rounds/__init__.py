"""Rounds: setting up, scheduling, opening, closing, extending, reopening."""
