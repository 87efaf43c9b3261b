"""A version for the writers of files: labels, gaps, signs that formats could take amiss."""

from datetime import UTC, date, datetime

from app.domain.languages import LANGUAGES
from app.domain.said import Said
from app.domain.texts import ParagraphType
from app.domain.version_documents import DocumentParagraph, DocumentSection, VersionDocument
from tests.factories.charters import TITLES

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LINES = {
    "en": (
        "Recalling that *quays* were built for ships & are now used by <people>,",
        'Every quay keeps a lamp lit_from dusk to dawn | at the town\'s "expense".',
        "# 200 metres \\ and [no] further.",
        "- 1) Nobody is asked `why`; 3 < 4.",
    ),
    "fr": (
        "Rappelant que les quais furent bâtis pour les navires\u00a0;",
        "Chaque quai garde une lampe «\u00a0allumée\u00a0», du soir au matin.",
        "La lampe se voit à 200\u202fmètres.",
        "Nul n’est interrogé.",
    ),
    "es": (
        "Recordando que los muelles se hicieron para los barcos,",
        "Cada muelle mantiene una lámpara encendida.",
        "¿La lámpara se ve? A 200 metros.",
        "A nadie se le pregunta.",
    ),
    "ar": (
        "إذ تذكّر بأن الأرصفة بُنيت للسفن وهي اليوم في خدمة الناس،",
        "يُبقي كل رصيف مصباحًا مضاءً من الغروب إلى الفجر.",
        "يُرى المصباح من مسافة 200 متر (ISO 9001).",
        "لا يُسأل أحد عن السبب.",
    ),
}
NOTES = {
    "en": "There is always a light. Nobody pays for it.",
    "fr": "Il y a toujours une lumière. Personne ne la paie.",
    "es": "Siempre hay una luz. Nadie paga por ella.",
    "ar": "هناك ضوء دائمًا. لا يدفع أحد ثمنه.",
}
CITED = {
    1: "Harbour Pact, article 4 <b> https://pact.example/4?a=1&b=2\nLetter of the Lamps, 1998",
    2: "https://lamps.example/",
}
LABELS = (None, "1.", "(a)", None)
HEADINGS = (("Preamble", "Préambule", "Preámbulo", "الديباجة"), ("Article 1",) * 4)


def make_document(
    *languages: str,
    missing: dict[str, tuple[int, ...]] | None = None,
    repeat: int = 1,
    beside: bool = False,
) -> VersionDocument:
    """Two sections, the second inside the first, four paragraphs (times ``repeat``).

    With ``beside`` the second has a note and two citations, the third a citation.
    """
    gaps = missing or {}
    count = len(LABELS)
    paragraphs = [
        DocumentParagraph(
            key=f"k{at + 1}",
            number=at + 1,
            type=ParagraphType.PREAMBULAR if at == 0 else ParagraphType.OPERATIVE,
            texts={
                code: LINES[code][at % count]
                for code in languages
                if at + 1 not in gaps.get(code, ())
            },
            labels={code: label for code in languages if (label := LABELS[at % count])},
            notes={code: NOTES[code] for code in languages} if beside and at == 1 else {},
            citations=dict.fromkeys(languages, CITED[at]) if beside and at in CITED else {},
        )
        for at in range(count * repeat)
    ]
    named = [
        {code: Said(words[LANGUAGES.index(code)], code) for code in languages} for words in HEADINGS
    ]
    return VersionDocument(
        slug="quays",
        code="QUA",
        number=2,
        hash="ab" * 32,
        frozen_on=date(2026, 3, 2),
        adopted_on=None,
        moment=MOMENT,
        address="https://palabre.example/charters/quays/versions/2",
        authentic="en",
        languages=languages,
        titles={code: TITLES[code] for code in languages},
        missing=gaps,
        late={},
        sections=(
            DocumentSection("s1", 1, named[0], tuple(paragraphs[:1])),
            DocumentSection("s2", 2, named[1], tuple(paragraphs[1:])),
        ),
    )
