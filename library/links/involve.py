"""Addresses of the two-way part."""

from urllib.parse import quote

from library.links.base import Base


class InvolveLinks(Base):
    """Where partners and bodies go by a link, and what they sent."""

    __slots__ = ()

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

    def you_said(self, item_id: int = 0) -> str:
        """Return the address of what partners said and we did, at one item if it is named."""
        return f"{self.base}/you-said" + (f"#{item_id}" if item_id else "")

    def you_said_feed(self) -> str:
        """Return the address of the feed of what partners said and we did."""
        return f"{self.base}/you-said.atom"
