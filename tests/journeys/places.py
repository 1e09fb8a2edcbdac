"""Every kind of page, and how to get there: an address, or a few steps."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pyotp
from playwright.sync_api import Page, expect

from library.accounts import repository as people_table
from library.accounts.invitations import service as invitations
from library.accounts.two_factor import repository as authenticators
from library.briefs import repository as brief_rows
from library.briefs import service as briefs
from library.briefs.states import PublishedBrief
from library.editing.documents import service as uploads
from library.editing.public_documents import service as documents
from library.editing.translations.service import LONGEST
from library.involve.submissions.models import Kind
from library.involve.voice import service as voice_rows
from library.mail import unsubscribe
from library.newsletters.audiences import service as audiences
from library.newsletters.campaigns import service as campaigns
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.security.permissions import Person, Role
from tests import addresses, builders
from tests.documents.reports import REPORTS
from tests.journeys import asking
from tests.journeys.sites import Site
from tests.peers import offering

Way = Callable[[Site, Page], None]


@dataclass(frozen=True)
class at:  # noqa: N801 (read as a word: "home": at("/"))
    """The way to a page that has an address."""

    address: str

    def __call__(self, _: Site, page: Page) -> None:
        page.goto(self.address)


def sent_empty(address: str, button: str) -> Way:
    """Send a form in which nothing was filled in, so that its errors show."""

    def go(_: Site, page: Page) -> None:
        page.goto(address)
        page.get_by_role("button", name=button, exact=True).last.click()
        expect(page.get_by_role("alert")).to_be_visible()

    return go


def welcome(site: Site, page: Page) -> None:
    page.goto(invitations.add(site.services, "guest@example.org", "Guest", Role.CONTRIBUTOR))


def half_signed_in(email: str, address: str, heading: str) -> Way:
    def go(site: Site, page: Page) -> None:
        person = builders.person(site.services, Role.CONTRIBUTOR, email)
        with site.services.store.writing() as database:
            if heading.startswith("Set up"):
                authenticators.forget(database, person.id)
        site.sign_in(page.context, person, whole=False)
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    return go


def recovery_codes(site: Site, page: Page) -> None:
    half_signed_in("kept@example.org", "/sign-in", "Set up your second step")(site, page)
    secret = page.locator(".secret").text_content() or ""
    page.get_by_label("Code from your app").fill(pyotp.TOTP(secret.replace(" ", "")).now())
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".codes li")).to_have_count(8)


def account(site: Site, page: Page) -> None:
    """Open an account that is in use in two browsers."""
    builders.session(site.services, builders.person(site.services))
    page.goto("/staff/account")
    page.get_by_role("button", name="End those I chose").click()
    expect(page.get_by_role("alert")).to_be_visible()


def person(_: Site, page: Page) -> None:
    page.goto("/staff/people")
    page.get_by_role("link", name="Reviewer Example").click()
    expect(page.get_by_role("button", name="Disable the account")).to_be_visible()


def stop_mail(site: Site, page: Page) -> None:
    page.goto(unsubscribe.link(site.services, "gone@example.org"))


def mail_stopped(site: Site, page: Page) -> None:
    unsubscribe.stop(site.services, "stopped@example.org")
    page.goto(unsubscribe.link(site.services, "stopped@example.org"))
    expect(page.get_by_role("button", name="Allow e-mail again")).to_be_visible()


def subscription(site: Site, page: Page) -> None:
    choice = Choice(("approach:mentoring",), "boxing clubs", Rhythm.WEEKLY)
    subscriptions.ask(site.services, "ann@example.org", choice, "/subscribe", "ann")
    with site.services.store.reading() as database:
        found = subscription_rows.of(database, "ann@example.org")
    assert found is not None
    subscriptions.agree(site.services, found)
    page.goto(subscriptions.link(site.services, found))
    expect(page.get_by_role("button", name="Save changes")).to_be_visible()


def edit(_: Site, page: Page) -> None:
    page.goto("/staff/briefs")
    page.get_by_role("link", name="Half-written games").click()
    expect(page.locator("#title")).to_be_visible()


def edit_with_errors(site: Site, page: Page) -> None:
    edit(site, page)
    page.locator("#url, #sources-0-url").fill("no address")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("alert")).to_be_visible()


def edit_in_review(_: Site, page: Page) -> None:
    page.goto("/staff/briefs")
    page.get_by_role("link", name="Games sent for review").first.click()
    page.get_by_text("Comment on a field").click()
    page.get_by_text("Send it back to be fixed").click()
    page.get_by_text("Publish at a time").click()


def conflict(site: Site, page: Page) -> None:
    """Send an edit made on a save that is no longer the last."""
    edit(site, page)
    page.locator("#one_line").fill("Another line, and a very long one without end, to see how it is laid out.")
    page.locator("[name=marks]").evaluate("(marks) => { marks.value = JSON.stringify({ one_line: 'older' }); }")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("alert")).to_be_visible()


def delete_draft(site: Site, page: Page) -> None:
    edit(site, page)
    page.goto(page.url.replace("/edit", "/delete"))


def discard_changes(site: Site, page: Page) -> None:
    """Change what readers see, and be asked whether to go back to it."""
    page.goto("/briefs/prison-visits-scared-straight")
    page.goto(page.locator(".share a[href$='/edit']").get_attribute("href") or "")
    page.locator("#what_it_is").fill("Young people visit a prison and meet prisoners.")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    page.goto(page.url.split("/edit")[0] + "/discard")


def withdraw(site: Site, page: Page) -> None:
    page.goto("/briefs/prison-visits-scared-straight")
    page.goto(page.locator(".share a[href$='/edit']").get_attribute("href") or "")
    page.get_by_role("button", name="Withdraw …").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("alert")).to_be_visible()


def upload(_: Site, page: Page) -> None:
    """Send a report, or come back to the draft that it started."""
    page.goto("/staff/upload")
    page.locator("#file").set_input_files({"name": "football.pdf", "mimeType": "", "buffer": REPORTS[0].content})
    page.get_by_role("button", name="Read it and start a draft").click()
    page.wait_for_url(re.compile(r"/edit|/uploads/\d"))
    if "/edit" not in page.url:
        page.get_by_role("link", name="Evening football and violence").first.click()
    page.get_by_text("sentences with figures, to quote").click()


def uploaded(site: Site, page: Page) -> None:
    upload(site, page)
    page.goto("/staff/uploads")
    page.get_by_role("link", name="football.pdf").click()
    page.wait_for_url(re.compile(r"/uploads/\d"))


def checked(_: Site, page: Page) -> None:
    """Say of a brief that it was checked, without saying what was looked at."""
    page.goto("/briefs/mentoring")
    edit_address = page.locator(".share a[href$='/edit']").get_attribute("href") or ""
    page.goto(edit_address.replace("/edit", "/checked"))
    page.get_by_role("button", name="Nothing has changed").click()
    expect(page.get_by_role("alert")).to_be_visible()


def questions(_: Site, page: Page) -> None:
    """Put a question, and answer it with a brief that is not there."""
    page.goto("/ask")
    page.get_by_label("Your question").fill("Does chess in the park with neighbours help anybody?")
    page.get_by_role("button", name="Send question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We've got your question")
    page.goto("/staff/questions")
    page.get_by_role("button", name="This brief answers it").first.click()
    expect(page.locator(".govuk-error-message").first).to_be_visible()


def contact_details(_: Site, page: Page) -> None:
    page.goto("/staff/get-involved")
    page.locator("#inbox").fill("no address")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _admin(site: Site) -> Person:
    with site.services.store.reading() as database:
        known = people_table.find(database, "admin@example.org")
    assert known is not None
    return known[0]


def question_answered(site: Site, page: Page) -> None:
    page.goto(f"/questions/{addresses.answered(site.services, _admin(site))}")


def questions_answered(site: Site, page: Page) -> None:
    question_answered(site, page)
    page.goto("/questions")


def decide_challenge(site: Site, page: Page) -> None:
    _, number = addresses.submitted(site.services, addresses.CHALLENGE, Kind.CHALLENGE)
    page.goto(f"/staff/challenges/new?submission={number}")
    page.get_by_role("button", name="Publish the decision").click()
    expect(page.get_by_role("alert")).to_be_visible()


def what_people_ask(site: Site, page: Page) -> None:
    addresses.subject(site.services, _admin(site))
    page.goto("/questions/open")


def answer_with_errors(site: Site, page: Page) -> None:
    _, number = addresses.submitted(site.services, {"question": "Do choirs help?"}, Kind.QUESTION)
    page.goto(f"/staff/answers/new?submission={number}")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_be_visible()


def field_note(site: Site, page: Page) -> None:
    page.goto(f"/field-notes/{addresses.field_note(site.services, _admin(site))}")


def field_notes(site: Site, page: Page) -> None:
    field_note(site, page)
    page.goto("/field-notes")


def publish_field_note(site: Site, page: Page) -> None:
    """Look at what a group sent, and try to publish it without a title."""
    _, number = addresses.submitted(site.services, addresses.ACCOUNT, Kind.FIELD_NOTE)
    page.goto(f"/staff/field-notes/new?submission={number}")
    page.locator("#title").fill("")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def _voice(site: Site) -> int:
    with site.services.store.reading() as database:
        brief_id = brief_rows.by_slugs(database, ["mentoring"])["mentoring"].id
    return addresses.voice(site.services, _admin(site), brief_id)


def voices(site: Site, page: Page) -> None:
    _voice(site)
    page.goto("/voice")


def withdraw_voice(site: Site, page: Page) -> None:
    code = voice_rows.new_code(site.services, _admin(site), _voice(site))
    page.goto("/voice/withdraw")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Yes, withdraw them")).to_be_visible()


def voice_desk(site: Site, page: Page) -> None:
    _voice(site)
    page.goto("/staff/voice")


def one_voice(site: Site, page: Page) -> None:
    """Say that somebody heard it, without saying who."""
    page.goto(f"/staff/voice/{_voice(site)}")
    page.get_by_role("button", name="Add who heard it").click()
    expect(page.get_by_role("alert")).to_be_visible()


def voice_code(site: Site, page: Page) -> None:
    page.goto(f"/staff/voice/{_voice(site)}")
    page.get_by_role("button", name="Make a new code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write this code down now")


def _public_document(site: Site) -> tuple[int, str]:
    """Let readers have a document unless they have one; give the id of its upload and the name of its page."""
    admin = _admin(site)
    found = next(iter(documents.everything(site.services)), None)
    if found and found.upload_id:
        return found.upload_id, found.slug
    sent, _ = uploads.take(site.services, admin, "a.txt", io.BytesIO(b"Nobody has measured it."), "a-form")
    uploads.read(site.services, admin, sent.id)
    return sent.id, addresses.public_document(site.services, admin, sent.id)


def let_readers_have(site: Site, page: Page) -> None:
    page.goto(f"/staff/uploads/{_public_document(site)[0]}/publish")


def document_for_readers(site: Site, page: Page) -> None:
    page.goto(f"/documents/{_public_document(site)[1]}")


def _newsletters(site: Site) -> tuple[int, int, int, str]:
    """Write newsletters unless there are some; give the ids of list, draft and sent one."""
    admin = _admin(site)
    found = {each.content.subject: each.id for each, _ in campaigns.listed(site.services, admin)}
    if not found:
        mentoring = briefs.find(site.services, "mentoring")
        assert isinstance(mentoring, PublishedBrief)
        return addresses.newsletters(site.services, admin, mentoring.id)
    listed = audiences.everything(site.services, admin)[0].id
    return listed, found["News for partners"], found["News that was sent"], ""


def newsletter_desk(site: Site, page: Page) -> None:
    _newsletters(site)
    page.goto("/staff/newsletters")


def newsletter_draft(site: Site, page: Page) -> None:
    page.goto(f"/staff/newsletters/{_newsletters(site)[1]}")


def newsletter_items(site: Site, page: Page) -> None:
    page.goto(f"/staff/newsletters/{_newsletters(site)[1]}/items")


def newsletter_to_send(site: Site, page: Page) -> None:
    page.goto(f"/staff/newsletters/{_newsletters(site)[1]}/send")


def newsletter_followed(site: Site, page: Page) -> None:
    page.goto(f"/staff/newsletters/{_newsletters(site)[2]}")


def sent_newsletter(site: Site, page: Page) -> None:
    page.goto(f"/newsletters/{_newsletters(site)[2]}")


def list_of_people(site: Site, page: Page) -> None:
    page.goto(f"/staff/newsletters/lists/{_newsletters(site)[0]}")


def from_another_library(address: str) -> Way:
    """Open an address with the ids of a brief that was adopted and of its library."""

    def go(site: Site, page: Page) -> None:
        shared = offering.adopted(site.services, _admin(site))
        page.goto(address.format(shared=shared.id, peer=shared.peer.id))

    return go


def changed_at_another_library(site: Site, page: Page) -> None:
    shared = offering.adopted(site.services, _admin(site))
    offering.offer(site.services, _admin(site), "one", "two", short_answer="Games brought grandparents out too.")
    page.goto(f"/staff/libraries/briefs/{shared.id}")
    expect(page.locator("ins").first).to_be_visible()


def unfollow_with_errors(site: Site, page: Page) -> None:
    from_another_library("/staff/libraries/{peer}/unfollow")(site, page)
    page.get_by_role("button", name="Unfollow", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def opportunity(site: Site, page: Page) -> None:
    page.goto(f"/opportunities/{addresses.opportunity(site.services, _admin(site))}")


def opportunities(site: Site, page: Page) -> None:
    opportunity(site, page)
    page.goto("/opportunities")


def what_you_wrote(site: Site, page: Page) -> None:
    page.goto(f"/sent/{addresses.submitted(site.services, addresses.ACCOUNT, Kind.FIELD_NOTE)[0]}")


def sent_to_us(site: Site, page: Page) -> None:
    addresses.submitted(site.services)
    page.goto("/staff/submissions")


def one_sent_to_us(site: Site, page: Page) -> None:
    """Refuse what somebody sent without saying why."""
    page.goto(f"/staff/submissions/{addresses.submitted(site.services)[1]}")
    page.get_by_role("button", name="Refuse, and").click()
    expect(page.get_by_role("alert")).to_be_visible()


def what_would_change(_: Site, page: Page) -> None:
    page.goto("/staff/briefs/bulk?all=yes&words=games")
    page.locator("#check_by").fill("2027-09-30")
    page.get_by_role("button", name="Preview the new date").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What this would change")


def changed_together(site: Site, page: Page) -> None:
    what_would_change(site, page)
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("button", name="Undo this change")).to_be_visible()


def planned_import(_: Site, page: Page) -> None:
    """Look at what an import would do: one new brief, and one row that cannot be read."""
    rows = b"slug,title,one_line,kind\nnew-games,New games,They came.,not_known_yet\nmentoring,,,never\n"
    page.goto("/staff/import")
    page.locator("#file").set_input_files({"name": "rows.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="See what would happen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What this import would do")


def vocabulary(_: Site, page: Page) -> None:
    page.goto("/staff/vocabulary")
    page.get_by_text("Approach (", exact=False).first.click()


def new_term(_: Site, page: Page) -> None:
    page.goto("/staff/vocabulary/new")
    page.locator("main button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def bid_checked(_: Site, page: Page) -> None:
    page.goto("/bids/check")
    page.get_by_label("Your words").fill(
        "Mentoring will cut violence by 35%. We will help 40 people. Goat yoga cut crime by 11%."
    )
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="What we found")).to_be_visible()


def translation(_: Site, page: Page) -> None:
    """Translate a title into more words than are kept."""
    page.goto("/staff/languages/cy/brief/mentoring")
    page.locator("#title").fill("x" * (LONGEST + 1))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def form_expired(_: Site, page: Page) -> None:
    page.goto("/sign-in")
    page.locator("[name=form_token]").first.evaluate("(token) => { token.value = 'old'; }")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Send it again")).to_be_visible()


READERS: dict[str, Way] = {
    "home": at("/"),
    "all briefs": at("/search"),
    "good results": at("/search?q=does+mentoring+work&age=14-17"),
    "weak results": at("/search?q=what+is+the+capital+of+france"),
    "no results": at("/search?q=quantum+chromodynamics"),
    "what works": at("/briefs/mentoring"),
    "what does not work": at("/briefs/prison-visits-scared-straight"),
    "not known yet": at("/briefs/youth-arts-evidence"),
    "how others do it": at("/briefs/cardiff-model"),
    "early learning": at("/briefs/people-zones"),
    "local project": at("/briefs/vip-hospital-leicester"),
    "who must act": at("/briefs/serious-violence-duty"),
    "facts and figures": at("/briefs/children-and-violence-figures"),
    "approaches": at("/approaches"),
    "what works at a glance": at("/what-works"),
    "what works for a role": at("/what-works?for=school&age=11-13&sort=cost"),
    "nothing fits": at("/what-works?age=no-such-age"),
    "what works as a picture": at("/what-works?view=picture"),
    "approach": at("/approaches/mentoring"),
    "about": at("/about"),
    "method": at("/about/method"),
    "design": at("/about/design"),
    "help now": at("/help-now"),
    "help before results": at("/search?q=my+boyfriend+hits+me"),
    "get involved": at("/get-involved"),
    "easy read drafts": at("/easy-read"),
    "easy read draft": at("/briefs/mentoring/easy-read"),
    "who must listen": at("/who-must-listen"),
    "asks": asking.shown("/asks"),
    "late replies": asking.shown("/asks/late"),
    "asks to a body": asking.shown("/asks/bodies/example-council"),
    "ask": asking.shown("/asks/{slug}"),
    "house rules": at("/asks/house-rules"),
    "suggest an ask with errors": sent_empty("/asks/suggest", "Continue"),
    "reply with errors": asking.reply_with_errors,
    "reply by a link that doesn't work": at("/reply/nothing"),
    "you said": asking.shown("/you-said"),
    "opportunities": opportunities,
    "newsletters": at("/newsletters"),
    "documents": at("/documents"),
    "open data": at("/data"),
    "brief for other websites": at("/embed/briefs/mentoring"),
    "code for other websites": at("/embed/briefs/mentoring/code"),
    "document for readers": document_for_readers,
    "sent newsletter": sent_newsletter,
    "closed opportunities": at("/opportunities/archive"),
    "opportunity": opportunity,
    "propose an opportunity with errors": sent_empty("/opportunities/propose", "Continue"),
    "what you wrote": what_you_wrote,
    "challenge a rating with errors": sent_empty("/briefs/mentoring/challenge", "Continue"),
    "challenges": at("/challenges"),
    "what people ask": what_people_ask,
    "questions answered": questions_answered,
    "question answered": question_answered,
    "ask for a reply with errors": sent_empty("/questions/ask", "Continue"),
    "what young people say": voices,
    "withdraw your words with errors": sent_empty("/voice/withdraw", "Continue"),
    "withdraw these words": withdraw_voice,
    "your words are withdrawn": at("/voice/withdrawn"),
    "field notes": field_notes,
    "field note": field_note,
    "tell us about a project with errors": sent_empty("/projects/tell-us", "Continue"),
    "check your mail for what you wrote": at("/sent/check-your-mail"),
    "what you wrote is deleted": at("/sent/deleted"),
    "contact": at("/contact"),
    "complaints": at("/complaints"),
    "accessibility": at("/accessibility"),
    "privacy": at("/privacy"),
    "cookies": at("/cookies"),
    "short message": at("/briefs/mentoring/message"),
    "send form with errors": sent_empty("/briefs/mentoring/send", "Send"),
    "sent": at("/briefs/mentoring/send/done"),
    "subscribe with errors": sent_empty("/subscribe?topics=place:leicester", "Sign up"),
    "subscription asked": at("/subscribe/check-your-mail"),
    "subscription": subscription,
    "stop mail": stop_mail,
    "mail stopped": mail_stopped,
    "past digests": at("/digests"),
    "from other libraries": from_another_library("/from-other-libraries"),
    "brief of another library": from_another_library("/from-other-libraries/{shared}"),
    "mistake form": at("/briefs/mentoring/mistake"),
    "mistake form with errors": sent_empty("/briefs/mentoring/mistake", "Send report"),
    "mistake kept": at("/briefs/mentoring/mistake/thanks"),
    "comparison": at("/compare?brief=mentoring&brief=cctv&brief=cardiff-model&brief=nothing&brief=withdrawn-games"),
    "one to compare": at("/compare?brief=mentoring&q=police"),
    "reading list": at("/reading-list?brief=mentoring&brief=cctv&brief=withdrawn-games"),
    "empty reading list": at("/reading-list"),
    "send a list with errors": sent_empty("/reading-list/send?brief=mentoring", "Send"),
    "list sent": at("/reading-list/send/done?brief=mentoring"),
    "bid": at("/bids?brief=mentoring&brief=cctv&brief=withdrawn-games&place=leicester"),
    "first bid": at("/bids/start"),
    "first bid, nothing chosen": at("/bids/start?q=mentoring&chosen=yes"),
    "first bid, who for": at("/bids/start?brief=mentoring"),
    "first bid, ready": at("/bids/start?brief=mentoring&ready=yes"),
    "bid from the table": at("/bids?role=arts_sports"),
    "bid pack": at("/bids/pack?brief=mentoring&brief=hate-crime&brief=cctv&age=5-9&funder=trust&made=2020-01-01"),
    "paper for a meeting": at("/packs?brief=mentoring&brief=cctv&brief=withdrawn-games&for=council"),
    "no paper yet": at("/packs"),
    "need": at("/need"),
    "measures": at("/measures?group=wellbeing"),
    "measure": at("/measures/sdq"),
    "bid to check with errors": sent_empty("/bids/check", "Check"),
    "bid checked": bid_checked,
    "large print": at("/briefs/mentoring/large-print"),
    "history": at("/briefs/mentoring/versions"),
    "old version": at("/briefs/changed-games/versions/1"),
    "what changed": at("/briefs/changed-games/versions/2?with=1"),
    "withdrawn brief": at("/briefs/withdrawn-games"),
    "no such page": at("/no-such-page"),
    "sign-in": at("/sign-in?next=/staff/briefs"),
    "sign-in with errors": sent_empty("/sign-in", "Sign in"),
    "forgotten password": at("/forgot"),
    "code": half_signed_in("half@example.org", "/sign-in", "Type your code"),
    "setting up the second step": half_signed_in("unset@example.org", "/sign-in", "Set up your second step"),
    "recovery codes": recovery_codes,
    "welcome": welcome,
    "form expired": form_expired,
    "mail": at("/briefs/mentoring/email"),
    "mail of harm": at("/briefs/approaches-to-avoid/email"),
}
STAFF: dict[str, Way] = {
    "account": account,
    "new password": sent_empty("/staff/account/password", "Change it"),
    "second step": sent_empty("/staff/account/authenticator", "Continue"),
    "new recovery codes": at("/staff/account/recovery-codes"),
    "desk": at("/staff/briefs"),
    "change briefs together": at("/staff/briefs/bulk?all=yes&words=games"),
    "what would change": what_would_change,
    "changed together": changed_together,
    "mail desk": at("/staff/mail"),
    "how the library runs": at("/staff/running"),
    "digest desk": at("/staff/digests"),
    "newsletter desk": newsletter_desk,
    "newsletter": newsletter_draft,
    "newsletter items": newsletter_items,
    "newsletter to send": newsletter_to_send,
    "newsletter that was sent": newsletter_followed,
    "lists of people": at("/staff/newsletters/lists"),
    "list of subscribers with errors": sent_empty("/staff/newsletters/lists/subscribers", "Keep this list"),
    "import a list with errors": sent_empty("/staff/newsletters/lists/import", "Import the list"),
    "list of people": list_of_people,
    "send to a list with errors": sent_empty("/staff/briefs/mentoring/send", "Check the list"),
    "reported mistakes": at("/staff/mistakes"),
    "choose a kind": at("/staff/briefs/kinds"),
    "new brief": at("/staff/briefs/new?kind=what_works"),
    "delete a draft": delete_draft,
    "discard changes": discard_changes,
    "edit": edit,
    "edit with errors": edit_with_errors,
    "edit in review": edit_in_review,
    "conflict": conflict,
    "withdraw with errors": withdraw,
    "upload with errors": sent_empty("/staff/upload", "Read it and start a draft"),
    "draft from a document": upload,
    "uploads": at("/staff/uploads"),
    "let readers have a document": let_readers_have,
    "document": uploaded,
    "questions without an answer": questions,
    "contact details with errors": contact_details,
    "sent to us": sent_to_us,
    "one that was sent to us": one_sent_to_us,
    "decide a challenge": decide_challenge,
    "subjects with errors": sent_empty("/staff/subjects", "Add subject"),
    "answer with errors": answer_with_errors,
    "voice desk": voice_desk,
    "a young person's words with errors": sent_empty("/staff/voice/new?brief=mentoring", "Save and get the code"),
    "one young person's words": one_voice,
    "code for a young person's words": voice_code,
    "field note desk": at("/staff/field-notes"),
    "publish a field note": publish_field_note,
    "ask desk": asking.shown("/staff/asks"),
    "ask with errors": sent_empty("/staff/asks/new", "Propose it"),
    "step of an ask with errors": asking.step_with_errors,
    "reply to read": asking.shown("/staff/asks/replies/{reply}"),
    "bodies with errors": sent_empty("/staff/bodies", "Add body"),
    "you said with errors": sent_empty("/staff/you-said", "Propose it"),
    "opportunity desk": at("/staff/opportunities"),
    "opportunity with errors": sent_empty("/staff/opportunities/new", "Publish"),
    "import opportunities with errors": sent_empty("/staff/opportunities/import", "Import and publish"),
    "public meetings with errors": sent_empty("/staff/public-meetings", "Add meeting"),
    "easy read desk": at("/staff/easy-read"),
    "easy read with errors": sent_empty("/staff/easy-read/mentoring", "Mark as tested"),
    "help lines": at("/staff/help-lines"),
    "outside topics": at("/staff/outside-topics"),
    "briefs to check": at("/staff/due"),
    "checked with errors": checked,
    "only we can answer": at("/staff/only-we-can-answer"),
    "source addresses": at("/staff/links"),
    "offered by another library": changed_at_another_library,
    "export": at("/staff/export"),
    "use": at("/staff/use"),
    "report": at("/staff/reports?length=month"),
    "languages": at("/staff/languages?show=all"),
    "translation with errors": translation,
    "import a translation with errors": sent_empty("/staff/languages/cy/import", "Bring back"),
}
ADMINS: dict[str, Way] = {
    "import with errors": sent_empty("/staff/import", "See what would happen"),
    "planned import": planned_import,
    "vocabulary": vocabulary,
    "new term with errors": new_term,
    "term": at("/staff/vocabulary/approach/mentoring"),
    "merge a term": at("/staff/vocabulary/approach/mentoring/merge"),
    "help line with errors": sent_empty("/staff/help-lines/new", "Save and confirm"),
    "help line": at("/staff/help-lines/samaritans/edit"),
    "outside topic with errors": sent_empty("/staff/outside-topics/new", "Save"),
    "outside topic": at("/staff/outside-topics/bins/edit"),
    "other libraries with errors": sent_empty("/staff/libraries", "Follow"),
    "unfollow with errors": unfollow_with_errors,
    "audit": at("/staff/audit"),
    "duties": at("/staff/due/duties"),
    "people": at("/staff/people"),
    "people with errors": sent_empty("/staff/people", "Invite"),
    "person": person,
}
EVERY = READERS | STAFF | ADMINS
IN_A_LANGUAGE = {"translation with errors", "import a translation with errors"}
"""Pages that only a library has which speaks a language beside English."""


def role_in(place: str) -> str:
    """Give who opens a place: staff of a role, or "" for a reader."""
    return "admin" if place in ADMINS else "reviewer" if place in STAFF else ""


def open_place(place: str, site: Site, page: Page, language: str = "") -> None:
    """Open a place; where it takes but an address, in this language as a browser asks for it, or staff by the address."""
    way = EVERY[place]
    if language and isinstance(way, at):
        page.set_extra_http_headers({"Accept-Language": language})
        way = at(in_language(way.address, language)) if role_in(place) else way
    way(site, page)
    page.wait_for_load_state()


def in_language(address: str, language: str) -> str:
    """Return an address that names the language of its page."""
    parts = urlsplit(address)
    return parts._replace(query=f"{parts.query}&lang={language}".lstrip("&")).geturl()
