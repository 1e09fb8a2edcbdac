"""The words of a brief as one reads them: which fields hold prose, which make its front, how long they are."""

from collections.abc import Iterator

from library.briefs.models import Brief
from library.briefs.ratings import Role
from library.text.plain import plain, total_words, word_count

CAREFUL = " Before you use this: "


def first_part(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for the part of a brief that stands first on its page: answer, caution, actions."""
    yield "title", brief.title
    yield "short_answer", brief.short_answer
    if brief.main_caution:
        yield "main_caution", brief.main_caution
    for role, lines in brief.actions.by_role():
        yield f"actions-{role}", "\n".join(lines)


def front(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for what a short copy of a brief holds."""
    yield from first_part(brief)
    yield "one_line", brief.one_line
    for number, point in enumerate(brief.key_points):
        yield f"key_points-{number}", point
    for number, outcome in enumerate(brief.outcomes):
        yield f"outcomes-{number}-why", outcome.why
    if brief.cautions:
        yield "cautions", brief.cautions


def whole(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for all that a reader reads, sources aside."""
    yield from front(brief)
    for name, text in brief.sections():
        if name != "cautions":
            yield name, text
    for name, text in brief.lenses.filled():
        yield f"lenses-{name}", text
    for name in ("claim", "dont_claim", "cost_note"):
        if text := getattr(brief, name):
            yield name, text
    yield from beside_bars(brief)


def beside_bars(brief: Brief) -> Iterator[tuple[str, str]]:
    """Return (field, text) for the words that stand beside two bars."""
    for number, figure in enumerate(brief.figures):
        for name in ("measure", "label", "other_label", "note"):
            yield f"figures-{number}-{name}", getattr(figure, name)


MOST_MAIL_WORDS = 220
"""The most words a mail of a brief has."""


def mail_actions(brief: Brief) -> list[tuple[Role, tuple[str, ...]]]:
    """Return the roles whose actions fit a mail, with their lines; at least the first role."""
    room = MOST_MAIL_WORDS - total_words(each for each in first_part(brief) if not each[0].startswith("actions-"))
    fitting: list[tuple[Role, tuple[str, ...]]] = []
    for role, lines in brief.actions.by_role():
        room -= sum(map(word_count, (role.label, *lines)))
        if fitting and room < 0:
            break
        fitting.append((role, lines))
    return fitting


def shown_words(brief: Brief) -> int:
    """Count the words of the first part as one reader sees it: with the actions of the role that has most to do."""
    parts = dict(first_part(brief))
    longest = max((word_count(text) for field, text in parts.items() if field.startswith("actions-")), default=0)
    return longest + sum(word_count(text) for field, text in parts.items() if not field.startswith("actions-"))


def message(brief: Brief, address: str) -> str:
    """Return a brief as a text message: the answer, the main caution and the link."""
    caution = f"{CAREFUL}{plain(brief.main_caution)}" if brief.main_caution else ""
    return f"{plain(brief.one_line)}{caution} {address}"
