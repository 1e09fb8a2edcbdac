"""Absolute addresses of pages, made from LIBRARY_PUBLIC_URL alone and never from what a request claims.

Mails, feeds and files are written outside a request too, so this is the one place beside the routes that knows paths.
`tests/http/test_links.py` holds it to the routes. The base may have a path of its own, under which the library is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin

API = "/api/"
"""What the addresses of the JSON begin with, below the prefix."""
PUBLIC = (
    "/",
    "/approaches",
    "/what-works",
    "/roles",
    "/what-does-not-work",
    "/not-known-yet",
    "/new",
    "/about",
    "/about/method",
    "/help-now",
    "/bids",
    "/bids/start",
    "/bids/check",
    "/measures",
    "/need",
    "/data",
    "/contact",
    "/get-involved",
    "/who-must-listen",
    "/newsletters",
    "/opportunities",
    "/opportunities/archive",
    "/opportunities/propose",
    "/field-notes",
    "/voice",
    "/voice/withdraw",
    "/projects/tell-us",
    "/questions",
    "/questions/ask",
    "/questions/open",
    "/challenges",
    "/asks",
    "/asks/late",
    "/asks/house-rules",
    "/asks/suggest",
    "/you-said",
    "/complaints",
    "/accessibility",
    "/privacy",
    "/cookies",
)
"""The pages that search engines are told of, beside those of briefs and approaches."""


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses that start with `base`, which has no slash at its end."""

    base: str

    def absolute(self, path: str) -> str:
        """Return the absolute address of a path that `url_for` made, which starts with the prefix."""
        return urljoin(self.base, path)

    def home(self) -> str:
        """Return the address of the front page."""
        return f"{self.base}/"

    def public_pages(self) -> list[str]:
        """Return the addresses of the pages that are always there."""
        return [f"{self.base}{path}" for path in PUBLIC]

    def brief(self, slug: str) -> str:
        """Return the address of a brief."""
        return f"{self.base}/briefs/{quote(slug)}"

    def version(self, slug: str, number: int) -> str:
        """Return the address of a version of a brief."""
        return f"{self.brief(slug)}/versions/{number}"

    def approach(self, term: str) -> str:
        """Return the address of an approach."""
        return f"{self.base}/approaches/{quote(term)}"

    def data(self, name: str = "") -> str:
        """Return the address of the open data, or of one file of it."""
        return f"{self.base}/data/{quote(name)}" if name else f"{self.base}/data"

    def harvest(self) -> str:
        """Return the address that harvesters ask (OAI-PMH)."""
        return f"{self.base}/oai"

    def search(self) -> str:
        """Return the address of the search, without a question."""
        return f"{self.base}/search"

    def reading_list(self, slugs: Iterable[str]) -> str:
        """Return the address of a reading list, which holds its briefs."""
        picked = "&".join(f"brief={quote(slug)}" for slug in slugs)
        return f"{self.base}/reading-list?{picked}"

    def digest(self, digest_id: int) -> str:
        """Return the address of a digest."""
        return f"{self.base}/digests/{digest_id}"

    def newsletter(self, campaign_id: int) -> str:
        """Return the address of a newsletter that was sent."""
        return f"{self.base}/newsletters/{campaign_id}"

    def newsletters_feed(self) -> str:
        """Return the address of the feed of newsletters."""
        return f"{self.base}/newsletters.atom"

    def picture(self, digest: str) -> str:
        """Return the address of a picture of a newsletter."""
        return f"{self.base}/newsletters/pictures/{digest}.jpg"

    def feed(self, page: int = 1) -> str:
        """Return the address of a page of the feed."""
        return f"{self.base}/feed.atom?page={page}" if page > 1 else f"{self.base}/feed.atom"

    def sitemap(self) -> str:
        """Return the address of the list of all public pages."""
        return f"{self.base}/sitemap.xml"

    def security(self) -> str:
        """Return the address of the file that says whom to tell of a weakness."""
        return f"{self.base}/.well-known/security.txt"

    def contact(self) -> str:
        """Return the address of the page that says how to reach the people who run the library."""
        return f"{self.base}/contact"

    def subscription(self, token: str) -> str:
        """Return the address where a subscription is agreed to, changed and left."""
        return f"{self.base}/subscriptions/{quote(token)}"

    def leave(self, token: str) -> str:
        """Return the address that a mail program posts to, to leave a subscription."""
        return f"{self.subscription(token)}/leave"

    def stop(self, token: str) -> str:
        """Return the address where mail to one person is stopped."""
        return f"{self.base}/stop-mail/{quote(token)}"

    def welcome(self, token: str) -> str:
        """Return the one-time address where an invited person chooses a password."""
        return f"{self.base}/welcome/{quote(token)}"

    def demo_sign_in(self, token: str) -> str:
        """Return the one-time address that signs an example account in to a demo."""
        return f"{self.base}/demo/sign-in/{quote(token)}"

    def account(self) -> str:
        """Return the address of a person's own account."""
        return f"{self.base}/staff/account"

    def edit(self, brief_id: int) -> str:
        """Return the address where staff edit a brief."""
        return f"{self.base}/staff/briefs/{brief_id}/edit"

    def desk(self, part: str = "") -> str:
        """Return the address of the desk, or of a part of it."""
        return f"{self.base}/staff/briefs{f'#{part}' if part else ''}"

    def due(self) -> str:
        """Return the address of the briefs that staff have to check."""
        return f"{self.base}/staff/due"

    def due_to_me(self) -> str:
        """Return the address of those briefs that whoever opens it looks after."""
        return f"{self.due()}?whose=mine"

    def uploads(self) -> str:
        """Return the address of the documents that staff sent."""
        return f"{self.base}/staff/uploads"

    def corrections(self) -> str:
        """Return the address of the mistakes that readers reported."""
        return f"{self.base}/staff/mistakes"

    def unanswered(self) -> str:
        """Return the address of the questions that nothing answers."""
        return f"{self.base}/staff/questions"

    def open_questions(self) -> str:
        """Return the address of what only the people who run the library can answer."""
        return f"{self.base}/staff/only-we-can-answer"

    def source_links(self) -> str:
        """Return the address of the sources that didn't answer."""
        return f"{self.base}/staff/links"

    def help_lines_desk(self) -> str:
        """Return the address where staff keep the help lines."""
        return f"{self.base}/staff/help-lines"

    def submission(self, token: str) -> str:
        """Return the address where somebody sends, changes and withdraws what they wrote."""
        return f"{self.base}/sent/{quote(token)}"

    def opportunity(self, opportunity_id: int) -> str:
        """Return the address of an opportunity."""
        return f"{self.base}/opportunities/{opportunity_id}"

    def opportunities_feed(self) -> str:
        """Return the address of the feed of opportunities."""
        return f"{self.base}/opportunities.atom"

    def field_note(self, note_id: int) -> str:
        """Return the address of a field note."""
        return f"{self.base}/field-notes/{note_id}"

    def field_notes_feed(self) -> str:
        """Return the address of the feed of field notes."""
        return f"{self.base}/field-notes.atom"

    def voices(self) -> str:
        """Return the address of what young people said."""
        return f"{self.base}/voice"

    def voices_feed(self) -> str:
        """Return the address of the feed of what young people said."""
        return f"{self.base}/voice.atom"

    def voice_recording(self, voice_id: int) -> str:
        """Return the address of a recording of a young person."""
        return f"{self.base}/voice/{voice_id}/recording"

    def voice_desk(self) -> str:
        """Return the address where staff keep what young people said."""
        return f"{self.base}/staff/voice"

    def answer(self, answer_id: int) -> str:
        """Return the address of a question with its answer."""
        return f"{self.base}/questions/{answer_id}"

    def answers_feed(self) -> str:
        """Return the address of the feed of answers."""
        return f"{self.base}/questions.atom"

    def challenge(self, challenge_id: int) -> str:
        """Return the address where a challenge to a rating stands with how it was decided."""
        return f"{self.base}/challenges#{challenge_id}"

    def challenges_feed(self) -> str:
        """Return the address of the feed of decided challenges."""
        return f"{self.base}/challenges.atom"

    def subject(self, subject_id: int) -> str:
        """Return the address where a subject stands that people ask about."""
        return f"{self.base}/questions/open#{subject_id}"

    def subjects_feed(self) -> str:
        """Return the address of the feed of subjects that people ask about."""
        return f"{self.base}/questions/open.atom"

    def who_must_listen(self, body: str = "") -> str:
        """Return the address of the page that says who must listen, at one of the bodies if it is named."""
        return f"{self.base}/who-must-listen" + (f"#{quote(body)}" if body else "")

    def meeting(self, body: str, meeting_id: int) -> str:
        """Return the address of a public meeting, at the body that holds it."""
        return f"{self.base}/who-must-listen?meeting={meeting_id}#{quote(body)}"

    def meetings_feed(self) -> str:
        """Return the address of the feed of public meetings."""
        return f"{self.base}/who-must-listen.atom"

    def asks(self) -> str:
        """Return the address of what bodies were asked."""
        return f"{self.base}/asks"

    def ask(self, slug: str) -> str:
        """Return the address of an ask."""
        return f"{self.asks()}/{quote(slug)}"

    def asks_of(self, body: str) -> str:
        """Return the address of what a body was asked."""
        return f"{self.asks()}/bodies/{quote(body)}"

    def asks_feed(self) -> str:
        """Return the address of the feed of asks."""
        return f"{self.base}/asks.atom"

    def house_rules(self) -> str:
        """Return the address of the rules for asks and replies."""
        return f"{self.asks()}/house-rules"

    def reply(self, token: str) -> str:
        """Return the address where a body replies to an ask."""
        return f"{self.base}/reply/{quote(token)}"

    def ask_desk(self) -> str:
        """Return the address where staff keep the asks."""
        return f"{self.base}/staff/asks"

    def you_said(self, item_id: int = 0) -> str:
        """Return the address of what partners said and we did, at one item if it is named."""
        return f"{self.base}/you-said" + (f"#{item_id}" if item_id else "")

    def you_said_desk(self) -> str:
        """Return the address where staff keep what partners said and we did."""
        return f"{self.base}/staff/you-said"

    def you_said_feed(self) -> str:
        """Return the address of the feed of what partners said and we did."""
        return f"{self.base}/you-said.atom"

    def submissions_desk(self, kind: str = "") -> str:
        """Return the address where staff answer what was sent, of a kind or of all."""
        return f"{self.base}/staff/submissions{f'?kind={quote(kind)}' if kind else ''}"

    def opportunity_desk(self) -> str:
        """Return the address where staff keep the opportunities."""
        return f"{self.base}/staff/opportunities"

    def meetings_desk(self) -> str:
        """Return the address where staff keep the dates of public meetings."""
        return f"{self.base}/staff/public-meetings"
