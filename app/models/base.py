"""The two declarative bases and the column types every table shares."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in time, aware and in UTC in Python, naive UTC in the table."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand out aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def enumerated(values: type[StrEnum]) -> Enum:
    """A column type for one of the domain's enumerations, stored as its value."""
    return Enum(
        values,
        native_enum=False,
        length=32,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


ANNOTATIONS: dict[Any, Any] = {
    datetime: Moment(),
    dict[str, Any]: JSON(),
    list[str]: JSON(),
    str: String(),
}


class Base(DeclarativeBase):
    """Tables of the consultation database."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map = ANNOTATIONS


class IdentityBase(DeclarativeBase):
    """Tables of the identity database; nothing outside the account modules opens them."""

    metadata = MetaData(naming_convention=CONVENTION, info={"bind_key": "identity"})
    type_annotation_map = ANNOTATIONS
