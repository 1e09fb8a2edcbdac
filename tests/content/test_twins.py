"""Over every brief that the library comes with: its twins say the same, in figures, facts, cautions and dates."""

import email
import email.policy
import html
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
import pytest
from flask.testing import FlaskClient

from library.app import create_app
from library.bootstrap import connect
from library.briefs import texts
from library.briefs.models import Brief
from library.briefs.presentation import confidence, outcome_name
from library.briefs.ratings import Role
from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.formats import day
from library.settings import Settings
from library.text import plain
from library.text.markdown import unmarked
from tests.seeds import BRIEFS

ADDRESS = "https://library.example"
THREE_TEXTS = 459
"""Characters that a phone sends as three text messages."""
NOT_IN_ALL = {"one_line", "claim", "dont_claim"} | {f"actions-{role}" for role in Role}
"""Services that some of the twins leave out: the line for cards, what to quote, and actions that don't fit a mail."""
FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
FONTS = {"AtkinsonHyperlegibleNext", "LibertinusSerif", "DejaVuSansMono"}
each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=[brief.slug for brief in BRIEFS])
FULLEST = 30


def set_on_paper() -> set[str]:
    """Return the slugs of the briefs whose A4 side `make test` sets: those with the most words, and one of each kind."""
    by_length = sorted(BRIEFS, key=lambda brief: sum(len(text) for _, text in texts.whole(brief)))
    of_kind = {brief.kind: brief.slug for brief in by_length}
    return {brief.slug for brief in by_length[-FULLEST:]} | set(of_kind.values())


SET = set_on_paper()
each_sheet = pytest.mark.parametrize(
    "brief", [pytest.param(each, id=each.slug, marks=() if each.slug in SET else pytest.mark.deep) for each in BRIEFS]
)


@dataclass
class Stocked:
    """The library as it comes, and its words for outcomes."""

    client: FlaskClient
    terms: Vocabulary
    sheets: dict[str, tuple[pypdf.PdfReader, str]] = field(default_factory=dict)

    def text(self, brief: Brief, twin: str = "") -> str:
        """Give what a twin says, on one line."""
        return said(self.client.get(f"/briefs/{brief.slug}{twin}").text)

    def sheet(self, brief: Brief) -> tuple[pypdf.PdfReader, str]:
        """Return the A4 side and its words; it is set and read once for all tests of it."""
        if brief.slug not in self.sheets:
            read = pypdf.PdfReader(io.BytesIO(self.client.get(f"/briefs/{brief.slug}.pdf").data))
            self.sheets[brief.slug] = read, read.pages[0].extract_text()
        return self.sheets[brief.slug]

    def facts(self, brief: Brief, services: Iterator[tuple[str, str]]) -> list[str]:
        """Give what a twin has to say: the words of these parts, each outcome, and the dates."""
        outcomes = [
            word
            for outcome in brief.outcomes
            for word in (outcome_name(outcome, self.terms), outcome.effect.label, confidence(outcome))
        ]
        words = [
            unmarked(line) for _, text in services for line in re.sub(r"(?m)^\s*(?:[-*+]|\d+\.) ", "", text).split("\n")
        ]
        return [said(fact) for fact in [*words, *outcomes, brief.nearness.label] if fact]


