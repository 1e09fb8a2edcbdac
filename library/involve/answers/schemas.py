"""A question as somebody asks it, and its answer as staff write it."""

from library.forms.fields import prose, yes_no
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.answers.models import Answer
from library.involve.brief_fields import briefs_field


class QuestionSchema(Strict):
    """What somebody wants to know, and whether the answer may be published."""

    makes = dict
    question = prose(
        marked("Your question"),
        words=80,
        hint=marked("Don’t include names, addresses or anything else that shows who someone is"),
        required=True,
        needed=marked("Enter your question. A full sentence works best."),
    )
    public = yes_no(
        marked("May we publish your question and our answer?"),
        hint=marked("We never say who asked. Others may wonder too"),
    )


class AnswerSchema(Strict):
    """What was asked and answered, and the briefs that say more."""

    makes = Answer
    question = prose(
        marked("The question, as readers will see it"),
        words=80,
        hint=marked("Take out anything that shows who asked or whom it is about"),
        required=True,
        needed=marked("Enter the question."),
    )
    answer = prose(marked("Our answer"), words=250, required=True, needed=marked("Write the answer."))
    briefs = briefs_field(marked("Briefs that say more"), most=5)
    publish = yes_no(marked("Publish it at /questions too"), hint=marked("Only if they agreed"))


QUESTION, ANSWER = QuestionSchema(), AnswerSchema()
"""The schemas, ready to use."""
