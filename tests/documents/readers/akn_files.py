"""Akoma Ntoso as other programs write it, from its parts."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def p(text: str) -> str:
    return f"<content><p>{text}</p></content>"


def akn(body: str, before: str = "", after: str = "", kind: str = "act") -> bytes:
    """A file with one text; ``before`` and ``after`` stand around its body."""
    name = "mainBody" if kind in {"doc", "statement"} else "body"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"><{kind} name="x">'
        f'<meta/>{before}<{name} xml:lang="en">{body}</{name}>{after}</{kind}></akomaNtoso>'
    ).encode()
