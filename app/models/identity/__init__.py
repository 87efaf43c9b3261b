"""Accounts; only the account services and queries may open these tables."""
