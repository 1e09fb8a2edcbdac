"""A sentence of a bid held against the briefs: supported, stronger than the evidence, not in the library, or yours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from library.briefs.models import HEADLINES, Brief
from library.briefs.parts import Outcome
from library.briefs.ratings import Effect, Nearness
from library.briefs.rules.claims import LEAST_FOR_MAY, LEAST_FOR_PROBABLY, is_strong
from library.briefs.vocabulary.models import Vocabulary
from library.funding.rules.claim_reading import Reading, Strength, quantities, read
from library.funding.rules.claim_topics import Profile, approaches, bare, candidates, profile, same, sentences_with
from library.funding.rules.claim_words import found
from library.i18n.labels import LabelledEnum
from library.i18n.messages import Message, marked
from library.text import plain


class Verdict(LabelledEnum):
    """What the library can say of a sentence."""

    STRONGER = "stronger", marked("Stronger than the evidence")
    SUPPORTED = "supported", marked("Supported")
    NOT_HERE = "not_here", marked("Not in the library")
    YOURS = "yours", marked("Yours, not ours to check")


class Issue(StrEnum):
    """In which of six ways a sentence goes further than the evidence."""

    RUNG = "rung"
    SIZE = "size"
    OUTCOME = "outcome"
    POPULATION = "population"
    PLACE = "place"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a sentence goes too far, and what is the matter."""

    issue: Issue
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the library says of one sentence; with what could be said instead, from the claim of a brief."""

    sentence: str
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    brief: Brief | None = None


PRONOUNS = ("it ", "this ", "they ", "these ", "such ", "that ", "our ", "the programme", "the project", "the approach")
EFFECTS = {
    "better": (Effect.LARGE_BENEFIT, Effect.SOME_BENEFIT),
    "worse": (Effect.HARM,),
    "mixed": tuple(Effect),
    "same": (Effect.NO_CLEAR_CHANGE, Effect.HARM, Effect.MIXED),
}
"""The effects that agree with a sentence's direction."""


def check(text: str, briefs: Sequence[Brief], terms: Vocabulary) -> list[Finding]:
    """Return what the library says of each sentence that claims something or has a figure, in order."""
    findings, topic = list[Finding](), dict[str, int]()
    for sentence in plain.sentences(text.replace("\t", "\n")):
        reading, named = read(sentence), approaches(sentence, terms)
        source = next((brief for brief in briefs if bare(sentence) in profile(brief).texts), None)
        if named or source:
            topic = named or dict.fromkeys(source.approaches if source else (), 0)
        elif sentence.lower().startswith(PRONOUNS):
            named = topic
        if not (reading.claims or reading.quantities):
            continue
        if source:
            findings.append(Finding(sentence, Verdict.SUPPORTED, brief=source))
        else:
            findings.append(_finding(reading, candidates(reading, named, briefs)))
    return findings


def _finding(reading: Reading, known: Sequence[Profile]) -> Finding:
    if _is_own(reading):
        return Finding(reading.text, Verdict.YOURS)
    if not known:
        return _without_brief(reading)
    judged = [(tuple(_problems(reading, each)), each) for each in known]
    problems, best = judged[0] if not judged[0][0] else min(judged, key=lambda each: len(each[0]))
    if not reading.claims and not all(map(best.saying, reading.quantities)):
        return Finding(reading.text, Verdict.NOT_HERE, brief=best.brief)
    return Finding(reading.text, Verdict.STRONGER if problems else Verdict.SUPPORTED, problems, best.brief)


def _is_own(reading: Reading) -> bool:
    """Return whether a sentence is the reader's own: a plan, a count or a cost, and no claim about what works."""
    if not (reading.own or reading.plan) or reading.strength is Strength.PROMISE:
        return False
    return reading.plan or not (reading.study or (reading.claims and not reading.quantities))


def _without_brief(reading: Reading) -> Finding:
    if reading.promise:
        problem = Problem(
            Issue.RUNG, Message("“%(words)s” promises more than any study can show.", words=reading.promise)
        )
        return Finding(reading.text, Verdict.STRONGER, (problem,))
    return Finding(reading.text, Verdict.NOT_HERE)


