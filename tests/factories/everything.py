"""A world with rows in every table of both databases, for tests that look at all of them."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status, Step
from app.domain.corrections import Correction
from app.domain.marked.takeover import LeftOut, Proposed, Reason, Said, Takeover
from app.domain.moderation import ReasonCode
from app.domain.rounds import Act
from app.ledger.outbox import post
from app.ledger.record import Entry, record
from app.models.charters import ImportedNote, ImportStep, Principle, Topic
from app.models.contributions import Contribution, Draft
from app.models.identity.accounts import Account, Code, CodeBatch, LoginSession, SignInToken
from app.models.moderation import Appeal, ModerationStep, Report
from app.models.people import Delegation
from app.models.record import Submission
from app.models.rounds import Invitation, RoundWindow
from app.models.synthesis import Synthesis, SynthesisPart
from app.models.translation import GlossaryTerm, TableImport, TranslationQuery
from app.models.word_files import WordFile
from app.services.accounts.letters import LetterAsked, write_letter
from app.services.composition.carrying import confirm_clear
from app.services.synthesis import publish_synthesis, send_for_review
from app.services.synthesis_comments import comment_on_part
from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.factories.importing import opened
from tests.factories.joint import make_invited, make_joint_draft, translated
from tests.factories.people import actor_of
from tests.factories.proposals import propose
from tests.factories.reports import make_story
from tests.factories.small_text import EN

DAY = timedelta(days=1)
SAMPLE = "k1"
TOKEN = "x" * 43


def make_everything(
    session: Session, identity: Session, cast: Cast, *, now: datetime, text: bytes = EN
) -> dict[str, Contribution]:
    """The story of the cast with everything around it: round over, report unpublished."""
    found = make_story(session, cast, now=now)
    _about_the_charter(session, cast, now=now)
    _about_contributions(session, cast, found, now=now)
    _about_the_record(session, cast, now=now)
    _word_file(session, cast, now=now)
    first = cast.paragraphs[0]
    joint = make_joint_draft(session, cast.round, first, cast.town, cast.lea, now=now, key=SAMPLE)
    session.add(translated(found["amendment"], cast.tariq, now))
    make_invited(session, joint, cast.league, now=now)
    session.commit()
    _import(session, cast, text, now=now)
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    desk.take(found["amendment"], 1)
    confirm_clear(session, desk.actor, desk.version, now=now)
    make_accounts(identity, cast, now=now)
    return found


def _import(session: Session, cast: Cast, text: bytes, *, now: datetime) -> None:
    row = opened(session, actor_of(session, cast.sam), cast.charter, text, "en", now)
    row.key = SAMPLE
    row.notes = {"items": [["1", "Ask the port about this.", "Words", "l2"]]}
    other = {"tree": row.tree, "problems": row.problems, "notes": row.notes}
    row.readings = {"taken": "accepted", "count": 2, "other": other}
    state = {"tree": row.tree, "pairs": row.pairs, "notes": row.notes}
    session.add(
        ImportStep(
            import_id=row.id,
            act=Correction.MOVED,
            line="l2",
            about="Words",
            reading="accepted",
            state=state,
        )
    )
    session.commit()


def _word_file(session: Session, cast: Cast, *, now: datetime) -> None:
    asked = Takeover(
        amendments=(Proposed(Operation.DELETE, 1, base="Words", authors=("Ana",)),),
        comments=(Said("Ask the port about this.", 1, author="Ana"),),
        left_out=(LeftOut(Reason.HEADING_CHANGED, "Words", "Ana"),),
    )
    session.add(
        WordFile(
            key=SAMPLE,
            round_id=cast.round.id,
            organisation_id=cast.town.id,
            member_id=cast.lea.id,
            language="en",
            filename="ours.docx",
            content=asked.to_json(),
            created_at=now,
        )
    )


def _about_the_charter(session: Session, cast: Cast, *, now: datetime) -> None:
    names = {"en": "Open doors", "ar": "أبواب مفتوحة"}
    session.add(
        Principle(
            charter_id=cast.charter.id, key="doors", position=1, names=names, explanations=names
        )
    )
    session.add(
        GlossaryTerm(
            charter_id=cast.charter.id,
            renderings={"en": "shelter", "fr": "abri", "ar": "المأوى"},
            updated_at=now,
        )
    )
    session.add(
        TranslationQuery(
            version_id=cast.version.id,
            place=f"p-{SAMPLE}",
            language="fr",
            question="Does shelter mean a house here?",
            asked_by_id=cast.tariq.id,
            asked_at=now,
        )
    )
    session.add(Topic(charter_id=cast.charter.id, key="harbour", position=1, names=names))
    cast.paragraphs[0].principles = ["doors"]
    cast.paragraphs[0].topics = ["harbour"]
    session.merge(cast.paragraphs[0])
    session.add(
        RoundWindow(
            round_id=cast.round.id, act=Act.VOTE, opens_at=now - DAY, closes_at=now + 9 * DAY
        )
    )
    session.add(
        TableImport(
            key="table",
            version_id=cast.version.id,
            member_id=cast.tariq.id,
            language="fr",
            filename="fr.xlsx",
            rows={},
            created_at=now,
        )
    )
    session.add(
        ImportedNote(
            charter_id=cast.charter.id,
            paragraph_key=cast.paragraphs[0].key,
            language="en",
            filename="draft.docx",
            author="1",
            text="Ask the port about this.",
            place="Words",
            created_at=now,
        )
    )
    session.add(Invitation(round_id=cast.round.id, organisation_id=cast.league.id, invited_at=now))
    session.add(
        Delegation(
            member_id=cast.bo.id,
            organisation_id=cast.league.id,
            function="Chair",
            granted_at=now,
        )
    )


def _about_contributions(
    session: Session, cast: Cast, found: dict[str, Contribution], *, now: datetime
) -> None:
    withheld = found["withheld"]
    step = ModerationStep(
        contribution_id=withheld.id,
        member_id=cast.ada.id,
        role="facilitator",
        step=Step.WITHHOLD,
        before=Status.PENDING,
        after=Status.WITHHELD,
        revision=1,
        reason_code=ReasonCode.SPAM,
        statement="It sells something.",
        note="Seen twice.",
        at=now,
    )
    session.add(step)
    session.flush()
    session.add(
        Appeal(
            contribution_id=withheld.id,
            step_id=step.id,
            member_id=cast.bo.id,
            text="It does not.",
            language="en",
            created_at=now,
        )
    )
    session.add(
        Report(
            contribution_id=found["comment"].id,
            reporter=cast.mina.key,
            code=ReasonCode.SPAM,
            text="Look at this.",
            language="en",
            created_at=now,
        )
    )
    propose(session, found["insertion"], cast.ada, now=now, objects="It is not there.")
    session.add(
        Draft(
            key=SAMPLE,
            member_id=cast.bo.id,
            round_id=cast.round.id,
            place="comment:p1",
            fields={"text": "Not sent yet."},
            created_at=now,
            updated_at=now,
        )
    )


def _about_the_record(session: Session, cast: Cast, *, now: datetime) -> None:
    record(session, cast.round.id, Entry("round_opened", "r1", role="secretariat"), now=now)
    record(session, cast.round.id, Entry("withheld", "C8", "spam", text="Words."), now=now)
    session.add(Submission(key=SAMPLE, payload_hash="0" * 64, result="C1", created_at=now))
    context = {
        "reference": "C1",
        "kind": "comment",
        "status": "published",
        "round": cast.round.slug,
        "titles": dict(cast.round.titles),
        "name": "Bo",
    }
    post(session, cast.bo.key, "receipt", "en", context, now=now)


def write_report(session: Session, cast: Cast, *, now: datetime) -> Synthesis:
    """The written parts of the report, ready for review."""
    row = Synthesis(round_id=cast.round.id, created_at=now, editors=[])
    session.add(row)
    session.flush()
    for place in ("introduction en", "introduction ar", "s1 en", "s1 ar"):
        session.add(
            SynthesisPart(
                synthesis_id=row.id,
                part=place.split()[0],
                language=place.split()[1],
                text=f"Written {place}.",
                member_id=cast.ada.id,
                updated_at=now,
            )
        )
    session.commit()
    return row


def publish_report(session: Session, cast: Cast, *, now: datetime, key: str = "one") -> int:
    """Sent by Sam, published by Sol; the number of the edition."""
    sam, sol = actor_of(session, cast.sam), actor_of(session, cast.sol)
    row = session.query(Synthesis).one()
    send_for_review(session, sam, cast.round.id, edit=row.edit, now=now, reason=key)
    comment_on_part(session, sol, cast.round.id, "Who?", part="s1", key=f"c {key}", now=now)
    return publish_synthesis(session, sol, cast.round.id, edit=row.edit, key=key, now=now)


def make_accounts(
    identity: Session, cast: Cast, *, now: datetime, email: str = "bo@example.org"
) -> None:
    """Bo's account with every way in, and a batch of codes."""
    account = Account(
        member_key=cast.bo.key, email=email, sign_in_name="bo-of-the-league", created_at=now
    )
    batch = CodeBatch(
        key=SAMPLE,
        organisation_id=cast.association.id,
        label="Evening course",
        language="en",
        number=1,
        created_at=now,
        expires_at=now + 9 * DAY,
    )
    identity.add_all([account, batch])
    identity.flush()
    session = LoginSession(
        key_hash="1" * 64, account_id=account.id, created_at=now, expires_at=now + DAY
    )
    token = SignInToken(
        token_hash="2" * 64,
        purpose="sign_in",
        account_id=account.id,
        email=email,
        created_at=now,
        expires_at=now + DAY,
    )
    identity.add_all([session, token, Code(batch_id=batch.id, code_hash="3" * 64)])
    letter = LetterAsked(email, "sign_in", "en", "http://localhost/en/sign-in/one")
    write_letter(identity, letter, "only for tests", now=now)
