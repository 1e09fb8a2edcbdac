"""What the figures of relevance rest on: reading a collection, scoring a ranking, and BM25 as Lucene has it."""

import json
import math
from pathlib import Path

import pytest

from library.settings import ROOT
from tests.bench import collection
from tests.bench.asking import SETS, public_questions
from tests.bench.lucene import Lucene
from tests.bench.scores import ndcg

DOCUMENTS = ".I 1\n.T\nslipstream\n.A\nsomebody\n.W\na wing in a\nslipstream .\n.I 2\n.W\nheat\n"


def test_the_best_order_scores_one_and_a_worse_one_less() -> None:
    judged = {"a": 3, "b": 1, "c": 0}
    assert ndcg(["a", "b", "c"], judged) == 1
    assert ndcg(["b", "a"], judged) == pytest.approx((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert ndcg(["c"], judged) == ndcg([], judged) == 0


def test_a_classic_collection_is_read_and_questions_with_gaps_in_their_numbers_are_counted(tmp_path: Path) -> None:
    (tmp_path / "cran.all.1400").write_text(DOCUMENTS)
    (tmp_path / "cran.qry").write_text(".I 001\n.W\nwings\n.I 004\n.W\nheat\n")
    (tmp_path / "cranqrel").write_text("1 1 2 \n2 2 3\n2 1 -1\n")
    found = collection.read(tmp_path)
    assert found.documents == {"1": ("slipstream", "a wing in a slipstream ."), "2": ("", "heat")}
    assert found.questions == {"1": "wings", "2": "heat"}
    assert found.judged == {"1": {"1": 1}, "2": {"2": 1}}


def test_a_collection_in_the_layout_of_beir_is_read(tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"_id": "d", "title": "T", "text": "words"}) + "\n")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "asked"}) + "\n")
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t2\n")
    found = collection.read(tmp_path)
    assert (found.documents, found.questions) == ({"d": ("T", "words")}, {"q": "asked"})
    assert found.judged == {"q": {"d": 2}}


def test_a_folder_without_a_collection_is_told(tmp_path: Path) -> None:
    with pytest.raises(collection.NotACollection):
        collection.read(tmp_path)


def test_bm25_prefers_the_rarer_word_and_the_shorter_text() -> None:
    texts = {1: "knife crime in town", 2: "crime in town", 3: "crime and crime in a long town far away", 4: "nothing"}
    assert Lucene(texts).ranked("knife crimes")[0] == 1
    assert Lucene(texts).ranked("town") == [2, 1, 3]


def test_every_brief_that_a_public_question_names_is_there() -> None:
    named = {slug for name in SETS for question in public_questions(name) for slug in question["judgements"]}
    assert {slug for slug in named if not (ROOT / "seed_data" / "briefs" / f"{slug}.json").exists()} == set()
