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


def one_text(words: str, *, said: str = "", declared: str = "") -> str:
    """One text of a collection, which says its language in its body or in its head."""
    expression = f'<identification><FRBRExpression><FRBRlanguage language="{declared}"/>'
    meta = f"<meta>{expression}</FRBRExpression></identification></meta>" if declared else "<meta/>"
    body = f'<mainBody xml:lang="{said}">' if said else "<mainBody>"
    head = f"<preface><p><docTitle>{words}</docTitle></p></preface>"
    return f'<component><doc name="c">{meta}{head}{body}{p(words)}</mainBody></doc></component>'


def collection(*texts: str) -> bytes:
    """A file with several texts."""
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><documentCollection name="c"><meta/><collectionBody>'
        f"{''.join(texts)}</collectionBody></documentCollection></akomaNtoso>"
    ).encode()
