"""Writes of the identity database: sessions, links, passwords, codes; nothing else opens it."""