def _problems(reading: Reading, known: Profile) -> Iterator[Problem]:
    """Yield each way in which a sentence goes further than one brief."""
    if reading.claims:
        reported = _is_reported(reading, known)
        rated = list(_rated(reading, known))
        yield from _rung(reading, rated, reported)
        yield from _outcomes(reading, rated)
        yield from _size(reading, rated, reported)
        yield from _people(reading, known)
        yield from _place(reading, known)
    yield from _figures(reading, known)


_Rated = tuple[Outcome | None, tuple[str, ...]]


def _rated(reading: Reading, known: Profile) -> Iterator[_Rated]:
    """Yield, for each outcome that a sentence speaks of, how the brief rates it; the first outcome if it names none.

    What the brief says of a figure in its text counts too: such an outcome need not be rated.
    """
    stated = _spoken_of([text for quantity in reading.quantities for text in known.saying(quantity)])
    for terms in reading.outcomes:
        fitting = [outcome for outcome in known.brief.ordered() if outcome.outcome in terms]
        measured = [outcome for outcome in fitting if outcome.effect is not Effect.NOT_MEASURED]
        if measured or not set(terms) & stated:
            yield next(iter(measured or fitting), None), terms
    if not reading.outcomes:
        yield known.brief.headline(), HEADLINES


def _is_reported(reading: Reading, known: Profile) -> bool:
    """Return whether a sentence tells what one study or one place found, and the brief says so too."""
    stated = all(map(known.saying, reading.quantities))
    there = bool(reading.elsewhere) and all(_stated_in(reading, known, (place,)) for place in reading.elsewhere)
    if not reading.quantities:
        return reading.finding and (there or reading.attributed)
    return reading.finding and (there or (stated and (reading.study or bool(reading.elsewhere))))


def _rung(reading: Reading, rated: Sequence[_Rated], reported: bool) -> Iterator[Problem]:
    """Yield what is too strong in the verb. A finding told with its figure is no claim of ours."""
    if reading.promise and reading.strength is Strength.PROMISE:
        yield Problem(Issue.RUNG, Message("“%(words)s” promises more than any study can show.", words=reading.promise))
        return
    measured = [outcome for outcome, _ in rated if outcome and outcome.confidence is not None]
    if not measured or reported or reading.direction == "same":
        return
    if reading.strength > (allowed := _allowed(measured)):
        yield Problem(Issue.RUNG, HEDGES[allowed])


def _allowed(measured: Sequence[Outcome]) -> Strength:
    """Return the strongest rung that the evidence on some outcomes allows."""
    confidence = max(outcome.confidence or 0 for outcome in measured)
    if any(map(is_strong, measured)):
        return Strength.DIRECT
    if confidence >= LEAST_FOR_PROBABLY:
        return Strength.PROBABLY
    return Strength.MAY if confidence >= LEAST_FOR_MAY else Strength.LINK


HEDGES = {
    Strength.PROBABLY: marked("The verb is too strong. The evidence allows “probably”."),
    Strength.MAY: marked("The verb is too strong. The evidence allows “may”."),
    Strength.LINK: marked("The verb is too strong. The evidence is very weak, so say that it is unclear."),
}
"""What to write instead of a verb that is too strong."""


def _outcomes(reading: Reading, rated: Sequence[_Rated]) -> Iterator[Problem]:
    """Yield each outcome that was not measured, or that the brief doesn't speak of."""
    for outcome, _ in rated:
        if outcome is None and reading.outcomes:
            yield Problem(Issue.OUTCOME, marked("The brief doesn't rate this outcome."))
        elif outcome and outcome.effect is Effect.NOT_MEASURED:
            yield Problem(Issue.OUTCOME, marked("Nobody has measured this yet. That is neither good news nor bad."))


def _size(reading: Reading, rated: Sequence[_Rated], reported: bool) -> Iterator[Problem]:
    """Yield where the evidence went another way, or not so far."""
    for outcome, _ in rated:
        if outcome is None or outcome.effect is Effect.NOT_MEASURED:
            continue
        if not reported and reading.strength > Strength.LINK and outcome.effect not in EFFECTS[reading.direction]:
            yield Problem(Issue.SIZE, Message("The brief rates this: %(effect)s.", effect=outcome.effect.words))
        elif reading.big and reading.direction != "same" and outcome.effect is Effect.SOME_BENEFIT:
            yield Problem(Issue.SIZE, Message("“%(words)s” is more than the evidence shows.", words=reading.big))


