"""Whether somebody in trouble is recognised: figures on texts that the rules and the model were not tuned on."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from library.briefs import seed_files
from library.help_lines.models import HelpLine
from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning
from library.search.urgency import beginnings
from library.search.urgency import service as urgency
from library.search.urgency.other_languages import OtherLanguages
from library.search.urgency.shapes import in_plain_form
from tests.bench import languages
from tools import urgent_beginnings, urgent_meaning

TEXTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "urgent_texts.json").read_text("utf-8"))
UNSEEN: dict[str, list[str]] = json.loads((Path(__file__).parent / "urgent_texts_unseen.json").read_text("utf-8"))
"""Texts written before a round of changes and counted once at its end: nothing may be learnt from them."""
OTHER_LANGUAGES: dict[str, list[str]] = json.loads((Path(__file__).parent / "urgent_languages.json").read_text("utf-8"))
"""Cries for help in the languages that the library comes with, each of which was looked at."""
UNSEEN_ELSEWHERE: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "urgent_languages_unseen.json").read_text("utf-8")
)
"""Cries and ordinary questions in those languages that were written after the words: nothing may be learnt from them."""
ABOUT_SOMEBODY_IN_TROUBLE = {"county-lines-leaving-support", "hate-crime"}
"""Briefs whose questions in other languages are asked by somebody in trouble."""
LEAST_ELSEWHERE, MOST_FALSE_ELSEWHERE = 0.9, 0.05
IN_TROUBLE = {
    "son got stabbed is there anyone at the LRI who can talk to him",
    "refuge bed tonight for a woman and two kids",
    "my lad's gone country and he's got two phones",
}
"""Public questions that are cries for help."""
BENCH = Path(__file__).parent.parent / "bench" / "questions.json"
LEAST_RECALL, MOST_FALSE = 0.95, 0.03


def held_out(text: str) -> bool:
    """Return whether a text is in the half that nothing is tuned on: by the first byte of its SHA-256."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def share(texts: list[str], model: Meaning | None) -> tuple[float, list[str]]:
    """Return how many of some texts raise the alarm, and which do not."""
    quiet = [text for text in texts if not urgency.recogniser().needs(text, model)]
    return 1 - len(quiet) / len(texts), quiet


@pytest.fixture(params=["rules alone", "rules and model"])
def model(request: pytest.FixtureRequest) -> Meaning | None:
    """Give no model, then the one that the library comes with."""
    found = embeddings.find()
    assert found is not None
    return found if request.param == "rules and model" else None


