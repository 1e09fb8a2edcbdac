"""How long what we say of something we are at may stand before staff look at it again."""

from datetime import date, timedelta

from library.involve.you_said.models import Item, SaidState

STANDS_FOR = timedelta(days=90)


def still_says(item: Item, today: date) -> bool:
    """Return whether an item needs no new word yet: it is done with, or was brought up to date a while ago."""
    return item.state in {SaidState.DONE, SaidState.COULDNT} or today - item.since <= STANDS_FOR
