"""Every table at once, so that migrations and checks see all of them."""

from app.models import (
    charters,
    composition,
    contributions,
    dispositions,
    joint,
    moderation,
    opinions,
    people,
    record,
    rounds,
    synthesis,
    translation,
    word_files,
)
from app.models.base import Base, IdentityBase
from app.models.identity import accounts

MODULES = (
    accounts,
    charters,
    composition,
    contributions,
    dispositions,
    joint,
    moderation,
    opinions,
    people,
    record,
    rounds,
    synthesis,
    translation,
    word_files,
)
CONSULTATION = Base.metadata
IDENTITY = IdentityBase.metadata
SCHEMA_HEAD = "c0001"
IDENTITY_HEAD = "i0001"
