"""Who acts: groups, roles, scopes and the actor every rule looks at."""

from dataclasses import dataclass, field
from enum import StrEnum


class Group(StrEnum):
    """Stakeholder group; tallies are always split by it."""

    LOCAL_GOVERNMENT = "local_government"
    CIVIL_SOCIETY = "civil_society"
    MIGRANT_ASSOCIATION = "migrant_association"
    CONSULTATIVE_BODY = "consultative_body"
    PARTNER_BODY = "partner_body"
    INDIVIDUAL = "individual"
    OTHER = "other"


ORGANISATION_GROUPS = tuple(group for group in Group if group is not Group.INDIVIDUAL)


class Region(StrEnum):
    """World region of an organisation, as city networks divide it."""

    AFRICA = "africa"
    ASIA_PACIFIC = "asia_pacific"
    EURASIA = "eurasia"
    EUROPE = "europe"
    LATIN_AMERICA = "latin_america"
    MEWA = "mewa"
    NORTH_AMERICA = "north_america"


class SizeClass(StrEnum):
    """Size class of a city."""

    METROPOLIS = "metropolis"
    CITY = "city"
    SMALL = "small"


class Role(StrEnum):
    """A granted role; members and delegates need no grant."""

    FACILITATOR = "facilitator"
    TRANSLATOR = "translator"
    OBSERVER = "observer"
    SECRETARIAT = "secretariat"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope: the platform (both None), one charter, or one round."""

    role: Role
    charter_id: int | None = None
    round_id: int | None = None

    def covers(self, charter_id: int | None, round_id: int | None) -> bool:
        """Whether the grant reaches this charter or round."""
        if self.round_id is not None:
            return self.round_id == round_id
        return self.charter_id is None or self.charter_id == charter_id


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a visitor, or a member with an organisation, delegations and grants.

    ``acting_for`` is the organisation a delegate acts for at this moment, or None for oneself.
    """

    member_id: int | None = None
    member_key: str | None = None
    display_name: str = ""
    language: str = "en"
    organisation_id: int | None = None
    group: Group = Group.INDIVIDUAL
    delegations: frozenset[int] = frozenset()
    acting_for: int | None = None
    acting_group: Group | None = None
    acting_name: str = ""
    code_holder: bool = False
    suspended: bool = False
    grants: tuple[Grant, ...] = field(default=())

    @property
    def is_member(self) -> bool:
        """Whether somebody is signed in."""
        return self.member_id is not None

    @property
    def act_group(self) -> Group:
        """The group an act of this actor counts in."""
        return self.acting_group if self.acting_for and self.acting_group else self.group

    def has(self, *roles: Role, charter_id: int | None = None, round_id: int | None = None) -> bool:
        """Whether any of the roles is granted for this charter or round."""
        return any(
            grant.role in roles and grant.covers(charter_id, round_id) for grant in self.grants
        )

    def has_anywhere(self, *roles: Role) -> bool:
        """Whether any of the roles is granted in any scope."""
        return any(grant.role in roles for grant in self.grants)


VISITOR = Actor()
