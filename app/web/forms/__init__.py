"""Forms: shape only; whether somebody may do it is never a validator."""
