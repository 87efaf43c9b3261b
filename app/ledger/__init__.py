"""What every write shares: locks, references, submission keys, the record chain, outbox."""
