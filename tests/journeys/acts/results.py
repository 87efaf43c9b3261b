"""After the round: what happens to each contribution, the synthesis, and its files."""

import csv
import io
import json
import zipfile
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.story import ROUND, Story

DESK = f"/manage/rounds/{ROUND}/dispositions"
WORKSHOP = f"/manage/rounds/{ROUND}/synthesis"
HEARD = "Everybody wants light; who pays for the oil is open (C1)."


def drafts(story: Story, name: str, ref: str, disposition: str, reason: str) -> None:
    """A decision with its reason, as a draft, from the list."""
    somebody = story.person(name)
    somebody.go(DESK)
    row = somebody.page.locator(f"#row-{ref}")
    row.locator("select[name=disposition]").select_option(disposition)
    row.locator(f"textarea[name=reason_{story.language}]").fill(reason)
    row.get_by_role("button", name=somebody.say("Save the draft")).click()
    expect(somebody.page.locator(f"#row-{ref}")).to_contain_text(somebody.say("To confirm"))


def drafts_without_wording(story: Story, name: str, ref: str) -> None:
    """“Accepted with changes” without the words is sent back, with everything typed."""
    somebody = story.person(name)
    somebody.go(f"{DESK}/{ref}")
    story.checks(somebody)
    somebody.page.locator("select[name=disposition]").select_option("accepted_with_changes")
    somebody.fill(f"reason_{story.language}", "Yes, in other words.")
    somebody.press("Save the draft")
    somebody.sees("There is a problem")
    story.checks(somebody)
    expect(somebody.page.locator(f"[name=reason_{story.language}]")).to_have_value(
        "Yes, in other words."
    )


def confirms_all(story: Story, name: str, refs: list[str]) -> None:
    """The secretariat confirms what was drafted; nothing is left to do."""
    somebody = story.person(name)
    somebody.go(DESK)
    story.checks(somebody)
    for ref in refs:
        somebody.page.locator(f"#pick-{ref}").check()
    somebody.press("Confirm the drafts that are ticked")
    somebody.sees("Nothing left to do")
    story.checks(somebody)


def writes_synthesis(story: Story, name: str) -> None:
    """The introduction by a person, beside figures that come by themselves."""
    somebody = story.person(name)
    somebody.go(WORKSHOP)
    story.checks(somebody)
    somebody.go(f"{WORKSHOP}/parts/introduction?language={story.language}")
    somebody.fill("text", HEARD)
    story.checks(somebody)
    somebody.press("Save", exact=True)
    somebody.meets("Writing the synthesis")
    somebody.follow("Preview with all figures")
    somebody.reads(HEARD)
    story.checks(somebody)
    somebody.go(WORKSHOP)
    somebody.follow("Send for review")
    somebody.press("Send for review")
    somebody.sees("Whoever edits it now can no longer publish it.")


def cannot_publish(story: Story, name: str) -> None:
    """Whoever sent it does not publish it."""
    somebody = story.person(name)
    somebody.go(f"{WORKSHOP}/publication")
    button = somebody.page.get_by_role("button", name=somebody.say("Publish the synthesis"))
    expect(button).to_have_count(0)


def publishes_synthesis(story: Story, name: str) -> None:
    """A second person looks it through and publishes it; what is missing has to be seen."""
    somebody = story.person(name)
    somebody.go(WORKSHOP)
    somebody.follow("Check and publish")
    somebody.press("Publish the synthesis")
    somebody.sees("There is a problem")
    story.checks(somebody)
    somebody.tick("aware")
    somebody.press("Publish the synthesis")
    somebody.reads(HEARD)
    story.checks(somebody)


def downloads(story: Story) -> dict[str, Path]:
    """Every file that the page of the synthesis offers a visitor."""
    reader = story.person("Vera")
    reader.go(f"/rounds/{ROUND}/synthesis")
    reader.reads(HEARD)
    return {name: Path(reader.download(name).path()) for name in ("DOCX", "XLSX", "CSV", "JSON")}


def opens_files(story: Story, received: int) -> None:
    """All four say the same as the page."""
    files = downloads(story)
    data = json.loads(files["JSON"].read_text(encoding="utf-8"))
    assert HEARD in json.dumps(data, ensure_ascii=False)
    references = {one["reference"] for one in data["contributions"]}
    assert {"A1", "A2", "C1"} <= references
    words = " ".join(paragraph.text for paragraph in Document(str(files["DOCX"])).paragraphs)
    assert HEARD in words
    book = load_workbook(io.BytesIO(files["XLSX"].read_bytes()), read_only=True)
    cells = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {"A1", "A2", "C1", str(received)} <= cells
    with zipfile.ZipFile(files["CSV"]) as archive:
        rows = [
            row
            for name in archive.namelist()
            if name.endswith(".csv")
            for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
        ]
    assert any("A1" in row for row in rows)
