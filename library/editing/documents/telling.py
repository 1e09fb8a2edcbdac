"""The floor under what is suggested from a document: whole sentences with a verb that say what was found.

Imprints, captions, notes, questions, contents and talk about method never pass.
"""

import re

from library.editing.documents.models import LEADERS

VERBS = frozenset(
    """
    is are was were be been being has have had do does did can could will would should may might must cannot
    fell rose found felt took came went got made saw grew cut led left met gave kept ran began became won lost spent
    cost said told brought built bought taught thought understood held stood sent paid put set hit hurt broke chose
    drove knew meant read sold spoke stayed shown known given taken seen done
    shows suggests reduces increases finds helps works needs costs leads improves prevents means remains appears seems
    makes takes gives brings offers provides keeps indicates confirms supports lowers raises cuts falls rises
    show suggest reduce increase find help work need improve prevent remain appear seem make take give bring offer
    provide keep indicate confirm lower raise report say feel
    """.split()  # noqa: SIM905
)
NO_VERBS = frozenset(
    """
    aged hundred need indeed speed feed seed red bed shed based related unrelated limited detailed united advanced
    skilled qualified mixed integrated targeted focused excluded registered
    """.split()  # noqa: SIM905
)
IMPRINT = re.compile(
    r"©|\(c\) (?:19|20)|\bcopyright\b|\bISBN\b|all rights reserved|published by|registered (?:charity|company|"
    r"office)|"
    r"crown copyright|open government licen[cs]e|creative commons|@\w|https?://|\bwww\.|tel(?:ephone)?:|"
    r"corresponding author|acknowledge?ments?:|funded by|views expressed|suggested citation",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:note \S{1,4} |speaker notes:|(?:figure|fig\.?|table|box|chart|exhibit|map|appendix|annex) [A-Z]?[\d.]+|"
    r"(?:sources?|notes?|base|key ?words|n) ?[:=])",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"(?:[\dA-Z.]+ )?(?:references|bibliography|works cited|appendix|appendices|annex|questionnaire|"
    r"survey (?:questions|form)|"
    r"interview (?:schedule|guide|questions)|topic guide|acknowledge?ments?|about (?:the )?(?:authors?|us|"
    r"this (?:report|paper))|"
    r"contact|glossary|(?:table of )?contents|list of (?:tables|figures|abbreviations)|abbreviations|disclaimer|"
    r"ethics|"
    r"data protection|foreword|preface|index|endnotes|notes|declaration|funding|key ?words)\b",
    re.IGNORECASE,
)
"""Headings under which a report tells nothing of what it found."""
METHOD = re.compile(
    r"\b(?:tables?|figures?|column|panel|charts?|appendix|annex|section|chapter|equations?|coefficients?|"
    r"specifications?|"
    r"regressions?|replications?|percentiles?|simulat\w+|standard errors?|robustness|dataset|cohort|clusters?|"
    r"variables?|previous (?:research|studies)|the literature|we test\w*|remaining results|preferred measure|"
    r"statistically|questionnaires?|respondents were asked|were (?:interviewed|surveyed|recruited|randomly)|"
    r"we (?:use|used|estimate|estimated|identify|examine|examined|investigate|consider|adopt|explore|employ|"
    r"propose|describe|"
    r"distinguish|construct|compared?|asked|spoke|interviewed|surveyed|counted|analy[sz]ed?)|"
    r"this (?:section|chapter|table|figure|paper|report|study|evaluation|review) (?:is|was|will|aims?|examines?|"
    r"presents?|"
    r"describes?|sets?|provides?|looks?|has|considers?|summaris\w+|explores?|investigates?))\b",
    re.IGNORECASE,
)
LITERATURE = re.compile(r"\bet al\b|\([A-Z][^()]{2,60},? (?:19|20)\d\d[a-z]?(?:[;,)]| p)|[A-Z]\w+ \((?:19|20)\d\d\)")
LEANING = re.compile(
    r"(?:It|Its|They|Their|That|This|These|Those|Treat|But|So|Both|For us|Doing|Here|Such|As such|However|Moreover|"
    r"Furthermore|In addition|Additionally|Similarly|For example|For instance|Instead|Also|Therefore|Thus|Hence|"
    r"As a result|"
    r"Consequently|Nevertheless|Nonetheless|Conversely|On the other hand|By contrast|In contrast|First(?:ly)?|"
    r"Second(?:ly)?|"
    r"Third(?:ly)?|Finally|Turning|He|She|His|Her|Again|Then|Yet|Partially|Understanding|Given|As with|Not only|"
    r"Likewise|Relative to|Compared|"
    r"There (?:is|are) also|Focusing on|The (?:reduction|increase|decline|difference|change)s? (?!of|in|on\b)|"
    r"For comparison|Broadly|Because of this|In this|Of these|As above|Other)\b"
)
"""How a sentence begins that says something else, or nothing, without the one before."""
FOUND = re.compile(
    r"\b(?:found|finds?|findings|results? (?:show|suggest|indicate|confirm)\w*|evidence (?:that|of|for|suggests)|"
    r"effective|"
    r"effects?|impacts?|associated|linked|reported|felt|said|showed|saw)\b",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:effective\w*|ineffective\w*|inadequate|outstanding|poor|strong\w*|weak\w*|"
    r"too (?:long|many|few|often|complex)|"
    r"not (?:always|consistently|yet|well|sufficiently)|failed|failings?|fail to|lack|delays?|safer|widespread)\b",
    re.IGNORECASE,
)
"""How a sentence judges what it found."""
GUESS = re.compile(
    r"\b(?:might|may|consistent with|one explanation|possible explanations?|speculate|hypothes\w+|would be expected)\b|"
    r"\b(?:some|one) (?:good )?examples?\b|\bin some cases\b|\bwork is ongoing\b|"
    r"\bsuch (?:individuals|people|young people|children|cases)\b|\b[A-Z]\d\b|\bppts\b|\bstandard deviations?\b",
    re.IGNORECASE,
)
"""What a sentence says that guesses, gives one case, or counts in codes that only its table explains."""
LIMIT = re.compile(
    r"\b(?:limitations?|cautious(?:ly)?|cannot (?:be (?:sure|certain|ruled)|say|conclude|rule|tell)|could not be|"
    r"not (?:able|possible) to|small (?:sample|numbers?)|no (?:comparison|control) group|not (?:be )?generalis\w+|"
    r"with (?:care|caution)|does not allow|(?:did|was|were) not (?:measure|follow|record|collect)\w*|unable to|"
    r"lack of (?:data|evidence)|not observed|under-?report\w*|selection bias|should not be (?:taken|read|"
    r"interpreted))\b",
    re.IGNORECASE,
)
"""What a sentence says that states what the document does not show."""
ONE_VOICE = re.compile(r"[“\"][^”\"]*(?:[”\"]\W*)?$")
"""A sentence that somebody said, from a quotation that may go on: one voice is no finding."""
SHORTEST, LONGEST = 25, 320
"""Characters of a sentence that can stand by itself."""


