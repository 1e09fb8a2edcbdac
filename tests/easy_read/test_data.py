"""The easy read drafts that the library comes with keep the rules of easy read."""

import json
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from library.briefs import seed_files
from library.briefs.formats import typst
from library.briefs.models import Brief
from library.briefs.schemas.brief import BRIEF
from library.easy_read import rules, service
from library.easy_read.models import Content, EasyRead, EasyReadState, Sentence
from library.easy_read.pictures import pictures

FILES = seed_files.easy_reads()
NUMBERS = {line["id"]: line["number"] for line in seed_files.help_lines() if line.get("number")}
UNSURE = {line["id"] for line in seed_files.help_lines() if line.get("confidence", "high") != "high"}
SURE = {id: number for id, number in NUMBERS.items() if id not in UNSURE}


def brief(slug: str) -> Brief:
    made: Brief = BRIEF.load(json.loads(seed_files.brief_file(slug).read_text("utf-8")))
    return made


@pytest.mark.parametrize("slug", FILES)
def test_a_draft_of_the_seeds_keeps_the_rules_and_is_not_behind(slug: str) -> None:
    raw: dict[str, Any] = FILES[slug]
    content = Content.load(raw)
    assert service.faults(brief(slug), content, NUMBERS) == []
    assert all(rules.filled(each.words, SURE) for each in content.sentences), "a help line that readers aren't shown"
    assert EasyRead(content, raw["made_from"]).state(brief(slug)) is EasyReadState.DRAFT
    assert 12 <= len(content.sentences) <= 20
    assert all(each.word and each.means for each in content.hard_words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.",
            "TOO_LONG",
        ),
        ("It helps. It is free.", "NOT_ONE"),
        ("It helps", "NOT_ONE"),
        ("It *helps* people.", "MARKED"),
        ("The NHS pays.", "INITIALS"),
        ("Phone 0800 1111 now.", "TYPED_NUMBER"),
        ("Phone 999 now.", "TYPED_NUMBER"),
        ("Phone {nobody} now.", "NO_HELP_LINE"),
        ("It helps 7 in 10 people.", "NOT_IN_BRIEF"),
    ],
)
def test_what_is_hard_to_read_or_not_so_is_a_fault(words: str, message: str) -> None:
    content = Content("Mentoring", (Sentence(words, "good"),))
    (fault,) = service.faults(brief("mentoring"), content, NUMBERS)
    assert (fault.field, fault.message) == ("words-0", getattr(rules, message))


def test_the_font_of_the_paper_has_every_letter_of_the_drafts() -> None:
    letters = set(json.dumps(list(FILES.values()), ensure_ascii=False)) - {"\n"}
    assert letters <= {chr(code) for code in TTFont(typst.FONTS / "text-400.ttf").getBestCmap()}


def test_each_sentence_has_one_picture_of_ours_and_each_picture_says_what_it_shows() -> None:
    content = Content("Mentoring", (Sentence("It helps.", "unicorn"),))
    assert [each.field for each in service.faults(brief("mentoring"), content, NUMBERS)] == ["picture-0"]
    assert all(each.means and each.svg.startswith("<svg") for each in pictures().values())