def _people(reading: Reading, known: Profile) -> Iterator[Problem]:
    """Yield whom the evidence does not cover."""
    if reading.everyone:
        yield Problem(Issue.POPULATION, Message("An average is not true of “%(words)s”.", words=reading.everyone))
    covered = set(known.brief.ages)
    for words, ages in reading.ages:
        if covered and not covered & {*ages, "all-ages"}:
            yield Problem(Issue.POPULATION, Message("The brief is not about “%(words)s”.", words=words))
    if reading.girls and not any(found("girls", sentence) for sentence, _ in known.sentences):
        yield Problem(Issue.POPULATION, Message("The brief is not about “%(words)s”.", words=reading.girls))


def _place(reading: Reading, known: Profile) -> Iterator[Problem]:
    """Yield a place that the evidence is not from."""
    near = known.brief.nearness
    if reading.here and near is not Nearness.LLR and not _stated_in(reading, known, (reading.here,)):
        yield Problem(Issue.PLACE, Message("This evidence is not from “%(place)s”.", place=reading.here))
    if reading.uk and near in FAR and not _stated_in(reading, known, UK):
        yield Problem(Issue.PLACE, Message("This evidence is not from “%(place)s”.", place=reading.uk))
    for place in reading.elsewhere:
        if not _stated_in(reading, known, (place,)):
            yield Problem(Issue.PLACE, Message("The brief doesn't say this of %(place)s.", place=place))


def _stated_in(reading: Reading, known: Profile, places: tuple[str, ...]) -> bool:
    """Return whether the brief says of a place what the sentence says: its figures, or else its outcome."""
    saying = list(sentences_with(places, known))
    if reading.direction == "better":
        saying = [sentence for sentence in saying if not found("denied", sentence)]
    if reading.quantities:
        stating = [text for quantity in reading.quantities for text in known.saying(quantity)]
        together = bool(set(saying) & set(stating)) or near_each_other(saying, stating, known)
        return bool(saying) and bool(stating) and together
    return bool({term for each in reading.outcomes for term in each} & _spoken_of(saying))


def near_each_other(some: Sequence[str], others: Sequence[str], known: Profile) -> bool:
    """Return whether one of some sentences stands next to one of others."""
    order = [sentence for sentence, _ in known.sentences]
    return any(abs(order.index(one) - order.index(other)) <= 1 for one in some for other in others)


def _figures(reading: Reading, known: Profile) -> Iterator[Problem]:
    """Yield each figure that the brief doesn't have, warns of, or gives for something else."""
    own = [quantity for text in _claimed(known.brief) for quantity in quantities(text)]
    terms = {term for each in reading.outcomes for term in each}
    for quantity in reading.quantities:
        stating = known.saying(quantity)
        warned = any(same(quantity, each) for each in known.warned) and not any(same(quantity, each) for each in own)
        if warned:
            yield Problem(Issue.FIGURE, Message("The brief asks you not to use %(figure)s.", figure=quantity.shown))
        elif not stating:
            yield Problem(Issue.FIGURE, Message("The brief doesn't have the figure %(figure)s.", figure=quantity.shown))
        elif quantity.unit == "%" and reading.claims and terms and not terms & (of := _spoken_of(stating)) and of:
            message = Message("%(figure)s is the figure for something else.", figure=quantity.shown)
            yield Problem(Issue.OUTCOME, message)


def _spoken_of(sentences: Sequence[str]) -> set[str]:
    """Return the outcomes that some sentences speak of."""
    return {term for sentence in sentences for terms in read(sentence).outcomes for term in terms}


def _claimed(brief: Brief) -> tuple[str, ...]:
    return (brief.claim, brief.one_line, brief.short_answer, *brief.key_points)


FAR = (Nearness.SIMILAR_COUNTRY, Nearness.ELSEWHERE)
UK = ("UK", "England", "Britain", "Wales", "Scotland", "London")
