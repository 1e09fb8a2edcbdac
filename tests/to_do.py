"""What the desk says waits for the person who opened it."""

import re

from tests.browser import Browser

KIND = re.compile(r'to-do__count">(\d+)</span> <span class="to-do__words">(.*?)</span>')


def waiting(browser: Browser) -> dict[str, int]:
    """Give each kind of work that waits, with how much there is."""
    return {words: int(count) for count, words in KIND.findall(browser.get("/staff/briefs").text)}
