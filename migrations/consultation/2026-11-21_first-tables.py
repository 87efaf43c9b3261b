"""The first tables of the consultation database."""

import sqlalchemy as sa
from alembic import op

revision = "c0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "charters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("authentic_language", sa.String(), nullable=True),
        sa.Column("equally_authentic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charters")),
        sa.UniqueConstraint("slug", name=op.f("uq_charters_slug")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "region",
            sa.Enum(
                "africa",
                "asia_pacific",
                "eurasia",
                "europe",
                "latin_america",
                "mewa",
                "north_america",
                name="region",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column(
            "size_class",
            sa.Enum("metropolis", "city", "small", name="sizeclass", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["organisations.id"],
            name=op.f("fk_organisations_merged_into_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_index(
        "uq_organisations_open_name",
        "organisations",
        ["folded_name"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("member_key", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("parked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index("ix_outbox_due", "outbox", ["sent_at", "parked_at", "id"], unique=False)
    op.create_index(op.f("ix_outbox_member_key"), "outbox", ["member_key"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload_hash", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("key", name=op.f("uq_submissions_key")),
    )
    op.create_table(
        "charter_texts",
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_charter_texts_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("charter_id", "language", name=op.f("pk_charter_texts")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("code_holder", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_members_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("key", name=op.f("uq_members_key")),
    )
    op.create_index(
        op.f("ix_members_organisation_id"), "members", ["organisation_id"], unique=False
    )
    op.create_table(
        "principles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("explanations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_principles_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principles")),
        sa.UniqueConstraint("charter_id", "key", name=op.f("uq_principles_charter_id_key")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_topics_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("charter_id", "key", name=op.f("uq_topics_charter_id_key")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base_version_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "working",
                "frozen",
                "adopted",
                "superseded",
                name="versionstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("content_hash", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("changes_published_at", sa.DateTime(), nullable=True),
        sa.Column("changes_introduction", sa.JSON(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_version_id"], ["versions.id"], name=op.f("fk_versions_base_version_id_versions")
        ),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_versions_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("charter_id", "number", name=op.f("uq_versions_charter_id_number")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_key", sa.String(), nullable=False),
        sa.Column("editorial", sa.Boolean(), nullable=False),
        sa.Column(
            "edited",
            sa.Enum("editorial", "substantive", name="editkind", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_changes_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint(
            "version_id", "paragraph_key", name=op.f("uq_changes_version_id_paragraph_key")
        ),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(), nullable=True),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_delegations_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delegations_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint(
            "member_id", "organisation_id", name=op.f("uq_delegations_member_id_organisation_id")
        ),
    )
    op.create_index(
        op.f("ix_delegations_organisation_id"), "delegations", ["organisation_id"], unique=False
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("run_by", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "open", "invitation", "organisations", name="audience", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "moderation",
            sa.Enum(
                "before", "trusted", "after", name="moderationrule", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "tallies",
            sa.Enum(
                "after_vote",
                "always",
                "after_closing",
                name="tallyrule",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("evidence_floor", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(), nullable=True),
        sa.Column("reported_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("next_comment", sa.Integer(), nullable=False),
        sa.Column("next_amendment", sa.Integer(), nullable=False),
        sa.Column("next_answer", sa.Integer(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_rounds_charter_id_charters")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_rounds_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("charter_id", "number", name=op.f("uq_rounds_charter_id_number")),
        sa.UniqueConstraint("slug", name=op.f("uq_rounds_slug")),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["sections.id"], name=op.f("fk_sections_parent_id_sections")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_sections_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_sections_version_id_key")),
    )
    op.create_table(
        "text_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_text_imports_charter_id_charters")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_text_imports_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_imports")),
        sa.UniqueConstraint("key", name=op.f("uq_text_imports_key")),
    )
    op.create_table(
        "import_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "changed",
                "split",
                "merged",
                "deleted",
                "taken_out",
                "moved",
                "lowered",
                "lifted",
                "retyped",
                "linked",
                "paired",
                "confirmed",
                "compared",
                "notes_left_out",
                name="correction",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["text_imports.id"], name=op.f("fk_import_steps_import_id_text_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_steps")),
    )
    op.create_index(op.f("ix_import_steps_import_id"), "import_steps", ["import_id"], unique=False)
    op.create_table(
        "imported_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_key", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_imported_notes_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_notes")),
    )
    op.create_index(
        op.f("ix_imported_notes_charter_id"), "imported_notes", ["charter_id"], unique=False
    )
    op.create_table(
        "word_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_word_files_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_word_files_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_word_files_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_files")),
        sa.UniqueConstraint("key", name=op.f("uq_word_files_key")),
    )
    op.create_index(
        "ix_word_files_round", "word_files", ["round_id", "organisation_id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_drafts_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_drafts_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("key", name=op.f("uq_drafts_key")),
    )
    op.create_index("ix_drafts_member_round", "drafts", ["member_id", "round_id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("cut_off_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("record_head", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["members.id"], name=op.f("fk_editions_published_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_editions_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_editions_round_id_number")),
    )
    op.create_table(
        "measurements",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("measured_at", sa.DateTime(), nullable=True),
        sa.Column("failed_at", sa.DateTime(), nullable=True),
        sa.Column("inputs_hash", sa.String(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("live", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_measurements_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_measurements")),
    )
    op.create_table(
        "invitations",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_invitations_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_invitations_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", name=op.f("pk_invitations")),
    )
    op.create_table(
        "paragraphs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "preambular",
                "principle",
                "operative",
                "commitment",
                "annex",
                name="paragraphtype",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_paragraphs_section_id_sections")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_paragraphs_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraphs")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_paragraphs_version_id_key")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_paragraphs_version_id_number")),
    )
    op.create_index(op.f("ix_paragraphs_section_id"), "paragraphs", ["section_id"], unique=False)
    op.create_table(
        "record_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("entry_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_record_entries_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_entries")),
        sa.UniqueConstraint(
            "round_id", "sequence", name=op.f("uq_record_entries_round_id_sequence")
        ),
    )
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "facilitator",
                "translator",
                "observer",
                "secretariat",
                "admin",
                name="role",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("charter_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_role_grants_charter_id_charters")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["members.id"], name=op.f("fk_role_grants_granted_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_role_grants_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_role_grants_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    op.create_index("ix_role_grants_member", "role_grants", ["member_id"], unique=False)
    op.create_table(
        "round_windows",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "comment", "amend", "vote", "position", name="act", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_windows_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("round_id", "act", name=op.f("pk_round_windows")),
    )
    op.create_table(
        "syntheses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("editors", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_syntheses_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["members.id"], name=op.f("fk_syntheses_sent_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syntheses")),
        sa.UniqueConstraint("round_id", name=op.f("uq_syntheses_round_id")),
    )
    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("comment", "amendment", "answer", name="kind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "event",
                "letter",
                "word_file",
                name="channel",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "published",
                "returned",
                "withheld",
                "withdrawn",
                "merged",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "comment_kind",
            sa.Enum(
                "agree",
                "concern",
                "question",
                "suggestion",
                "experience",
                name="commentkind",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "operation",
            sa.Enum(
                "replace", "insert_after", "delete", name="operation", native_enum=False, length=32
            ),
            nullable=True,
        ),
        sa.Column(
            "scope",
            sa.Enum("substance", "language", name="scope", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("amends_revision", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("veiled_until", sa.DateTime(), nullable=True),
        sa.Column("last_revision", sa.Integer(), nullable=False),
        sa.Column("shown_revision", sa.Integer(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["contributions.id"],
            name=op.f("fk_contributions_amends_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_contributions_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["contributions.id"],
            name=op.f("fk_contributions_merged_into_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_contributions_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraphs.id"],
            name=op.f("fk_contributions_paragraph_id_paragraphs"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["contributions.id"],
            name=op.f("fk_contributions_parent_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_contributions_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_contributions_section_id_sections")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sa.UniqueConstraint(
            "round_id", "kind", "number", name=op.f("uq_contributions_round_id_kind_number")
        ),
    )
    op.create_index(
        op.f("ix_contributions_amends_id"), "contributions", ["amends_id"], unique=False
    )
    op.create_index(
        op.f("ix_contributions_member_id"), "contributions", ["member_id"], unique=False
    )
    op.create_index(
        op.f("ix_contributions_organisation_id"), "contributions", ["organisation_id"], unique=False
    )
    op.create_index(
        "ix_contributions_paragraph",
        "contributions",
        ["round_id", "paragraph_id", "kind", "status"],
        unique=False,
    )
    op.create_index(
        op.f("ix_contributions_parent_id"), "contributions", ["parent_id"], unique=False
    )
    op.create_index(
        "ix_contributions_reference", "contributions", ["round_id", "reference"], unique=False
    )
    op.create_index(
        "ix_contributions_revised",
        "contributions",
        ["round_id"],
        unique=False,
        sqlite_where=sa.text("shown_revision < last_revision"),
        postgresql_where=sa.text("shown_revision < last_revision"),
    )
    op.create_index(
        "ix_contributions_round_status", "contributions", ["round_id", "status"], unique=False
    )
    op.create_table(
        "lineages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "kept",
                "changed",
                "moved",
                "new",
                "split",
                "merged",
                "removed",
                name="lineagekind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["paragraphs.id"], name=op.f("fk_lineages_origin_id_paragraphs")
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraphs.id"], name=op.f("fk_lineages_paragraph_id_paragraphs")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_lineages_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineages")),
    )
    op.create_index(op.f("ix_lineages_origin_id"), "lineages", ["origin_id"], unique=False)
    op.create_index(op.f("ix_lineages_paragraph_id"), "lineages", ["paragraph_id"], unique=False)
    op.create_index(op.f("ix_lineages_version_id"), "lineages", ["version_id"], unique=False)
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("voter", sa.String(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 5", name=op.f("ck_ratings_score")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_ratings_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_ratings_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraphs.id"], name=op.f("fk_ratings_paragraph_id_paragraphs")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_ratings_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint(
            "round_id",
            "paragraph_id",
            "voter",
            "criterion",
            name=op.f("uq_ratings_round_id_paragraph_id_voter_criterion"),
        ),
    )
    op.create_index("ix_ratings_member", "ratings", ["member_id", "round_id"], unique=False)
    op.create_table(
        "themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("definitions", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_themes_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_themes_round_id_key")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_themes_round_id_number")),
    )
    op.create_table(
        "theme_tags",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_theme_tags_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_theme_tags_theme_id_themes")
        ),
        sa.PrimaryKeyConstraint("theme_id", "contribution_id", name=op.f("pk_theme_tags")),
    )
    op.create_index(
        op.f("ix_theme_tags_contribution_id"), "theme_tags", ["contribution_id"], unique=False
    )
    op.create_table(
        "synthesis_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("synthesis_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_synthesis_comments_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"],
            ["members.id"],
            name=op.f("fk_synthesis_comments_settled_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["synthesis_id"],
            ["syntheses.id"],
            name=op.f("fk_synthesis_comments_synthesis_id_syntheses"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synthesis_comments")),
    )
    op.create_index(
        op.f("ix_synthesis_comments_synthesis_id"),
        "synthesis_comments",
        ["synthesis_id"],
        unique=False,
    )
    op.create_table(
        "synthesis_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("synthesis_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_synthesis_parts_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["synthesis_id"],
            ["syntheses.id"],
            name=op.f("fk_synthesis_parts_synthesis_id_syntheses"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synthesis_parts")),
        sa.UniqueConstraint(
            "synthesis_id",
            "part",
            "language",
            name=op.f("uq_synthesis_parts_synthesis_id_part_language"),
        ),
    )
    op.create_table(
        "wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft", "reviewed", "stale", name="wordingstatus", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("added_after_freezing_at", sa.DateTime(), nullable=True),
        sa.Column("late_hash", sa.String(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("made_from", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["members.id"], name=op.f("fk_wordings_written_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["members.id"], name=op.f("fk_wordings_reviewed_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraphs.id"], name=op.f("fk_wordings_paragraph_id_paragraphs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
        sa.UniqueConstraint(
            "paragraph_id", "language", name=op.f("uq_wordings_paragraph_id_language")
        ),
    )
    op.create_table(
        "glossary_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("renderings", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["charter_id"], ["charters.id"], name=op.f("fk_glossary_terms_charter_id_charters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_terms")),
    )
    op.create_index(
        op.f("ix_glossary_terms_charter_id"), "glossary_terms", ["charter_id"], unique=False
    )
    op.create_table(
        "translation_queries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["members.id"],
            name=op.f("fk_translation_queries_answered_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["members.id"],
            name=op.f("fk_translation_queries_asked_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["versions.id"],
            name=op.f("fk_translation_queries_version_id_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_queries")),
    )
    op.create_index(
        "ix_translation_queries_place",
        "translation_queries",
        ["version_id", "language"],
        unique=False,
    )
    op.create_table(
        "part_states",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft", "reviewed", "stale", name="wordingstatus", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("added_after_freezing_at", sa.DateTime(), nullable=True),
        sa.Column("late_hash", sa.String(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("made_from", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["members.id"], name=op.f("fk_part_states_reviewed_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_part_states_version_id_versions")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["members.id"], name=op.f("fk_part_states_written_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_states")),
        sa.UniqueConstraint(
            "version_id",
            "place",
            "language",
            name=op.f("uq_part_states_version_id_place_language"),
        ),
    )
    op.create_table(
        "table_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_table_imports_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_table_imports_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_imports")),
        sa.UniqueConstraint("key", name=op.f("uq_table_imports_key")),
    )
    op.create_index(
        op.f("ix_table_imports_version_id"), "table_imports", ["version_id"], unique=False
    )
    op.create_table(
        "citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["changes.id"], name=op.f("fk_citations_change_id_changes")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_citations_contribution_id_contributions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citations")),
        sa.UniqueConstraint(
            "change_id", "contribution_id", name=op.f("uq_citations_change_id_contribution_id")
        ),
    )
    op.create_index(
        op.f("ix_citations_contribution_id"), "citations", ["contribution_id"], unique=False
    )
    op.create_table(
        "co_sponsors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("member_id IS NOT NULL", name=op.f("ck_co_sponsors_member")),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_co_sponsors_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_co_sponsors_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_co_sponsors_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_sponsors")),
        sa.UniqueConstraint(
            "contribution_id", "member_id", name=op.f("uq_co_sponsors_contribution_id_member_id")
        ),
        sa.UniqueConstraint(
            "contribution_id",
            "organisation_id",
            name=op.f("uq_co_sponsors_contribution_id_organisation_id"),
        ),
    )
    op.create_table(
        "amendment_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_amendment_wordings_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_amendment_wordings_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_wordings")),
        sa.UniqueConstraint(
            "contribution_id",
            "revision",
            "language",
            name=op.f("uq_amendment_wordings_contribution_id_revision_language"),
        ),
    )
    op.create_table(
        "joint_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "collecting",
                "filed",
                name="jointstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_joint_drafts_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_joint_drafts_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_joint_drafts_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraphs.id"],
            name=op.f("fk_joint_drafts_paragraph_id_paragraphs"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_joint_drafts_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_drafts")),
        sa.UniqueConstraint("key", name=op.f("uq_joint_drafts_key")),
    )
    op.create_index(
        "ix_joint_drafts_organisation",
        "joint_drafts",
        ["organisation_id", "updated_at"],
        unique=False,
    )
    op.create_index(op.f("ix_joint_drafts_round_id"), "joint_drafts", ["round_id"], unique=False)
    op.create_table(
        "sponsor_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_draft_id", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "invited",
                "accepted",
                "declined",
                name="answer",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("read", sa.Integer(), nullable=True),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(joint_draft_id IS NULL) <> (contribution_id IS NULL)",
            name=op.f("ck_sponsor_invitations_one_item"),
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_sponsor_invitations_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["joint_draft_id"],
            ["joint_drafts.id"],
            name=op.f("fk_sponsor_invitations_joint_draft_id_joint_drafts"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_sponsor_invitations_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_sponsor_invitations_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsor_invitations")),
        sa.UniqueConstraint(
            "contribution_id",
            "organisation_id",
            name=op.f("uq_sponsor_invitations_contribution_id_organisation_id"),
        ),
        sa.UniqueConstraint(
            "joint_draft_id",
            "organisation_id",
            name=op.f("uq_sponsor_invitations_joint_draft_id_organisation_id"),
        ),
    )
    op.create_index(
        "ix_sponsor_invitations_organisation",
        "sponsor_invitations",
        ["organisation_id", "answer"],
        unique=False,
    )
    op.create_table(
        "carryings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_key", sa.String(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "kept",
                "changed",
                "ambiguous",
                "gone",
                name="anchoring",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["members.id"], name=op.f("fk_carryings_confirmed_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_carryings_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_carryings_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carryings")),
        sa.UniqueConstraint(
            "version_id", "contribution_id", name=op.f("uq_carryings_version_id_contribution_id")
        ),
    )
    op.create_index(
        op.f("ix_carryings_contribution_id"), "carryings", ["contribution_id"], unique=False
    )
    op.create_table(
        "composition_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "take",
                "beside",
                "parts",
                "rest",
                "write",
                "skip",
                "undo",
                "clean",
                name="choiceact",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_composition_steps_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_composition_steps_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_composition_steps")),
    )
    op.create_index(
        op.f("ix_composition_steps_version_id"), "composition_steps", ["version_id"], unique=False
    )
    op.create_table(
        "composition_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_composition_choices_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_composition_choices_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_composition_choices_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_composition_choices")),
        sa.UniqueConstraint(
            "version_id",
            "contribution_id",
            name=op.f("uq_composition_choices_version_id_contribution_id"),
        ),
    )
    op.create_table(
        "dispositions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "accepted_with_changes",
                "not_accepted",
                "already_covered",
                "referred",
                "out_of_scope",
                "noted",
                name="disposition",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("self_confirmed", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=True),
        sa.Column("shown_at", sa.DateTime(), nullable=True),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["members.id"],
            name=op.f("fk_dispositions_confirmed_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_dispositions_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["members.id"], name=op.f("fk_dispositions_drafted_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_dispositions_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispositions")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_dispositions_contribution_id")),
    )
    op.create_index(op.f("ix_dispositions_round_id"), "dispositions", ["round_id"], unique=False)
    op.create_table(
        "disposition_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "accepted_with_changes",
                "not_accepted",
                "already_covered",
                "referred",
                "out_of_scope",
                "noted",
                name="disposition",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposition_id"],
            ["dispositions.id"],
            name=op.f("fk_disposition_versions_disposition_id_dispositions"),
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"],
            ["members.id"],
            name=op.f("fk_disposition_versions_drafted_by_id_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_versions")),
        sa.UniqueConstraint(
            "disposition_id", "number", name=op.f("uq_disposition_versions_disposition_id_number")
        ),
    )
    op.create_table(
        "disposition_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposition_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("replied_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposition_id"],
            ["dispositions.id"],
            name=op.f("fk_disposition_replies_disposition_id_dispositions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_disposition_replies_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_replies")),
    )
    op.create_index(
        op.f("ix_disposition_replies_disposition_id"),
        "disposition_replies",
        ["disposition_id"],
        unique=False,
    )
    op.create_table(
        "desk_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_desk_notes_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_desk_notes_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["members.id"], name=op.f("fk_desk_notes_responsible_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_desk_notes_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_notes")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_desk_notes_contribution_id")),
    )
    op.create_index(op.f("ix_desk_notes_round_id"), "desk_notes", ["round_id"], unique=False)
    op.create_table(
        "moderation_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "submit",
                "publish",
                "return",
                "withhold",
                "withdraw",
                "merge",
                "unmerge",
                "revise",
                "restore",
                name="step",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "before",
            sa.Enum(
                "pending",
                "published",
                "returned",
                "withheld",
                "withdrawn",
                "merged",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "pending",
                "published",
                "returned",
                "withheld",
                "withdrawn",
                "merged",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("shown_before", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "reason_code",
            sa.Enum(
                "hate",
                "threat",
                "personal_data",
                "harassment",
                "illegal",
                "spam",
                "off_topic",
                "wrong_place",
                "impersonation",
                name="reasoncode",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_moderation_steps_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_moderation_steps_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"],
            ["moderation_steps.id"],
            name=op.f("fk_moderation_steps_undoes_id_moderation_steps"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_steps")),
    )
    op.create_index("ix_moderation_steps_at", "moderation_steps", ["at"], unique=False)
    op.create_index(
        "ix_moderation_steps_contribution",
        "moderation_steps",
        ["contribution_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_moderation_steps_member_id"), "moderation_steps", ["member_id"], unique=False
    )
    op.create_index(
        "ix_moderation_steps_undoes",
        "moderation_steps",
        ["undoes_id"],
        unique=True,
        sqlite_where=sa.text("undoes_id IS NOT NULL"),
        postgresql_where=sa.text("undoes_id IS NOT NULL"),
    )
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "support",
                "support_with_changes",
                "oppose",
                "abstain",
                name="stance",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(contribution_id IS NULL) <> (paragraph_id IS NULL)",
            name=op.f("ck_positions_one_item"),
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_positions_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_positions_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_positions_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraphs.id"], name=op.f("fk_positions_paragraph_id_paragraphs")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_positions_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sa.UniqueConstraint(
            "organisation_id",
            "contribution_id",
            name=op.f("uq_positions_organisation_id_contribution_id"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "round_id",
            "paragraph_id",
            name=op.f("uq_positions_organisation_id_round_id_paragraph_id"),
        ),
    )
    op.create_index("ix_positions_contribution", "positions", ["contribution_id"], unique=False)
    op.create_index("ix_positions_member", "positions", ["member_id", "round_id"], unique=False)
    op.create_index(
        "ix_positions_round_paragraph", "positions", ["round_id", "paragraph_id"], unique=False
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "hate",
                "threat",
                "personal_data",
                "harassment",
                "illegal",
                "spam",
                "off_topic",
                "wrong_place",
                "impersonation",
                name="reasoncode",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_reports_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["members.id"], name=op.f("fk_reports_settled_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "contribution_id", "reporter", name=op.f("uq_reports_contribution_id_reporter")
        ),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=True),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("mandate", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_revisions_contribution_id_contributions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint(
            "contribution_id", "number", name=op.f("uq_revisions_contribution_id_number")
        ),
    )
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "local_government",
                "civil_society",
                "migrant_association",
                "consultative_body",
                "partner_body",
                "individual",
                "other",
                name="group",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "choice",
            sa.Enum("support", "oppose", "abstain", name="choice", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("voted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_votes_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_votes_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint(
            "member_id", "contribution_id", name=op.f("uq_votes_member_id_contribution_id")
        ),
    )
    op.create_index(
        "ix_votes_contribution", "votes", ["contribution_id", "group", "choice"], unique=False
    )
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "reversed", name="appealoutcome", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_appeals_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["members.id"], name=op.f("fk_appeals_decided_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_appeals_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["members.id"], name=op.f("fk_appeals_proposed_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_appeals_report_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["moderation_steps.id"], name=op.f("fk_appeals_step_id_moderation_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("report_id", name=op.f("uq_appeals_report_id")),
        sa.UniqueConstraint("step_id", name=op.f("uq_appeals_step_id")),
    )
    op.create_index(
        op.f("ix_appeals_contribution_id"), "appeals", ["contribution_id"], unique=False
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_appeals_contribution_id"), table_name="appeals")
    op.drop_table("appeals")
    op.drop_index("ix_votes_contribution", table_name="votes")
    op.drop_table("votes")
    op.drop_table("revisions")
    op.drop_table("reports")
    op.drop_index("ix_positions_round_paragraph", table_name="positions")
    op.drop_index("ix_positions_member", table_name="positions")
    op.drop_index("ix_positions_contribution", table_name="positions")
    op.drop_table("positions")
    op.drop_index("ix_moderation_steps_undoes", table_name="moderation_steps")
    op.drop_index(op.f("ix_moderation_steps_member_id"), table_name="moderation_steps")
    op.drop_index("ix_moderation_steps_contribution", table_name="moderation_steps")
    op.drop_index("ix_moderation_steps_at", table_name="moderation_steps")
    op.drop_table("moderation_steps")
    op.drop_index(op.f("ix_desk_notes_round_id"), table_name="desk_notes")
    op.drop_table("desk_notes")
    op.drop_index(op.f("ix_disposition_replies_disposition_id"), table_name="disposition_replies")
    op.drop_table("disposition_replies")
    op.drop_table("disposition_versions")
    op.drop_index(op.f("ix_dispositions_round_id"), table_name="dispositions")
    op.drop_table("dispositions")
    op.drop_index(op.f("ix_composition_steps_version_id"), table_name="composition_steps")
    op.drop_table("composition_steps")
    op.drop_table("composition_choices")
    op.drop_index(op.f("ix_carryings_contribution_id"), table_name="carryings")
    op.drop_table("carryings")
    op.drop_index("ix_sponsor_invitations_organisation", table_name="sponsor_invitations")
    op.drop_table("sponsor_invitations")
    op.drop_index(op.f("ix_joint_drafts_round_id"), table_name="joint_drafts")
    op.drop_index("ix_joint_drafts_organisation", table_name="joint_drafts")
    op.drop_table("joint_drafts")
    op.drop_table("amendment_wordings")
    op.drop_table("co_sponsors")
    op.drop_index(op.f("ix_citations_contribution_id"), table_name="citations")
    op.drop_table("citations")
    op.drop_index(op.f("ix_table_imports_version_id"), table_name="table_imports")
    op.drop_table("table_imports")
    op.drop_table("part_states")
    op.drop_index("ix_translation_queries_place", table_name="translation_queries")
    op.drop_table("translation_queries")
    op.drop_index(op.f("ix_glossary_terms_charter_id"), table_name="glossary_terms")
    op.drop_table("glossary_terms")
    op.drop_table("wordings")
    op.drop_table("synthesis_parts")
    op.drop_index(op.f("ix_theme_tags_contribution_id"), table_name="theme_tags")
    op.drop_table("theme_tags")
    op.drop_table("themes")
    op.drop_index(op.f("ix_synthesis_comments_synthesis_id"), table_name="synthesis_comments")
    op.drop_table("synthesis_comments")
    op.drop_index("ix_ratings_member", table_name="ratings")
    op.drop_table("ratings")
    op.drop_index(op.f("ix_lineages_version_id"), table_name="lineages")
    op.drop_index(op.f("ix_lineages_paragraph_id"), table_name="lineages")
    op.drop_index(op.f("ix_lineages_origin_id"), table_name="lineages")
    op.drop_table("lineages")
    op.drop_index("ix_contributions_round_status", table_name="contributions")
    op.drop_index("ix_contributions_revised", table_name="contributions")
    op.drop_index("ix_contributions_reference", table_name="contributions")
    op.drop_index(op.f("ix_contributions_parent_id"), table_name="contributions")
    op.drop_index("ix_contributions_paragraph", table_name="contributions")
    op.drop_index(op.f("ix_contributions_organisation_id"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_amends_id"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_member_id"), table_name="contributions")
    op.drop_table("contributions")
    op.drop_table("syntheses")
    op.drop_table("round_windows")
    op.drop_index("ix_role_grants_member", table_name="role_grants")
    op.drop_table("role_grants")
    op.drop_table("record_entries")
    op.drop_index(op.f("ix_paragraphs_section_id"), table_name="paragraphs")
    op.drop_table("paragraphs")
    op.drop_table("invitations")
    op.drop_table("measurements")
    op.drop_table("editions")
    op.drop_index("ix_word_files_round", table_name="word_files")
    op.drop_table("word_files")
    op.drop_index("ix_drafts_member_round", table_name="drafts")
    op.drop_table("drafts")
    op.drop_index(op.f("ix_imported_notes_charter_id"), table_name="imported_notes")
    op.drop_table("imported_notes")
    op.drop_index(op.f("ix_import_steps_import_id"), table_name="import_steps")
    op.drop_table("import_steps")
    op.drop_table("text_imports")
    op.drop_table("sections")
    op.drop_table("rounds")
    op.drop_index(op.f("ix_delegations_organisation_id"), table_name="delegations")
    op.drop_table("delegations")
    op.drop_table("changes")
    op.drop_table("versions")
    op.drop_table("topics")
    op.drop_table("principles")
    op.drop_index(op.f("ix_members_organisation_id"), table_name="members")
    op.drop_table("members")
    op.drop_table("charter_texts")
    op.drop_table("submissions")
    op.drop_index(op.f("ix_outbox_member_key"), table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index("uq_organisations_open_name", table_name="organisations")
    op.drop_table("organisations")
    op.drop_table("charters")
