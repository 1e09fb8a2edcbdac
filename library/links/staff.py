"""Addresses of staff."""

from urllib.parse import quote

from library.links.base import Base


class StaffLinks(Base):
    """What mails to staff and the desk lead to."""

    __slots__ = ()

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
        """Return the address of those briefs that the person who opens it looks after."""
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

    def easy_read_desk(self) -> str:
        """Return the address where staff keep the easy read drafts."""
        return f"{self.base}/staff/easy-read"

    def voice_desk(self) -> str:
        """Return the address where staff keep what young people said."""
        return f"{self.base}/staff/voice"

    def ask_desk(self) -> str:
        """Return the address where staff keep the asks."""
        return f"{self.base}/staff/asks"

    def you_said_desk(self) -> str:
        """Return the address where staff keep what partners said and we did."""
        return f"{self.base}/staff/you-said"

    def submissions_desk(self, kind: str = "") -> str:
        """Return the address where staff answer what was sent, of a kind or of all."""
        return f"{self.base}/staff/submissions{f'?kind={quote(kind)}' if kind else ''}"

    def opportunity_desk(self) -> str:
        """Return the address where staff keep the opportunities."""
        return f"{self.base}/staff/opportunities"

    def meetings_desk(self) -> str:
        """Return the address where staff keep the dates of public meetings."""
        return f"{self.base}/staff/public-meetings"

    def running(self) -> str:
        """Return the address where admins see how the library runs."""
        return f"{self.base}/staff/running"

    def libraries_desk(self) -> str:
        """Return the address where staff see what other libraries offer."""
        return f"{self.base}/staff/libraries"
