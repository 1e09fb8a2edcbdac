"""The forms of asks and of what partners said, submitted in a browser; and the pages of both with something on them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from library.involve.asks import links, service
from library.security.permissions import Person, Role
from tests import addresses, builders
from tests.journeys.forms import Step
from tests.journeys.sites import Site

DESK, BODIES, YOU_SAID = "/staff/asks", "/staff/bodies", "/staff/you-said"
ASK = addresses.ASK | {"briefs": "street-games"}


def _link(site: Site, admin: Person, number: int) -> str:
    return urlsplit(links.link(site.services, service.kept(site.services, admin, number))).path


def with_asks(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    admin = builders.person(site.services, Role.ADMIN)
    suggested = {"title": "Open halls", "who": "The council", "text": "Please.", "email": "al@example.org"}
    yield Step("reader", "/asks/suggest", "asks.suggest_ask", "continue", suggested, then="/sent/check-your-mail$")
    yield Step("reader", _link(site, admin, 1), "ask_replies.reply", typed=addresses.REPLY, then="/reply/")
    yield Step("reader", "/asks/house-rules", "answers.ask_for_reply", "reply", status=200, then="/questions/ask$")
    yield Step("admin", BODIES, "bodies.body_desk", typed={"name": "Example Board"}, then=f"{BODIES}$")
    yield Step("admin", f"{BODIES}/2", "bodies.edit_body", typed={"name": "Example Panel"}, then=f"{BODIES}$")
    yield from _written()
    yield from _run()
    for verb, then in (("check", "done=reply-check"), ("publish", "done=reply-publish"), ("refuse", "reply-refuse")):
        typed = {"ground": "personal"} if verb == "refuse" else {}
        yield Step("admin", f"{DESK}/replies/2", "ask_desk.ask_reply", verb, typed, then=then)
    yield Step("admin", YOU_SAID, "you_said.you_said_desk", "keep", addresses.SAID, then="done=keep$")
    for verb in ("keep", "publish", "keep", "discard", "remove"):
        yield Step("admin", f"{YOU_SAID}/1", "you_said.edit_you_said", verb, then=f"done={verb}$")


def _written() -> Iterator[Step]:
    """Write asks: a draft, one like another that is open, a change, and what becomes of them."""
    new = f"{DESK}/new"
    yield Step("admin", new, "ask_desk.new_ask", "draft", ASK, then=rf"{DESK}/\d+$")
    yield Step("admin", "", "ask_desk.edit_ask", "draft", {"title": "Another title"}, then=rf"{DESK}/\d+$")
    yield Step("admin", "", "ask_desk.edit_ask", "propose", status=200)
    yield Step("admin", "", "ask_desk.edit_ask", "propose", then=rf"{DESK}/\d+$")
    yield Step("admin", "", "ask_desk.edit_ask", "publish", then="done=publish$")
    yield Step("admin", new, "ask_desk.new_ask", "propose", ASK, status=200)
    yield Step("admin", "", "ask_desk.new_ask", "propose", then=rf"{DESK}/\d+$")
    yield Step("admin", "", "ask_desk.edit_ask", "discard", then="done=discard$")


def _run() -> Iterator[Step]:
    """Take every step that there is with the asks that are published: one that waits, and one that was answered."""
    why = "An election."
    taken: tuple[tuple[int, str, dict[str, str]], ...] = (
        (1, "paused", {"words": why, "until": "2099-01-02"}),
        (1, "resumed", {"words": why}),
        (1, "extended", {"until": "2099-03-02", "agreed_by": "Board"}),
        (2, "seen", {"words": "We went there."}),
        (1, "superseded", {"other": "another-title"}),
        (2, "withdrawn", {"words": why}),
    )
    yield Step("admin", f"{DESK}/1/steps", "ask_desk.run_ask", "link", then="done=link$")
    typed = {"look_again_on": "2099-01-02"}
    yield Step("admin", f"{DESK}/1/steps", "ask_desk.run_ask", "look", typed, then="done=look-again$")
    for number, step, words in taken:
        typed = {f"{step}-{name}": value for name, value in words.items()}
        yield Step("admin", f"{DESK}/{number}/steps", "ask_desk.run_ask", step, typed, then=f"done={step}$")


def _filled(site: Site) -> tuple[Person, tuple[str, int, int]]:
    """Put asks and what partners said into a library that has a brief at street-games or gets one."""
    admin = builders.person(site.services, Role.ADMIN)
    if not service.shown(site.services):
        builders.published(site.services, admin)
        addresses.asked(site.services, admin)
        addresses.said(site.services, admin)
    shown = service.shown(site.services)
    waiting = next(each for each in shown if each.standing.open)
    return admin, (waiting.kept.slug, waiting.kept.id, 2)


def shown(address: str) -> Any:
    """Return the way to a page once there are asks; `{slug}`, `{ask}` and `{reply}` stand for those of one."""

    def go(site: Site, page: Page) -> None:
        _, (slug, ask, reply) = _filled(site)
        page.goto(address.format(slug=slug, ask=ask, reply=reply))

    return go


def reply_with_errors(site: Site, page: Page) -> None:
    admin, (_, ask, _) = _filled(site)
    page.goto(_link(site, admin, ask))
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("alert")).to_be_visible()


def step_with_errors(site: Site, page: Page) -> None:
    shown(f"{DESK}/{{ask}}/steps")(site, page)
    page.get_by_text("Pause it").first.click()
    page.get_by_role("button", name="Pause it").click()
    expect(page.get_by_role("alert")).to_be_visible()
