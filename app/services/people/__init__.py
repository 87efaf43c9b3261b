"""Writes on members: joining, roles, delegations, suspension; no identity is seen here."""
