"""Every page there is, and who looks at it; paths are without the language."""

from collections.abc import Iterator

from tests.journeys.full_house import House

# GET addresses that are no pages of their own, and why.
EXCUSED = {
    "canonical.lead": "leads on to an address with a language",
    "static": "a file",
    "health.live": "for machines",
    "health.ready": "for machines",
    "amendment_files.ask": "leads to the file",
    "amendment_files.show": "a file",
    "changes_files.read": "a file",
    "changes_files.show": "a file",
    "contributions.csv": "a file",
    "contributions.log_csv": "a file",
    "manage_synthesis.export": "a file",
    "synthesis.export": "a file",
    "synthesis.printed": "a file",
    "response_files.ask": "leads to the file",
    "response_files.show": "a file",
    "review_files.show": "a file",
    "version_texts.ask": "leads to the file",
    "version_texts.show": "a file",
    "synthesis_data.export": "a file",
    "translation_tables.download": "a file",
    "sign_in.code_picture": "a picture",
    "sign_in.code_name_later": "leads back to the code",
    "sign_in.new_again": "leads to the sign-in page",
    "setup.new": "gone once there is an admin; looked at in the main job",
    "manage_people.after": "leads to the person's page",
}

READER = """
/ /about /help /rules /method /privacy /accessibility /glossary
/charters /charters/mobility /charters/mobility/versions/1 /charters/mobility/versions/1/p/k1
/charters/mobility/versions/1/text.pdf/progress
/rounds /rounds/r1 /rounds/r2 /rounds/empty /rounds/soon
/rounds/r2/text /rounds/r2/text?p=1 /rounds/empty/text /rounds/empty/p/2 /rounds/r2/p/1
/rounds/r2/p/2 /rounds/r1/p/1 /rounds/r2/amendments /rounds/empty/amendments
/rounds/r2/amendments/text /rounds/r2/p/1/amendments /rounds/r2/p/2/amendments
/rounds/r1/contributions /rounds/r2/contributions?kind=comment /rounds/empty/contributions
/rounds/r1/record /rounds/empty/record
/rounds/r1/contributions/A1 /rounds/r1/contributions/C5 /rounds/r2/contributions/C1
/rounds/r2/contributions/C5 /rounds/r2/contributions/A1 /rounds/r2/contributions/A3
/rounds/r2/contributions/A4
/rounds/r1/synthesis /rounds/r2/synthesis
/rounds/r1/responses /rounds/r2/responses /rounds/empty/responses /rounds/r1/outcome
/rounds/r1/responses/list.docx/progress /rounds/r1/synthesis.pdf/progress
/rounds/r1/synthesis.csv.zip/progress
/rounds/r2/amendments/list.pdf/progress
/rounds/r2/documents /rounds/r2/documents/review.docx/progress?language=en
/organisations /organisations?q=nothing-like-it /organisations/rivebelle
/sign-in /code /sign-in/sent /sign-in/{link} /invitations/{invitation} /sign-in/used /sign-out
/rounds/r2/p/1/comment /rounds/r2/contributions/A1/vote /rounds/r2/contributions/C1/report
/rounds/nowhere
"""

MEMBER = """
/ /me /me?show=drafts /me?show=votes /me/settings /me/settings/email/{address} /drafts
/drafts/draft/discard /sign-out /rounds/r2 /rounds/r2/text?p=1 /rounds/r2/p/1
/rounds/r2/p/4/comment?draft=draft /rounds/r2/comment /rounds/r2/p/1/rating /rounds/r2/p/1/amend
/rounds/r2/contributions/A2/vote /rounds/r2/contributions/C2/reply
/rounds/r2/contributions/A2/co-sponsor /rounds/r2/contributions/C5/appeal
/rounds/r2/contributions/C1/receipt /rounds/r2/contributions/C1/revise
/rounds/r2/contributions/A1/revise /rounds/r2/contributions/C1/withdraw
/rounds/r1/p/1/comment /manage /rounds/r3/contributions/A2/proposal
/rounds/r2/contributions/A1/revise /rounds/r2/contributions/A3/amend
/rounds/r2/contributions/C1/withdraw
/rounds/r1/p/1/comment /manage
"""

DELEGATE = """
/acting /me?show=organisation /me?show=positions /rounds/r2/p/1 /rounds/r2/p/1/position
/rounds/r2/contributions/A1/position /rounds/r2/contributions/A1/co-sponsor
/me?show=joint /rounds/r2/joint-drafts/joint /rounds/r2/joint-drafts/joint/file
/rounds/r2/joint-drafts/joint/discard
/rounds/r2/word-files /rounds/r2/word-files/{word_file} /rounds/r2/word-files/{word_receipt}
"""

FACILITATOR = """
/manage /manage/rounds/new /manage/rounds/r2 /manage/rounds/r2/words /manage/rounds/planned
/manage/rounds/planned/plan
/manage/rounds/planned/schedule /manage/rounds/r2/extend
/manage/rounds/r2/queue /manage/rounds/r2/queue?open=C7 /manage/rounds/r2/queue?tab=reports
/manage/rounds/r2/queue?tab=appeals&open=C5 /manage/rounds/empty/queue
/manage/rounds/r2/queue?tab=today /manage/rounds/r2/dashboard /manage/rounds/r1/dashboard
/manage/rounds/empty/dashboard?group=civil_society&without=individual
/manage/rounds/r3/dispositions /manage/rounds/r3/dispositions/A1 /manage/rounds/r3/dispositions/A2
/manage/rounds/r3/dispositions?paragraph=1 /manage/rounds/r1/dispositions
/manage/rounds/r3/synthesis /manage/rounds/r3/synthesis/outline
/manage/rounds/r3/synthesis/parts/introduction
/manage/rounds/r3/synthesis/parts/s1?language=ar /manage/rounds/r1/synthesis/preview
/manage/rounds/r1/themes /manage/rounds/r1/themes/t1 /manage/rounds/r2/themes
/manage/rounds/r1/tags /manage/rounds/r1/tags?theme=none /manage/rounds/r1/tags/C1
/manage/rounds/r3/synthesis/review /manage/rounds/r1/synthesis/review
/manage/rounds/r1/synthesis/parts/introduction
"""