def said(text: str) -> str:
    """Give the words of a text or page on one line, as somebody reads them."""
    text = re.sub(r"<(style|head|script|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"</?(?:a|em|strong|b|i|span)\b[^>]*>", "", text)
    return re.sub(
        r"\s+", "", re.sub(r"^\s*- ", "", html.unescape(re.sub(r"<[a-z!/][^>]*>", " ", text)), flags=re.MULTILINE)
    )


@pytest.fixture(scope="module")
def stocked(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    """Give the library as it comes."""
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("stocked"), dirs_exist_ok=True)
    services = connect(
        Settings(instance=folder / "instance", index=folder / "index", meaning="off", public_url=ADDRESS)
    )
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    yield Stocked(create_app(services).test_client(), terms)
    services.store.close()


@each_brief
def test_page_mail_and_text_tell_the_whole_brief(stocked: Stocked, brief: Brief) -> None:
    whole = stocked.facts(brief, (part for part in texts.whole(brief) if part[0] not in NOT_IN_ALL))
    ratings = [word for each in brief.source_ratings for word in (each.scheme, each.value, each.meaning, each.dated)]
    sources = [word for each in brief.sources for word in (each.title, each.publisher, each.limitations)]
    facts = whole + [said(word) for word in ratings + sources if word]
    assert len(facts) > 10
    for twin in ("", "/email?full=1", ".txt"):
        told = stocked.text(brief, twin)
        assert [fact for fact in facts if fact not in told] == [], twin


@each_brief
def test_the_message_to_send_is_that_mail_and_that_text(stocked: Stocked, brief: Brief) -> None:
    data = stocked.client.get(f"/briefs/{brief.slug}.eml").data
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert said(message.get_body(("html",)).get_content()) == stocked.text(brief, "/email")  # type: ignore[union-attr]
    plain = said(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert [words for words in (brief.short_answer, brief.main_caution) if said(unmarked(words)) not in plain] == []


@each_sheet
def test_the_a4_side_tells_the_front_the_sources_and_the_link_on_one_page(stocked: Stocked, brief: Brief) -> None:
    sheet, text = stocked.sheet(brief)
    assert len(sheet.pages) == 1
    told = said(text)
    front = (part for part in texts.front(brief) if not part[0].startswith(("one_line", "cautions", "outcomes-")))
    facts = [said(unmarked(line)) for _, text in front for line in text.split("\n")]
    sources = [said(source.title) for source in brief.sources]
    assert [fact for fact in facts + sources if fact not in told] == []
    links = [note["/A"]["/URI"] for note in sheet.pages[0]["/Annots"] if "/A" in note]  # type: ignore[index, attr-defined]
    assert links == [f"{ADDRESS}/briefs/{brief.slug}"] * len(links) != []


@each_sheet
def test_the_a4_side_can_be_read_aloud_and_has_its_fonts_inside(stocked: Stocked, brief: Brief) -> None:
    sheet, _ = stocked.sheet(brief)
    root = sheet.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert sheet.metadata is not None
    assert sheet.metadata.title == brief.title
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    fonts = [
        font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
        for font in sheet.pages[0]["/Resources"]["/Font"].values()
    ]  # type: ignore[index]
    assert [font for font in fonts if not {"/FontFile2", "/FontFile3"} & set(font)] == []
    names = {str(font["/FontName"]).partition("+")[2].partition("-")[0] for font in fonts}
    assert names <= FONTS
    assert "AtkinsonHyperlegibleNext" in names


@each_brief
def test_the_message_for_a_phone_is_the_answer_a_whole_caution_and_the_link(stocked: Stocked, brief: Brief) -> None:
    message = stocked.client.get(f"/briefs/{brief.slug}/message.txt").text
    assert len(message) <= THREE_TEXTS
    assert "\n" not in message
    answer, caution = plain.plain(brief.one_line), plain.plain(brief.main_caution)
    assert message == f"{answer} Before you use this: {caution} {ADDRESS}/briefs/{brief.slug}"
    assert message in html.unescape(stocked.client.get(f"/briefs/{brief.slug}/message").text)


def figures(brief: Brief) -> set[str]:
    """Return the figures that a twin may have: those of the brief, its confidence and its dates."""
    ours = (
        json.dumps(BRIEF.dump(brief), ensure_ascii=False)
        + f"{confidence(brief.outcomes[0]) if brief.outcomes else ''} {ADDRESS}"
    )
    dates = f"{day(brief.checked_on)} {day(brief.check_by)} 0 1 2 3 4 5"
    return set(FIGURE.findall(ours)) | set(FIGURE.findall(dates))


@each_brief
def test_no_twin_has_a_figure_that_the_brief_has_not(stocked: Stocked, brief: Brief) -> None:
    known = figures(brief)
    for told in (stocked.client.get(f"/briefs/{brief.slug}{twin}").text for twin in (".txt", "/message.txt")):
        assert set(FIGURE.findall(told)) - known == set()


@each_sheet
def test_the_a4_side_has_no_figure_that_the_brief_has_not(stocked: Stocked, brief: Brief) -> None:
    assert set(FIGURE.findall(stocked.sheet(brief)[1])) - figures(brief) == set()
