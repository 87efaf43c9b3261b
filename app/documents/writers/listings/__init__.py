"""Lists of amendments and of changes as files: Word, PDF, tables, JSON, Akoma Ntoso."""
