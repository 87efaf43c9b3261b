"""A difference shows what a careful reader would mark by hand, and loses nothing."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording.diff import Difference, Span, SpanKind, difference, excerpt
from app.domain.wording.tokens import ends_sentence, is_word, same_reading, tokenise
from tests.domain.wording.texts import edits, texts, tidy_texts

_SIGNS = {SpanKind.EQUAL: "{}", SpanKind.DELETE: "[-{}-]", SpanKind.INSERT: "[+{}+]"}


def _marked(spans: tuple[Span, ...]) -> str:
    return "".join(_SIGNS[span.kind].format(span.text) for span in spans)


EXAMPLES = [
    # base, target, what is shown
    ("A big dog.", "A big red dog.", "A big [+red +]dog."),
    ("A big red dog.", "A dog.", "A [-big red -]dog."),
    ("One. Two.", "One. Two. Three.", "One. Two.[+ Three.+]"),
    ("One. Two.", "One. Three. Two.", "One. [+Three. +]Two."),
    ("One.\nTwo.", "One.\nThree.\nTwo.", "One.\n[+Three.\n+]Two."),
    ("So it is. It may be. End.", "So it is. It was so. It may be. End.",
     "So it is. [+It was so. +]It may be. End."),
    ("right one\nright two", "right one\nright new\nright two",
     "right one\n[+right new\n+]right two"),
    ("of one of", "one of of", "[-of one-][+one of+] of"),
    ("Cities act.", "Cities and regions act.", "Cities [+and regions +]act."),
    ("red, green and blue", "pink, yellow and grey",
     "[-red, green and blue-][+pink, yellow and grey+]"),
    ("right of access", "duty of entry", "[-right of access-][+duty of entry+]"),
    (
        "Cities shall protect all people.",
        "Towns shall protect all residents.",
        "[-Cities-][+Towns+] shall protect all [-people-][+residents+].",
    ),
    ("A big dog.", "A big red dog barks.", "A big [+red +]dog[+ barks+]."),
    ("It ends here. Next comes.", "It ends there. Then comes.",
     "It ends [-here-][+there+]. [-Next-][+Then+] comes."),
    ("the right to rest and the right to work", "the right to work",
     "[-the right to rest and -]the right to work"),
    ("some 1,500 people", "some 2,500 people", "some [-1,500-][+2,500+] people"),
    ("as 13.2 says", "as 13.4 says", "as [-13.2-][+13.4+] says"),
    ("Old cities  help people now.", "New cities help people then.",
     "[-Old-][+New+] cities[-  -][+ +]help people [-now-][+then+]."),
    # French: elision, no-break spaces, hyphens
    ("l’eau potable", "d’eau potable", "[-l’-][+d’+]eau potable"),
    ("le droit à l’eau", "le droit à l’énergie", "le droit à l’[-eau-][+énergie+]"),
    ("un accueil de l’enfant", "un accueil du jeune enfant",
     "un accueil [-de l’-][+du jeune +]enfant"),
    ("c’est-à-dire peu", "c’est peu", "c’[-est-à-dire-][+est+] peu"),
    ("Oui\u00a0: demain", "Oui : demain", "Oui\u00a0: demain"),
    ("les e\u0301lus votent", "les \u00e9lues votent", "les [-e\u0301lus-][+\u00e9lues+] votent"),
    # Spanish: opening signs
    ("¿Quién decide? La ciudad.", "¿Quién y cómo decide? La ciudad.",
     "¿Quién [+y cómo +]decide? La ciudad."),
    ("La ciudad decide.", "¿La ciudad decide?", "[+¿+]La ciudad decide[-.-][+?+]"),
    # Arabic: words with their marks
    ("تلتزم المُدُنُ بحماية الحقوق.", "تلتزم المُدُنَ بحماية الحقوق.",
     "تلتزم [-المُدُنُ-][+المُدُنَ+] بحماية الحقوق."),
    ("تحمي المدن حقوق المهاجرين.", "تحمي المدن حقوق المهاجرين واللاجئين.",
     "تحمي المدن حقوق المهاجرين[+ واللاجئين+]."),
    ("الصحة، والسكن؟", "الصحة؛ والسكن؟", "الصحة[-،-][+؛+] والسكن؟"),
    ("حماية الحقـــوق", "حماية الحقوق", "حماية الحقـــوق"),
    # ends of the scale
    ("", "New.", "[+New.+]"),
    ("Old.", "", "[-Old.-]"),
    ("", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("base", "target", "shown"), EXAMPLES)
def test_difference_reads_like_marks_made_by_hand(base: str, target: str, shown: str) -> None:
    assert _marked(difference(base, target).spans) == shown


def test_rewritten_sentences_are_not_a_patchwork() -> None:
    base = "We commit to welcoming people. We will share data. We will report each year."
    target = "Everyone is received with dignity by all. We publish what we learn. Reports come out."

    assert difference(base, target).removals <= 2


MOVES = [
    # base, target, what moved
    ("We listen to all. They decide alone. So it is.",
     "They decide alone. We listen to all. So it is.", "They decide alone."),
    ("Nous écoutons l’ensemble des résident·e·s. La ville décide.",
     "La ville décide. Nous écoutons l’ensemble des résident·e·s.", "La ville décide."),
    ("La ciudad escucha a todas. ¿Quién decide hoy? Nadie más.",
     "¿Quién decide hoy? La ciudad escucha a todas. Nadie más.", "¿Quién decide hoy?"),
    ("تستمع المدينة إلى الجميع، ثم تقرر المدينة علنا. وبعد ذلك تنشر.",
     "تستمع المدينة إلى الجميع، وبعد ذلك تنشر. ثم تقرر المدينة علنا.", "وبعد ذلك تنشر"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "target", "words"), MOVES)
def test_moved_words_are_marked_as_such(base: str, target: str, words: str) -> None:
    found = difference(base, target)
    ends = [span for span in found.spans if span.move]

    assert found.moves == 1
    assert {span.kind for span in ends} == {SpanKind.DELETE, SpanKind.INSERT}
    assert all(words in span.text for span in ends)
    assert {span.move for side in found.side_by_side() for span in side} == {None, 1}


def test_words_that_stand_again_elsewhere_are_counted_once() -> None:
    found = difference(MOVES[0][0], MOVES[0][1].replace("alone", "apart"))

    assert found.moves == 0
    assert found.insertions


def test_few_words_elsewhere_are_no_move() -> None:
    assert difference("the old town is big", "is big the old town").moves == 0


def test_same_words_twice_give_the_same_spans() -> None:
    assert difference("a b a b a", "b a a b") == difference("a b a b a", "b a a b")


@given(st.data())
def test_both_sides_are_complete_to_the_letter(data: st.DataObject) -> None:
    base = data.draw(texts)
    target = data.draw(edits(base) | texts)

    found = difference(base, target)

    assert (found.base, found.target) == (base, target)
    assert "".join(span.text for span in found.spans if span.kind is not SpanKind.INSERT) == base


@given(tidy_texts, tidy_texts)
def test_equal_stretches_show_the_text_of_both(base: str, target: str) -> None:
    shown = difference(base, target).spans

    assert same_reading(
        "".join(span.text for span in shown if span.kind is not SpanKind.DELETE), target
    )


@given(st.data())
def test_no_word_is_ever_split(data: st.DataObject) -> None:
    base = data.draw(texts)
    target = data.draw(edits(base))

    for side, text in zip(difference(base, target).side_by_side(), (base, target), strict=True):
        seams = set(accumulate(len(span.text) for span in side))
        assert seams <= set(accumulate(map(len, tokenise(text))))


@given(st.data())
def test_changes_are_kept_apart_by_something_worth_reading(data: st.DataObject) -> None:
    base = data.draw(tidy_texts)
    spans = difference(base, data.draw(edits(base))).spans[1:-1]

    islands = [tokenise(span.text) for span in spans if span.kind is SpanKind.EQUAL]

    assert all(any(is_word(token) or ends_sentence(token) for token in it) for it in islands)


@given(texts)
def test_text_does_not_differ_from_itself(text: str) -> None:
    found = difference(text, text)

    assert found.is_empty
    assert found.insertions == found.removals == 0


def test_changes_are_counted_as_a_reader_counts() -> None:
    found = difference("Cities shall decide.", "All cities must decide now.")

    assert (found.insertions, found.removals) == (2, 1)


def test_sides_stand_beside_each_other() -> None:
    before, after = difference("A big dog.", "A big red dog barks.").side_by_side()

    assert _marked(before) == "A big dog."
    assert _marked(after) == "A big [+red +]dog[+ barks+]."


def test_each_side_keeps_its_own_spelling() -> None:
    before, after = difference("oui\u00a0! dix", "oui ! six").side_by_side()

    assert before[0].text == "oui\u00a0! "
    assert after[0].text == "oui ! "


_LONG = " ".join(f"w{number}" for number in range(60))


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (difference(_LONG, _LONG.replace("w30 ", "w30 new ")), "… w29 w30 [+new +]w31 w32 …"),
        (
            difference(_LONG, f"new {_LONG} more"),
            "[+new +]w0 w1 … w58 w59[+ more+]",
        ),
        (difference("a b c", "a x c"), "a [-b-][+x+] c"),
        (difference(_LONG, _LONG), "w0 w1 …"),
        (Difference(()), ""),
    ],
)
def test_excerpt_keeps_a_few_words_around_each_change(found: Difference, shown: str) -> None:
    assert _marked(excerpt(found, context_words=2)) == shown
