"""What this feature adds to the desk: reported mistakes, questions that only we can answer, sources that are gone."""

from library.contributions import Contributions
from library.upkeep.broken_links import service as broken_links
from library.upkeep.corrections import service as corrections
from library.upkeep.open_questions import service as open_questions

ADDED = Contributions(to_do=(corrections.to_do, open_questions.to_do, broken_links.to_do))
