"""Paragraphs from the briefs that the library comes with: over many combinations they keep to what people wrote."""

import random
import re

import pytest

from library.briefs import seed_files, texts
from library.briefs.ratings import Nearness
from library.briefs.rules import claims, number_extraction
from library.funding import measures
from library.funding.rules.composing import TARGETS, Frame, Topic, compose
from library.funding.rules.sentences import content_words, materials, on_one_line
from library.i18n import formats
from library.text import plain
from tests import seeds
from tests.tiers import examples

BRIEFS = {brief.slug: brief for brief in seeds.BRIEFS}
CLAIMING = sorted(slug for slug, brief in BRIEFS.items() if brief.claim)
LABELS = {term["id"]: term["label"] for term in seed_files.vocabulary()["approach"]}
QUOTES = str.maketrans('“”"‘’', "'''''")


def combinations(count: int) -> list[tuple[str, ...]]:
    """Return the same combinations of two to six briefs each time, every size equally often."""
    chance = random.Random(20261129)
    return [tuple(chance.sample(CLAIMING, 2 + number % 5)) for number in range(count)]


def composed(slugs, target, opening=""):
    briefs = [BRIEFS[slug] for slug in slugs]
    topics = [
        Topic(
            material,
            formats.lower_first(LABELS[brief.approaches[0]]),
            brief.nearness is Nearness.LLR,
            number,
        )
        for number, (brief, material) in enumerate(zip(briefs, materials(briefs), strict=True), 1)
    ]
    return compose(topics, Frame(opening, tuple(measures.sentences(briefs, 3))), target)


def flat(text):
    return " ".join(text.translate(QUOTES).split())


def whole(brief):
    return flat(" ".join(on_one_line(text) for _, text in texts.whole(brief)))


def sentences_by_brief(paragraph, slugs):
    """Return (slug, sentence) for each sentence that a brief wrote; lead-ins and the reader's own sentences have none."""
    texts_of = {slug: whole(BRIEFS[slug]).lower() for slug in slugs}
    found = []
    for sentence in plain.sentences(re.sub(r" \[\d\]", "", paragraph.text)):
        body = flat(re.sub(r"^[^“]*“|^What it is: |^It is not known |”$", "", sentence)).lower().rstrip("'")
        owners = [slug for slug in slugs if body in texts_of[slug]]
        found.append((owners, sentence))
    return found


@pytest.mark.slow("composes for many combinations of briefs")
@pytest.mark.parametrize("slugs", combinations(examples(15)), ids=lambda slugs: "+".join(slug[:12] for slug in slugs))
def test_every_length_holds_figures_cautions_and_briefs_apart(slugs):
    for target in TARGETS:
        paragraph = composed(slugs, target)
        assert paragraph.covered == slugs[: len(paragraph.covered)]
        assert paragraph.covered
        known = set()
        for number, slug in enumerate(paragraph.covered, 1):
            brief = BRIEFS[slug]
            assert flat(on_one_line(brief.claim))[:-1] in flat(paragraph.text).replace(f" [{number}]", "")
            assert flat(on_one_line(brief.main_caution)) in flat(paragraph.text)
            assert paragraph.text.count(f"[{number}]") == 1
            known |= {
                value for _, text in texts.whole(brief) for _, value in number_extraction.figures(on_one_line(text))
            }
        said = {value for _, value in number_extraction.figures(re.sub(r"\[\d\]", "", paragraph.text))}
        assert said <= known
        assert not claims.NEVER.search(" ".join(BRIEFS[slug].claim for slug in paragraph.covered))


@pytest.mark.slow("composes for many combinations of briefs")
@pytest.mark.parametrize("slugs", combinations(examples(15)), ids=lambda slugs: "+".join(slug[:12] for slug in slugs))
def test_what_is_said_of_one_brief_stands_in_one_place_and_nothing_stands_twice(slugs):
    paragraph = composed(slugs, 500)
    order = []
    for owners, _ in sentences_by_brief(paragraph, slugs):
        if len(owners) == 1 and (not order or order[-1] != owners[0]):
            order += owners
    assert order == [slug for slug in paragraph.covered if slug in order]
    sentences = [sentence for _, sentence in sentences_by_brief(paragraph, slugs)]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.slow("composes for many combinations of briefs")
def test_lengths_are_within_five_per_cent_and_fit_the_box():
    short = []
    for slugs in combinations(examples(20)):
        for target in TARGETS:
            words = composed(slugs, target).words
            assert words <= target * 1.05
            if words < target * 0.95:
                short.append((slugs, target, words))
    assert all(len(slugs) == 2 and target == 500 for slugs, target, _ in short)
    assert len(short) <= examples(20) * len(TARGETS) * 0.03


@pytest.mark.slow("composes for every brief")
def test_the_hundred_words_fit_with_every_brief_alone():
    assert [slug for slug in CLAIMING if not 90 <= composed([slug], 100).words <= 105] == []


def test_evidence_from_elsewhere_says_so_and_evidence_from_here_does_not():
    assert "None of this is a result from our area." in composed(["mentoring"], 100).text
    assert "our area" not in composed(["vip-custody-leicester"], 100).text
    both = composed(["vip-custody-leicester", "mentoring"], 250).text
    assert "Only what names Leicester, Leicestershire or Rutland is from our area." in both


def test_the_answers_of_the_reader_open_the_text():
    opening = "We plan to work with people aged 14 to 17 in Leicester."
    assert composed(["mentoring", "cctv"], 500, opening).text.startswith(opening)


def test_quotation_marks_inside_a_caution_are_single():
    text = composed(["sports-programmes"], 100).text
    assert "‘insufficient evidence’" in text
    assert text.count("“") == text.count("”") == 1


@pytest.mark.slow("composes for every brief")
def test_the_library_never_speaks_of_itself_outside_quotation_marks():
    for slug in CLAIMING:
        text = re.sub(r"“[^”]*”", "", composed([slug], 250).text).replace(on_one_line(BRIEFS[slug].claim)[:-1], "")
        assert not re.search(r"\bwe're checking\b|\bthis page\b|\byou\b", text, re.IGNORECASE), slug


@pytest.mark.slow("composes for every brief")
def test_no_extra_sentence_repeats_the_claim():
    for slug in CLAIMING:
        material = materials([BRIEFS[slug]])[0]
        claimed = [content_words(sentence) for sentence in plain.sentences(material.claim)]
        for extra in material.extras:
            if extra.part != "point":
                continue
            for sentence in plain.sentences(extra.choices[0]):
                words = content_words(sentence)
                assert all(len(words & other) < 0.55 * max(1, min(len(words), len(other))) for other in claimed)
