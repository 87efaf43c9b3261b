"""Statements that run in every request, asked straight of the connection.

They name columns only, so none of the mapper's work on rows is needed, which costs more.
"""

from sqlalchemy import Connection
from sqlalchemy.orm import Session


def straight(session: Session) -> Connection:
    """The connection a session works on, inside the same transaction."""
    return session.connection()
