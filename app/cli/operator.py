"""Whoever sits at the command line: acts with every right, and no member's name."""

from app.domain.people import Actor, Grant, Role

# No row has the number 0: what an operator does is never anybody's.
OPERATOR = Actor(
    member_id=0,
    display_name="command line",
    grants=(Grant(Role.SECRETARIAT), Grant(Role.ADMIN)),
)
