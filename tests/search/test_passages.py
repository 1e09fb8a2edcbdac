"""Tags come from terms that matter in a document, never from words that only share a stem with one."""

from library.briefs.vocabulary.models import Term, Vocabulary
from library.editing.documents.document_search import likely_tags
from library.editing.documents.models import Block

TERMS = Vocabulary.of(
    [
        Term("approach", "drama", "Drama", lay_words=("acting", "theatre")),
        Term("violence_type", "knife-carrying", "Knife carrying", lay_words=("carrying", "knife crime")),
        Term("approach", "mentoring", "Mentoring", lay_words=("mentor", "mentors")),
    ]
)
FILLER = "Nothing of interest stands in this long paragraph about the town."


def tags(*lines: str) -> set[str]:
    blocks = tuple(Block(1, len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines)
    return {tag.term for tag in likely_tags(blocks, TERMS)}


def test_an_act_and_what_was_carried_out_are_no_tags() -> None:
    said = "The Children Act says that the work is carried out by the council."
    assert tags(said, FILLER, said, FILLER, said, FILLER, said) == set()


def test_a_term_counts_that_is_met_in_several_places_or_in_a_heading() -> None:
    mentored = "A mentor meets each pupil once a week at school."
    assert tags(mentored, FILLER, FILLER, mentored) == {"mentoring"}
    assert tags("# Mentoring in schools", FILLER, FILLER) == {"mentoring"}
    assert tags(mentored, mentored, FILLER, FILLER) == set()
