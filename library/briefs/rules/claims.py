"""What a brief may claim: the verb follows the confidence.

The phrases are those of Cochrane's guidance on plain-language summaries: unhedged where the evidence is strong,
"probably" where it is moderate, "may" where it is weak. A finding of one study, told in the past tense, is no claim.
"""

import re
from collections.abc import Iterator

from library.briefs import texts
from library.briefs.models import Brief
from library.briefs.parts import Outcome
from library.briefs.ratings import Design, Effect, Grade
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.text import plain

CLAIMING = ("title", "one_line", "short_answer", "claim", "key_points-")
"""The fields in which a reader takes a sentence for the library's own claim."""
NEVER = re.compile(
    r"\b(?:(?:proven|proves|guarantees?|ensures?|will reduce|will cut|evidence shows that|statistically significant"
    r"|as many as)\b|up to \d[\d,.]*%)",
    re.IGNORECASE,
)
"""Words that claim more than any study can show, or hide what a figure means."""
CHANGES = r"(?:reduces?|cuts?|lowers?|prevents?|stops?|increases?|raises?|improves?|causes? a large (?:fall|rise))"
UNHEDGED = re.compile(
    r"(?<!to )(?<!not )(?<!never )(?<!may )(?<!might )(?<!could )(?<!can )\b(?:reduces|cuts|lowers|prevents|stops"
    r"|increases|raises|improves|causes a large (?:fall|rise))\b"
)
OPEN = re.compile(
    r"\b(?:whether|if|unclear|nobody|could not tell|can't (?:yet )?say|no sign|\?|probably|may)\b|\?$", re.IGNORECASE
)
"""What makes a sentence a question, or says that nothing is known."""
PROBABLY = re.compile(rf"\bprobably {CHANGES}\b")
MAY = re.compile(rf"\b(?:may|might|could) (?:slightly )?{CHANGES}\b")
LEAST_FOR_PROBABLY, LEAST_FOR_MAY = 3, 2
"""The confidence, 0 to 5, from which each word may be used."""


def is_strong(outcome: Outcome) -> bool:
    """Return whether an outcome allows a verb without a hedge."""
    graded_high = outcome.grade in {Grade.HIGH, Grade.VERY_HIGH}
    return graded_high or (
        outcome.design is Design.REVIEWS and outcome.directly is not False and outcome.override is None
    )


def faults(brief: Brief) -> Iterator[Fault]:
    """Yield each sentence that claims more than the ratings of its brief allow."""
    measured = [outcome for outcome in brief.outcomes if outcome.effect is not Effect.NOT_MEASURED]
    for field, text in texts.whole(brief):
        for sentence in plain.sentences(text):
            if found := NEVER.search(sentence):
                yield Fault(field, Message("“%(words)s” claims too much: say what was found", words=found[0]), sentence)
            if field.startswith(CLAIMING) and measured and (message := _overclaim(sentence, measured)):
                yield Fault(field, message, sentence)


def _overclaim(sentence: str, measured: list[Outcome]) -> str:
    """Return what is too strong in a sentence, or ""."""
    most = max(outcome.confidence or 0 for outcome in measured)
    if UNHEDGED.search(sentence) and not OPEN.search(sentence) and not any(map(is_strong, measured)):
        return marked("No rating here is strong enough for this verb: write “probably” or “may”")
    if PROBABLY.search(sentence) and most < LEAST_FOR_PROBABLY:
        return marked("“Probably” needs a confidence of 3: write “may”")
    if MAY.search(sentence) and most < LEAST_FOR_MAY:
        return marked("“May” needs a confidence of 2: say that it is unclear")
    return ""
