"""Invented texts for the properties: words of four languages, marks, odd spaces, raw characters."""

from hypothesis import strategies as st

_WORDS = (
    "cities rights access the of and to not 1,500 13.2 (a) U.N. people’s well-being 2020 150 "
    "l’eau d’accueil jusqu’à est-à-dire citoyen·ne·s migrant(e)s été e\u0301te\u0301 "
    "¿quién niñez año ciudad المُدُنُ تَلْتَزِمُ الحقـوق الحقوق في من (هـ) ١٬٥٠٠ "
    "A/RES/73/195 art. n° § 12"
).split()
_MARKS = [*" \n.,;:!?¿¡«»’'-()،؛؟…", "\u00a0", "\u202f", "  ", "\u0301", "\u064e", "\u0640", "👩‍👧"]

words = st.sampled_from(_WORDS)
tidy_texts = st.lists(words, max_size=25).map(" ".join)
rough_texts = st.lists(words | st.sampled_from(_MARKS) | st.text(max_size=3), max_size=30).map(
    "".join
)
texts = tidy_texts | rough_texts


@st.composite
def edits(draw: st.DrawFn, text: str) -> str:
    """A text as somebody might change it: a few stretches of characters put otherwise."""
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(texts.map(lambda new: new[:20])) + text[end:]
    return text


@st.composite
def rewordings(draw: st.DrawFn, text: str) -> str:
    """A text of single-spaced words with some words put in, taken out or replaced."""
    found = text.split()
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(found)))
        found[at : at + draw(st.integers(0, 3))] = draw(st.lists(words, max_size=3))
    return " ".join(found)
