"""The whole way in a real browser: from a document that arrives to a published brief that a partner finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.documents.arrivals import ARRIVALS, Arrival
from tests.journeys.conftest import Visiting

pytestmark = pytest.mark.usefixtures("own_library")
MOST_ACTIONS = 22
"""From choosing the file to “sent for review”. A click, a file chosen and a field filled in are one action each."""
LEAST_RIGHT = 0.85
"""Of the fields that a document can fill, so many are filled rightly, and are left as they are."""


@dataclass
class Writer:
    """Somebody at the desk, whose every action is counted."""

    page: Page
    actions: list[str] = field(default_factory=list)

    def press(self, button: str) -> None:
        self.actions.append(button)
        self.page.get_by_role("button", name=button, exact=True).last.click()

    def upload(self, arrival: Arrival) -> None:
        self.actions.append("choose the file")
        payload = {"name": arrival.name, "mimeType": "application/octet-stream", "buffer": arrival.content}
        self.page.goto("/staff/upload")
        self.page.locator("#file").set_input_files(payload)
        self.press("Read it and start a draft")
        self.page.wait_for_url(re.compile("/edit"))

    def look_through(self) -> None:
        """Scroll past everything that was filled in: until then it can't be accepted all at once."""
        self.actions.append("look through what was filled in")
        accept = self.page.get_by_role("button", name="All of these are right")
        expect(accept).to_be_disabled()
        for part in self.page.locator("[data-suggestion]").all():
            part.scroll_into_view_if_needed()
        expect(accept).to_be_enabled()

    def put(self, name: str, value: str) -> None:
        self.actions.append(name)
        box = self.unfolded(name)
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)

    def tick(self, name: str, term: str, on: bool) -> None:
        self.actions.append(f"{name}: {term}")
        self.unfolded(name)
        self.page.locator(f"[name='{name}'][value='{term}']").set_checked(on)

    def unfolded(self, name: str) -> Locator:
        """Give a field, opening the section it is folded in, which is an action too."""
        found = self.page.locator(f"[name='{name}']")
        found.first.wait_for(state="attached")
        fold = self.page.locator("details.part:not([open])", has=found)
        if fold.count():
            self.actions.append(f"open the section of {name}")
            fold.locator("summary").first.click()
        return found


def holds(page: Page, arrival: Arrival) -> Iterator[tuple[str, bool]]:
    """Tell of each field and tag that a document can fill whether it was filled rightly."""
    for name, words in arrival.wanted.items():
        yield name, words in page.locator(f"[name='{name}']").input_value()
    for name in sorted({name for name, _ in arrival.tags}):
        chosen = {box.input_value() for box in page.locator(f"[name='{name}']:checked").all()}
        for term in sorted(chosen | {term for scheme, term in arrival.tags if scheme == name}):
            yield f"{name}: {term}", term in chosen and (name, term) in arrival.tags


def mend(writer: Writer, arrival: Arrival, wrong: list[str]) -> None:
    """Put right what was filled wrongly, as a careful person would."""
    for each in wrong:
        name, _, term = each.partition(": ")
        if term:
            writer.tick(name, term, (name, term) in arrival.tags)
        else:
            writer.put(name, arrival.wanted[name])


@pytest.mark.deep
@pytest.mark.parametrize("arrival", ARRIVALS, ids=lambda arrival: arrival.name)
def test_a_document_becomes_a_published_brief_in_few_actions_and_an_approval(visit: Visiting, arrival: Arrival):
    writer, reviewer, partner = Writer(visit("contributor").page), visit("reviewer").page, visit().page
    writer.upload(arrival)
    writer.look_through()
    writer.press("All of these are right")
    expect(writer.page.get_by_text("Filled in for you")).to_have_count(0)
    writer.press("Use all of these tags")
    expect(writer.page.get_by_role("button", name=re.compile("^Use "))).to_have_count(0)
    writer.page.wait_for_load_state()
    found = dict(holds(writer.page, arrival))
    mend(writer, arrival, [name for name, right in found.items() if not right])
    for name, value in arrival.judged.items():
        writer.put(name, value)
    writer.press("Send for review")
    expect(writer.page.get_by_role("status")).to_contain_text("Sent for review.")
    expect(writer.page.locator("#missing")).to_be_hidden()
    assert len(writer.actions) <= MOST_ACTIONS, writer.actions
    assert sum(found.values()) >= LEAST_RIGHT * len(found), found
    publish(reviewer, arrival.wanted["title"])
    find(partner, arrival.wanted["title"])


def publish(reviewer: Page, title: str) -> None:
    reviewer.goto("/staff/briefs")
    reviewer.locator(".queue").get_by_role("link", name=title).click()
    reviewer.get_by_role("button", name="Publish", exact=True).click()
    expect(reviewer.locator(".brief__title")).to_have_text(title)


def find(partner: Page, title: str) -> None:
    """Find a brief by search, open it, and read the mail that says the same."""
    partner.goto("/")
    partner.locator("main [name=q]").fill(title)
    partner.locator("main [name=q]").press("Enter")
    partner.locator("main").get_by_role("link", name=title).first.click()
    expect(partner.locator(".brief__title")).to_have_text(title)
    answer = partner.locator(".brief__short").inner_text()
    partner.goto(f"{partner.url}/email")
    expect(partner.locator("h1")).to_have_text(title)
    expect(partner.locator("body")).to_contain_text(answer)
