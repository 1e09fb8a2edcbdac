"""What tests of asks share: a body, an ask as staff type it, and how it comes to be published and answered."""

import re
from dataclasses import dataclass

from flask import Flask

from library.security.permissions import Person, Role
from library.services import Services
from tests import builders
from tests.browser import Browser

DESK, BODIES = "/staff/asks", "/staff/bodies"
ASK = {
    "body": "example-council",
    "role": "Head of Youth Services",
    "title": "Keep the street games going on summer evenings",
    "text": "Please pay for street games on three evenings a week.\n\nThey cost little and young people come.",
    "briefs": "street-games",
    "law": "Serious Violence Duty",
    "law_link": "https://example.org/duty",
    "done": "Games are held in July.",
    "cost": "The council: two coaches an evening.",
}
"""An ask as staff type it."""
REPLY = {
    "outcome": "accepted",
    "role": "Head of Youth Services",
    "summary": "We will pay for two evenings a week.",
    "words": "We looked at it in cabinet.\n\nTwo evenings a week are paid for until March.",
    "evidence": "The first evening was on 1 June.",
    "link": "https://example.org/games",
}
"""A reply as the body types it."""


@dataclass
class Office:
    """The desk with two people at it, and a reader who looks on."""

    one: Browser
    two: Browser
    reader: Browser

    def propose(self, **changes: object) -> str:
        """Propose an ask; return its page at the desk."""
        answer = self.one.send(f"{DESK}/new", ASK | {"action": "propose", "seen": "yes"} | changes)
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    def publish(self, **changes: object) -> str:
        """Publish an ask with two people; return the address of its page."""
        page = self.propose(**changes)
        answer = self.two.press(page, action="publish", version="1")
        assert answer.location == f"{DESK}?done=publish", answer.text
        found = re.findall(r'href="(/asks/[^"/]+)"', self.two.get(f"{page}/steps").text)
        return next(address for address in found if "house-rules" not in address)

    def link(self, number: int = 1) -> str:
        """Return the path of the link by which the body replies."""
        page = self.one.get(f"{DESK}/{number}/steps").text
        found = re.search(r"https?://[^/\s<]+(/reply/[\w.-]+)", page)
        assert found, page
        return found[1]

    def step(self, step: str, number: int = 1, **typed: str) -> str:
        """Take a step with an ask; return the page that answers where it is refused."""
        page = self.one.get(f"{DESK}/{number}/steps")
        last = re.search(r'name="last" value="(\d+)"', page.text)
        last_id = last[1] if last else "0"
        named = {f"{step}-{name}": words for name, words in typed.items()}
        answer = self.one.press(f"{DESK}/{number}/steps", page, action=step, last=last_id, **named)
        return "" if answer.status_code == 303 else str(answer.text)

    def answer(self, **changes: str) -> None:
        """Reply by the link, and publish the reply with two people."""
        assert self.reader.send(self.link(), REPLY | changes).status_code == 303
        self.settle()

    def settle(self, number: int = 1) -> None:
        """Publish a reply with two people."""
        page = f"{DESK}/replies/{number}"
        assert self.one.press(page, action="check").location == f"{DESK}?done=reply-check"
        assert self.two.press(page, action="publish").location == f"{DESK}?done=reply-publish"


def office(app: Flask, services: Services, reviewer: Person) -> Office:
    """Return a desk with a published brief and a body to ask."""
    builders.published(services, reviewer)
    two = Browser(app, builders.person(services, Role.REVIEWER, "second@example.org"))
    made = Office(Browser(app, reviewer), two, Browser(app))
    body = {"name": "Example Council", "inbox": "youth@council.example"}
    assert made.one.send(BODIES, body).status_code == 303
    return made
