"""What each kind of brief needs said: help beside the fields while somebody writes, never text of the brief."""

from library.briefs.ratings import Kind
from library.i18n.messages import marked

Prompts = dict[str, str]
"""Field -> what to write there."""

ABOUT = {
    Kind.WHAT_WORKS: marked(
        "An approach that has been tested, such as mentoring, with what happened and how sure we are."
    ),
    Kind.DOES_NOT_WORK: marked(
        "Something to avoid, because tests found no benefit or found harm. Say what to do instead."
    ),
    Kind.NOT_KNOWN_YET: marked("An approach that people ask about and nobody has tested well."),
    Kind.GOOD_PRACTICE: marked("How others do something, where no test could show that it reduces violence."),
    Kind.EARLY_LEARNING: marked("First lessons from something new. It has to be checked again within six months."),
    Kind.LOCAL_PROGRAMME: marked(
        "A project in Leicester, Leicestershire or Rutland: what it offers and whom to contact."
    ),
    Kind.WHO_MUST_ACT: marked("A law, policy or duty: who must do what, and by when."),
    Kind.FACTS_AND_FIGURES: marked("How much there is of something, where and among whom."),
    Kind.SIGNPOST: marked("Where people can turn for help or advice."),
}
"""What each kind is for, to choose by."""

RESEARCH: Prompts = {
    "title": marked("As a partner would ask it: Does mentoring prevent violence?"),
    "one_line": marked("What happened to violence or offending, and how sure we are."),
    "short_answer": marked("What it is, what it changed and by how much, for whom, and what nobody has measured."),
    "main_caution": marked("Where it could do harm, or what the result does not show."),
    "key_points": marked("The main result with its figure, who it worked for, what makes it work, and what it costs."),
    "what_it_is": marked("What happens, who delivers it, with whom, and for how long."),
    "sources": marked("The review or trial itself, rather than news about it. Two, or say that there is one source."),
    "outcomes": marked("One row for each outcome, violence and offending first, also where they were not measured."),
    "what_we_dont_know": marked("What was not measured, and for whom it was not tested."),
}
PRACTICE: Prompts = {
    "title": marked("What people can do, in words a partner would use."),
    "one_line": marked("What people did, and that its effect on violence was not measured, if so."),
    "short_answer": marked("What was done and where, what people noticed, and what nobody has counted."),
    "main_caution": marked("Why it may not work elsewhere."),
    "key_points": marked("What was done, what helped, what got in the way, and what to try first."),
    "what_it_is": marked("Enough detail that someone could do the same."),
    "sources": marked("The report or guidance it comes from, and who wrote it."),
    "how_to_do_it": marked("The steps, in order, with who has to be asked."),
}
PROMPTS: dict[Kind, Prompts] = {
    Kind.WHAT_WORKS: RESEARCH,
    Kind.DOES_NOT_WORK: RESEARCH
    | {
        "title": marked("As a partner would ask it: Do prison visits put young people off crime?"),
        "main_caution": marked("What it did to people, and what to do instead."),
        "key_points": marked("What was found with its figure, why it fails, and what works better."),
    },
    Kind.NOT_KNOWN_YET: RESEARCH
    | {
        "one_line": marked("That nobody has tested it well, and what is known."),
        "short_answer": marked("What it is, what makes people hope, and what a test would have to show."),
        "main_caution": marked("That no evidence of benefit is not evidence that it is safe."),
    },
    Kind.GOOD_PRACTICE: PRACTICE,
    Kind.EARLY_LEARNING: PRACTICE | {"check_by": marked("Within six months: new projects change quickly.")},
    Kind.LOCAL_PROGRAMME: {
        "title": marked("The project's own name, with what it does."),
        "one_line": marked("Who it helps, how and where."),
        "short_answer": marked("What it offers, who can join, whether it is running, and whether it was evaluated."),
        "main_caution": marked("Such as: places are limited, or it has not been evaluated."),
        "key_points": marked("Who it is for, how to join or refer, what it costs, and what is known of its results."),
        "what_it_is": marked("What happens in a week, where, and who runs it."),
        "sources": marked("The project's own page, and any evaluation."),
        "status": marked("Leave it as not known until we have asked. Add the question under Only we can answer this."),
        "contacts": marked("Who runs it, and how to refer. Check that each still works."),
        "how_to_refer": marked("The form, number or person, and what they will ask."),
    },
    Kind.WHO_MUST_ACT: {
        "title": marked("Who has to do what: Councils must ..."),
        "one_line": marked("Who must act, on what, and since when."),
        "short_answer": marked("What the law or policy asks, of whom, and what partners can expect of them."),
        "main_caution": marked("What it does not ask, or that it may change, with the date."),
        "key_points": marked("Who, what, by when, and what happens if they don't."),
        "what_it_is": marked("The law or policy by its full name, and where it applies."),
        "sources": marked("The Act or the guidance itself, on the government's site."),
        "what_has_changed": marked("One dated line for each change."),
    },
    Kind.FACTS_AND_FIGURES: {
        "title": marked("The question the figures answer: How many young people carry a knife?"),
        "one_line": marked("The figure, the place and the year."),
        "short_answer": marked("How many, compared with what, and whether it is rising or falling."),
        "main_caution": marked("What the figures leave out, such as what is never reported to the police."),
        "key_points": marked("One figure each, with its place, its year and its source."),
        "what_it_is": marked("What was counted, by whom and how."),
        "sources": marked("The statistics themselves, with the release date."),
    },
    Kind.SIGNPOST: {
        "title": marked("What somebody needs: Help after an assault."),
        "one_line": marked("Who can help, with what, and when they are open."),
        "short_answer": marked("Where to turn first, who it is for, and what will happen."),
        "main_caution": marked("When to call 999 instead."),
        "key_points": marked("One service each: who it is for, what it does, and how to reach it."),
        "what_it_is": marked("What happens when somebody gets in touch."),
        "sources": marked("Each service's own page. Check the numbers."),
        "contacts": marked("Check that each number and address still works."),
    },
}


def prompts_for(kind: object) -> Prompts:
    """Return the help for a kind as typed; none where no kind has been chosen."""
    return next((prompts for each, prompts in PROMPTS.items() if each == kind), {})