def has_verb(words: str) -> bool:
    """Return whether some words hold a finite verb, as far as that can be told without a grammar."""
    plain = re.findall(r"[a-z][a-z’']*", words.casefold())
    if any(word in VERBS or word.endswith(("n't", "n’t")) for word in plain):
        return True
    return any(len(word) > 4 and word.endswith("ed") and word not in NO_VERBS for word in plain[1:])


def is_told(text: str) -> bool:
    """Return whether a block is part of the text: no imprint, caption, note, table row or contents line."""
    return not (
        CAPTION.match(text) or " | " in text or LEADERS.search(text) or (len(text) < 600 and IMPRINT.search(text))
    )


def stands_alone(words: str) -> bool:
    """Return whether a sentence says something by itself: with a verb, not a question, not leaning on another."""
    whole = SHORTEST <= len(words) <= LONGEST and (words[0].isupper() or words[0] in "£“‘\"'" or words[0].isdigit())
    return (
        whole
        and has_verb(words)
        and "?" not in words
        and words.count(")") == words.count("(")
        and not LEANING.match(words)
        and not ONE_VOICE.match(words)
        and not IMPRINT.search(words)
    )


FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|cannot|must|should|will|wait|benefit|fail)\b",
    re.IGNORECASE,
)
NO_CLAUSE = re.compile(r"(?:How|Whether|The (?:\w+ ){1,2}with which|The (?:extent|frequency|timeliness) )\b")
ASIDE = re.compile(r",? (?:which|that|who|where|resulting|including|and how)\b.*")


def is_clause(words: str) -> bool:
    """Return whether an item of a list is a whole sentence, leaving out what only hangs on a noun of it."""
    return not NO_CLAUSE.match(words) and bool(FINITE.search(ASIDE.sub("", words)))


def is_guess(words: str) -> bool:
    """Return whether a sentence guesses at a reason, or can be read only with the table that it is about."""
    return bool(GUESS.search(words))


def is_about_method(words: str) -> bool:
    """Return whether a sentence tells how something was looked at, or what others wrote, rather than what was found."""
    return bool(METHOD.search(words) or LITERATURE.search(words))
