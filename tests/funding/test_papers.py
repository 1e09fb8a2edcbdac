"""A paper for a meeting: what is known with its cautions, the Duty, three questions, references, on two pages at most."""

import io
import re
from html import unescape

import docx
import pypdf
import pytest

from library.editing.drafts import service as desk
from tests import builders
from tests.browse.test_comparisons import words
from tests.browser import Browser

SIX = "/packs?" + "&".join(
    f"brief={slug}"
    for slug in ("mentoring", "focused-deterrence", "hospital-navigators", "cctv", "youth-clubs", "restorative-justice")
)


def section(answer, name):
    found = re.search(rf'<section class="pack__section" id="{name}".*?</section>', answer.text, re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", found[0]).split())) if found else ""


def test_a_paper_has_answers_ratings_cautions_the_law_questions_and_references(visitor):
    answer = visitor.get(f"{SIX}&for=council")
    assert "What is known: a paper for the council or commissioner" in words(answer)
    known = section(answer, "known")
    assert "Does mentoring prevent violence? [1] Mentoring probably reduces violence by about 21% on average." in known
    assert "Any violence: some benefit. Confidence: moderate, 3 of 5." in known
    assert known.count("Caution:") == 6
    assert "Under the Police, Crime, Sentencing and Courts Act 2022" in section(answer, "law")
    questions = section(answer, "questions")
    assert "1. Which of these do you pay for now, and what do you measure: mentoring, focused deterrence," in questions
    assert "2. It is not known whether mentoring reduces violence in England and Wales" in questions
    assert "3. What will you do with what is in this paper" in questions
    assert "Read your mentoring contracts" in section(answer, "actions")
    assert "[6] Violence Reduction Network" in section(answer, "references")


def test_a_paper_for_any_meeting_has_no_actions_of_one_body(visitor):
    assert section(visitor.get(SIX), "actions") == ""
    assert section(visitor.get(f"{SIX}&for=nobody"), "actions") == ""
    assert "List every match you run now" not in visitor.get(f"{SIX}&for=school").text


@pytest.mark.slow("makes a Word file and a PDF")
def test_six_briefs_fit_on_two_pages_and_the_files_say_the_same(visitor):
    paper = pypdf.PdfReader(io.BytesIO(visitor.get(SIX.replace("?", ".pdf?") + "&for=council").data))
    assert len(paper.pages) <= 2
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    made = docx.Document(io.BytesIO(visitor.get(SIX.replace("?", ".docx?")).data))
    plain = visitor.get(SIX.replace("?", ".txt?")).text
    for told in (text, " ".join(each.text for each in made.paragraphs), plain):
        assert "Three questions to put".lower() in told.lower()
        assert "https://library.example/briefs/cctv/versions/1" in told.replace(" ", "")


def test_without_briefs_they_can_be_chosen(visitor):
    assert "Choose up to six briefs." in words(visitor.get("/packs"))
    assert 'name="brief" value="mentoring"' in visitor.get("/packs?q=mentoring").text
    assert visitor.get("/packs.pdf?brief=nothing").location == "/packs?brief=nothing"
    assert "We couldn't find: nothing." in unescape(words(visitor.get("/packs?brief=nothing")))


def test_a_reading_list_leads_to_its_paper(visitor):
    assert (
        'href="/packs?brief=mentoring&amp;brief=cctv"' in visitor.get("/reading-list?brief=mentoring&brief=cctv").text
    )


def test_a_withdrawn_brief_and_a_missing_law_are_said_and_left_out(app, services, reviewer):
    builders.published(services, reviewer)
    gone = builders.published(services, reviewer, "unicycles", title="Unicycles and violence")
    desk.withdraw(services, reviewer, gone, "The study was taken back.")
    answer = Browser(app).get("/packs?brief=street-games&brief=unicycles")
    assert "Withdrawn: “Unicycles and violence”." in words(answer)
    assert section(answer, "law") == ""
    assert "2. What would you need to see before you start, change or stop paying for this?" in section(
        answer, "questions"
    )
