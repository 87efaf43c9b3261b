"""Comments of a marked-up file on their paragraphs, and what was in it when it left."""

from dataclasses import replace

from app.domain.marked.lines import Mark, Remark
from app.domain.marked.reading import taken_over
from app.domain.marked.takeover import Aside, Reason
from app.domain.writing import LONGEST
from tests.factories.marked import FIRST, HEAD, LEA, PLACES, SECOND, THIRD, WHOLE, marked_file

BO = Mark("Bo", "2026-03-01T08:00:00")
KNOWN = {BO.hand: ("C1", "A1")}


def remark(text: str, line: int, **more: str) -> Remark:
    return Remark(more.pop("key", text), LEA.author, LEA.at, text, line=line, **more)


def test_each_comment_goes_to_its_paragraph() -> None:
    remarks = (
        remark("On all.", 0),
        remark("On the heading.", 1),
        remark("On three words.", 3, quote="asked for papers"),
        remark("On the whole paragraph.", 4, quote=THIRD),
        remark("Nowhere.", -1),
    )

    found = taken_over(marked_file(*WHOLE, remarks=remarks), PLACES, {}).comments

    assert [(one.number, one.quote, one.asides) for one in found] == [
        (None, "", ()),
        (1, "", (Aside.ON_HEADING,)),
        (2, "asked for papers", ()),
        (3, "", ()),
        (None, "", (Aside.WITHOUT_PLACE,)),
    ]


def test_a_comment_on_a_new_paragraph_goes_where_it_is_put_in() -> None:
    lines = (*HEAD, f"{FIRST}¶+", "{+Shelters open at night.+}", f"(a) {SECOND}", THIRD)

    found = taken_over(marked_file(*lines, remarks=(remark("Why?", 3),)), PLACES, {}).comments

    assert [one.number for one in found] == [1]


def test_threads_lead_to_published_comments_and_within_the_file() -> None:
    published = Remark("0", *BO.hand, "C1 · Concern\nThe counter closes.", line=2)
    answer = remark("It does not.", 2, key="1", parent="0")
    first = remark("A new one.", 3, key="2")
    second = remark("And its answer.", 3, key="3", parent="2")
    file = marked_file(*WHOLE, remarks=(published, answer, second, first))

    takeover = taken_over(file, PLACES, KNOWN)

    found = {one.text: one for one in takeover.comments}
    assert found["It does not."].parent == "C1"
    assert takeover.comments[found["And its answer."].answers or 0].text == "A new one."
    assert takeover.published == 1


def test_published_changes_are_not_proposed_again() -> None:
    own = marked_file(*HEAD, FIRST.replace("shelter", "[-shelter-]{+beds+}"), *WHOLE[3:])
    line = own.lines[2]
    theirs = tuple(
        replace(one, text="schools and ", put_in=BO) for one in line.pieces if one.put_in
    )
    new = marked_file("{+Published before.+}¶+").lines[0]
    known_line = replace(
        new, pieces=(replace(new.pieces[0], put_in=BO),), end=replace(new.end, put_in=BO)
    )
    mixed = replace(line, pieces=(*theirs, *line.pieces))

    takeover = taken_over(
        replace(own, lines=(*own.lines[:2], mixed, known_line, *own.lines[3:])), PLACES, KNOWN
    )

    assert [one.wording for one in takeover.amendments] == [FIRST.replace("shelter", "beds")]
    assert takeover.published == 2


def test_a_change_inside_a_published_one_is_told() -> None:
    line = marked_file(f"{FIRST}{{+ And in clinics.+}}").lines[0]
    kept, put_in = line.pieces
    half = replace(put_in, put_in=BO, text=" And ")
    pieces = (kept, half, replace(put_in, text="always "), replace(half, text="in clinics."))
    gone = replace(half, taken_out=LEA, text=" Yes.")
    line = replace(line, pieces=(*pieces, gone))

    takeover = taken_over(marked_file(*HEAD, line, *WHOLE[3:]), PLACES, KNOWN)

    assert not takeover.amendments
    assert [(one.reason, one.text) for one in takeover.left_out] == [
        (Reason.INSIDE_PUBLISHED, "always "),
        (Reason.INSIDE_PUBLISHED, " Yes."),
    ]


def test_empty_comments_say_nothing_and_endless_ones_are_told() -> None:
    remarks = (remark(" ", 2), remark("x" * (LONGEST + 1), 2))

    takeover = taken_over(marked_file(*WHOLE, remarks=remarks), PLACES, {})

    assert not takeover.comments
    assert [one.reason for one in takeover.left_out] == [Reason.TOO_LONG]


def test_a_published_paragraph_at_the_very_end_and_a_published_deletion_are_left_alone() -> None:
    last = marked_file(f"[-{THIRD}-]¶-", "{+Published before.+}¶+").lines
    theirs = tuple(
        replace(
            line,
            pieces=tuple(
                replace(one, put_in=one.put_in and BO, taken_out=one.taken_out and BO)
                for one in line.pieces
            ),
            end=replace(
                line.end, put_in=line.end.put_in and BO, taken_out=line.end.taken_out and BO
            ),
        )
        for line in last
    )
    file = marked_file(*WHOLE[:-1])

    takeover = taken_over(replace(file, lines=(*file.lines, *theirs)), PLACES, KNOWN)

    assert (takeover.amendments, takeover.left_out) == ((), ())


def test_the_comment_that_is_answered_is_found_by_its_reference() -> None:
    first = Remark("0", *BO.hand, "A1 · English\nReason: why not", line=2)
    answer = remark("Because.", 2, key="1", parent="0")

    found = taken_over(marked_file(*WHOLE, remarks=(first, answer)), PLACES, KNOWN).comments

    assert [one.parent for one in found] == ["A1"]