def test_there_are_enough_texts_of_every_kind() -> None:
    assert len(TEXTS) >= 250
    kinds = {(text["kind"], text["urgent"]) for text in TEXTS}
    assert {kind for kind, _ in kinds} >= {
        "distressed",
        "ordinary",
        "near-miss",
        "misspelt",
        "language",
        "long",
        "emoji",
    }
    assert len({text["text"] for text in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("held", [True, False], ids=["held out", "tuned on"])
def test_distressed_texts_are_recognised(model: Meaning | None, held: bool) -> None:
    recall, missed = share([each["text"] for each in TEXTS if each["urgent"] and held_out(each["text"]) is held], model)
    assert recall >= LEAST_RECALL, missed


@pytest.mark.parametrize("held", [True, False], ids=["held out", "tuned on"])
def test_ordinary_texts_raise_no_alarm(model: Meaning | None, held: bool) -> None:
    ordinary = [each["text"] for each in TEXTS if not each["urgent"] and held_out(each["text"]) is held]
    false, _ = share(ordinary, model)
    assert false <= MOST_FALSE


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_a_cry_for_help_in_another_language_reaches_help(code: str) -> None:
    assert len(OTHER_LANGUAGES[code]) >= 10
    assert share(OTHER_LANGUAGES[code], None) == (1.0, [])


def test_ordinary_questions_in_other_languages_raise_no_alarm() -> None:
    asked = [
        question
        for lines in languages.QUESTIONS.values()
        for question, slug in lines
        if slug not in ABOUT_SOMEBODY_IN_TROUBLE
    ]
    assert share(asked, None)[0] <= MOST_FALSE


def test_texts_in_other_languages_that_nothing_was_learnt_from_are_told_apart() -> None:
    cries = [text for lines in UNSEEN_ELSEWHERE.values() for text in lines["urgent"]]
    ordinary = [text for lines in UNSEEN_ELSEWHERE.values() for text in lines["ordinary"]]
    recall, missed = share(cries, None)
    assert recall >= LEAST_ELSEWHERE, missed
    assert share(ordinary, None)[0] <= MOST_FALSE_ELSEWHERE
    assert not {*cries, *ordinary} & {
        line for lines in _elsewhere().values() for kind in lines.values() for line in kind
    }


def _elsewhere() -> dict[str, dict[str, list[str]]]:
    kept = json.loads(urgent_beginnings.SENTENCES.read_text("utf-8"))
    return {code: lines for code, lines in kept.items() if code != "note"}


def test_what_was_learnt_of_other_languages_is_of_the_sentences_as_they_stand() -> None:
    kept = seed_files.urgent_beginnings()
    there = hashlib.sha256(urgent_beginnings.SENTENCES.read_bytes()).hexdigest()
    assert kept["sentences"] == there, "run python -m tools.urgent_beginnings"
    assert len(base64.b64decode(kept["weights"])) == beginnings.SIZE * 2


def test_a_need_that_is_understood_in_another_language_leads_to_its_own_help() -> None:
    needs = urgency.recogniser().needs
    assert needs("nie chcę już żyć", None) == ("suicide",)
    assert needs("mera shohar mujhe maarta hai", None) == ("abuse",)
    assert needs("fiul meu a dispărut", None) == ("missing",)
    assert needs("pomocy mąż mnie bije", None) == ("abuse",)
    assert needs("مدد کرو", None) == ("other_language",)


def test_words_of_other_languages_leave_english_questions_alone() -> None:
    others = OtherLanguages(seed_files.urgent_languages(), seed_files.urgent_beginnings())
    asked = [line for file in seed_files.brief_files() for line in json.loads(file.read_text("utf-8")).get("asked", [])]
    assert [line for line in asked if others.needs(in_plain_form(line))] == []


def test_texts_that_nothing_was_learnt_from_are_told_apart() -> None:
    model = embeddings.find()
    recall, missed = share(UNSEEN["urgent"], model)
    assert recall >= LEAST_RECALL, missed
    assert share(UNSEEN["ordinary"], model)[0] <= MOST_FALSE
    sentences = {line for lines in json.loads(urgent_meaning.SENTENCES.read_text("utf-8")).values() for line in lines}
    assert not sentences & {*UNSEEN["urgent"], *UNSEEN["ordinary"]}


def test_what_partners_ask_raises_the_alarm_seldom() -> None:
    asked = [line for file in seed_files.brief_files() for line in json.loads(file.read_text("utf-8")).get("asked", [])]
    false, _ = share(asked, None)
    assert false <= MOST_FALSE


def test_the_public_questions_raise_the_alarm_seldom(model: Meaning | None) -> None:
    asked = {each["q"] for each in json.loads(BENCH.read_text("utf-8"))}
    assert asked > IN_TROUBLE
    false, _ = share([*(asked - IN_TROUBLE)], model)
    assert false <= MOST_FALSE


def test_sentences_nobody_tuned_on_are_not_in_what_the_model_learnt() -> None:
    sentences = {line for lines in json.loads(urgent_meaning.SENTENCES.read_text("utf-8")).values() for line in lines}
    assert not sentences & {each["text"] for each in TEXTS if held_out(each["text"])}


def test_what_was_learnt_is_of_the_sentences_as_they_stand() -> None:
    kept = seed_files.urgent_meaning()
    sentences = urgent_meaning.SENTENCES.read_bytes()
    assert kept["sentences"] == hashlib.sha256(sentences).hexdigest(), "run python -m tools.urgent_meaning"
    assert kept["model"] == embeddings.MODEL
    assert kept["needs"] == [need for need in json.loads(sentences) if need != urgent_meaning.ORDINARY]
    rows = np.frombuffer(base64.b64decode(kept["weights"]), np.float16)
    assert rows.size == (len(kept["needs"]) + 1) * (embeddings.SIZE + 1)


def test_every_need_has_something_to_say_and_services_that_exist() -> None:
    words, known = seed_files.urgent_words(), {line["id"] for line in seed_files.help_lines()}
    for need in (*words["rules"], *words["about"]):
        assert set(words["services"][need]) <= known
        assert set(words["services_for_the_young"].get(need, ())) <= known
    assert set(urgency.STEPS) <= set(words["rules"])
    assert set(seed_files.urgent_meaning()["needs"]) <= set(words["rules"])


def test_help_names_at_most_three_services_and_only_those_shown() -> None:
    lines = [HelpLine(**raw) for raw in seed_files.help_lines()]
    for each in TEXTS:
        if found := urgency.help_for(each["text"], lambda: lines, None):
            assert len(found.services) <= 3
            assert len(found.steps) <= 2
            assert all(line.shown for line in found.services)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I’m SCARED!!", "im scared "),
        ("helpppp", "help "),
        ("r4ped su1cide", "raped suicide "),
        ("zgwałcił mnie", "zgwalcil mnie "),
        ("£500 by 10", "£500 by 10 "),
        ("ك\u200cي مـــدد", "کی مدد "),
    ],
)
def test_text_is_put_into_one_plain_form(typed: str, plain: str) -> None:
    assert in_plain_form(typed) == plain
