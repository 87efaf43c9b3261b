"""Views: load, ask one query or one service, render."""
