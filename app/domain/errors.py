"""What the domain says when it refuses; each carries a code that the web turns into words."""


class Refusal(Exception):
    """Anything the domain refuses; ``code`` names why."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class NotAllowed(Refusal):
    """The actor may not do this now; ``code`` is the name of the rule that said no."""


class NotFound(Refusal):
    """No such thing, or none this actor may know of; ``code`` is the noun."""


class Conflict(Refusal):
    """The thing changed meanwhile, or the same key came with other content."""


class Invalid(Refusal):
    """The input cannot be taken; ``details["field"]`` names the field where there is one."""


class TooMany(Refusal):
    """Too many tries in a short time; ``details["retry_after"]`` is in seconds."""
