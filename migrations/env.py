"""Alembic's environment: the connection and the tables come from the command that runs it."""

from alembic import context

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes["tables"],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