SECRETARIAT = """
/rounds/r2/contributions/A1/wordings/fr
/manage /manage/charters/mobility /manage/charters/mobility/edit
/manage/charters/untouched /manage/charters/quays/import /manage/charters/quays/import/{es}
/manage/charters/quays/import/{fr}?tick=all /manage/charters/quays/import/{es}/pairs
/manage/charters/quays/import/{fr}/lines/{line}
/manage/charters/mobility/versions/1/adopt /manage/charters/mobility/versions/1/next
/manage/charters/mobility/versions/2/edit /manage/charters/mobility/versions/2/edit?show=all
/manage/charters/mobility/versions/2/edit/k1 /manage/charters/mobility/versions/2/edit/{inserted}
/manage/charters/mobility/versions/2/edit/k5 /manage/charters/mobility/versions/2/publish
/manage/charters/mobility/versions/2/carried /manage/charters/mobility/versions/2/steps
/manage/charters/mobility/glossary /manage/charters/mobility/glossary/{term}
/manage/charters/mobility/versions/2/translations/ar
/manage/charters/mobility/versions/2/translations/ar?show=todo
/manage/charters/mobility/versions/2/translations/ar/k1
/manage/charters/mobility/versions/2/translations/fr/k2
/manage/charters/mobility/versions/1/translations/es/k1
/manage/charters/mobility/versions/2/translations/ar/heading/s1
/manage/charters/mobility/versions/2/translations/fr/note/k1
/manage/charters/mobility/versions/2/translations/ar/table
/manage/charters/mobility/versions/2/translations/ar/table/table
/manage/charters/mobility/versions/2/notes /manage/charters/mobility/versions/2/notes/k1
/charters/mobility/versions/2 /charters/mobility/versions/2/p/k1 /charters/mobility/compare/1/2
/charters/mobility/versions/2/changes /charters/mobility/versions/2/changes.pdf/progress
/manage/rounds/r3/dispositions /manage/rounds/r1/synthesis/publication
"""

PLATFORM = "/manage/charters/new /manage/rounds/r1/synthesis/publication"

ADMIN = """
/manage/organisations /manage/organisations/new /manage/organisations/passage
/manage/organisations/passage/edit /manage/organisations/passage/close
/manage/people /manage/people?q=nobody-like-it
/manage/people/new /manage/people/{bo} /manage/people/{newcomer} /manage/people/{lea}
"""

# Forms sent as they are opened, so that they come back with their errors.
ERRORS = [
    ("reader", "/sign-in", "[action$='/sign-in']"),
    ("reader", "/sign-in", "[action$='/sign-in/password']"),
    ("reader", "/code", "[action$='/code']"),
    ("reader", "/rounds/r2/p/2/comment", "#form"),
    ("reader", "/rounds/r2/contributions/C2/report", "#form"),
    ("bo", "/rounds/r2/p/3/amend", "#form"),
    ("bo", "/rounds/r2/contributions/C8/appeal", "#form"),
    ("bo", "/me/settings", "[action$='/email']"),
    ("bo", "/rounds/r3/contributions/A2/proposal", "#form"),
    ("lea", "/rounds/r2/contributions/A2/position", "#form"),
    ("lea", "/rounds/r2/word-files", "[enctype]"),
    ("ada", "/manage/rounds/new", "#plan"),
    ("ada", "/manage/rounds/r2/extend", "#step"),
    ("ada", "/manage/rounds/r2/queue?open=C7", ".detail form[action*='open=C7']:has(#statement)"),
    ("ada", "/manage/rounds/r3/dispositions/C3", "[action$='/dispositions/C3']"),
    ("ada", "/manage/rounds/r3/dispositions", "#several"),
    ("ada", "/manage/rounds/r1/themes", "#ThemeForm"),
    ("ada", "/manage/rounds/r1/tags", "#TagsForm"),
    ("sol", "/manage/charters/new", "#charter"),
    ("sam", "/manage/charters/quays/import", "[enctype]"),
    ("sam", "/manage/charters/mobility/versions/2/edit/k1", "form:has([name=editorial])"),
    ("sam", "/manage/charters/mobility/glossary", "#TermForm"),
    ("sam", "/manage/charters/mobility/versions/2/translations/ar/k1", "#QueryForm"),
    ("ann", "/manage/organisations/new", "main form"),
    ("ann", "/manage/people/new", "main form"),
]

LOOKERS = {
    "reader": READER,
    "bo": MEMBER,
    "lea": DELEGATE,
    "ada": FACILITATOR,
    "sam": SECRETARIAT,
    "sol": PLATFORM,
    "ann": ADMIN,
}


def pages(house: House) -> Iterator[tuple[str, str]]:
    """Who, and the path of each page."""
    values = {
        **house.tokens,
        **house.imports,
        "inserted": house.inserted,
        "line": house.line,
        "term": house.term,
        "word_file": house.word_file,
        "word_receipt": house.word_receipt,
        "bo": house.cast.bo.id,
        "lea": house.cast.lea.id,
    }
    for who, paths in LOOKERS.items():
        for path in paths.split():
            yield who, path.format(**values)
