"""Questions that somebody wants a reply to: answered by mail, and published only if they agreed."""

import pytest

from library.involve.submissions import moderation
from library.security.permissions import Person
from library.services import Services
from library.transfer import seeding
from tests import builders
from tests.browser import Browser
from tests.involve.conftest import Clock, link_in

FORM, STAFF, ANSWER = "/questions/ask", "/staff/submissions", "/staff/answers/new?submission=1"
ASKED = {"question": "Does chess in the park help teenagers?", "email": "ann@example.org"}
SAID = {"answer": "Nobody has measured it.\n\nAsk your youth worker about street games.", "briefs": "street-games"}


@pytest.fixture(autouse=True)
def brief(services: Services, reviewer: Person) -> None:
    """Publish a brief that an answer can name."""
    builders.published(services, reviewer)


def ask(reader: Browser, post, **more: str) -> str:
    """Ask with an address and send it by the link; return the link."""
    assert reader.send(FORM, ASKED | more).location == "/sent/check-your-mail"
    link = link_in(post()[0])
    assert reader.send(link, {"action": "send"}).status_code == 303
    assert "Someone here answers it by e-mail." in post()[0].replace("=\r\n", "")
    return link


def test_the_words_typed_on_the_page_for_questions_are_brought_along(reader: Browser) -> None:
    action, fields = reader.form("/ask?q=Does+chess+help")
    assert action == "/ask"
    page = reader.client.post(FORM, data={**fields, "action": "reply"})
    assert (page.status_code, ">Does chess help</textarea>" in page.text) == (200, True)
    assert "There is a problem" not in page.text


def test_an_answer_goes_by_mail_alone_unless_it_may_be_published(reader: Browser, staff: Browser, post) -> None:
    link = ask(reader, post)
    assert "didn't agree" in staff.get(ANSWER).text
    refused = staff.send(ANSWER, SAID | {"publish": "yes"})
    assert (refused.status_code, 'href="#publish"' in refused.text) == (400, True)
    assert staff.send(ANSWER, SAID).location == f"{STAFF}?done=mailed"
    mail = post()[0].replace("=\r\n", "")
    assert "Ask your youth worker about street games." in mail
    assert "/briefs/street-games" in mail
    assert "There are none yet." in reader.get("/questions").text
    page = reader.get(link).text
    assert "Answered by e-mail" in page
    assert reader.press(link, action="send", question="Another one entirely?").status_code == 400


def test_an_answer_that_may_be_published_is_read_by_all_and_says_nothing_of_who_asked(
    reader: Browser, staff: Browser, post
) -> None:
    link = ask(reader, post, public="yes")
    assert staff.send(ANSWER, SAID).status_code == 303
    for path in ("/questions", "/questions/1", "/questions.atom", "/search?q=chess+park"):
        page = reader.get(path).text
        assert ASKED["question"] in page, path
        assert "ann@example.org" not in page
    assert "/questions/1</loc>" in reader.get("/sitemap.xml").text
    assert reader.press(link, action="withdraw").status_code == 303
    assert reader.get("/questions/1").status_code == 410
    assert ASKED["question"] not in reader.get("/questions").text


def test_the_address_is_deleted_after_30_days_and_the_published_answer_stays(
    reader: Browser, staff: Browser, services: Services, post, clock: Clock
) -> None:
    link = ask(reader, post, public="yes")
    staff.send(ANSWER, SAID)
    post()
    for days, status in ((29, 200), (1, 404)):
        clock.on(days=days)
        moderation.mind(services)
        assert reader.get(link).status_code == status
    with services.store.reading() as database:
        for table in ("submissions", "mails"):
            assert "ann@example.org" not in str(database.exec_driver_sql(f"SELECT * FROM {table}").all())
    assert ASKED["question"] in reader.get("/questions/1").text


def test_staff_change_a_published_answer_and_withdraw_it(reader: Browser, staff: Browser, post) -> None:
    ask(reader, post, public="yes")
    staff.send(ANSWER, SAID)
    assert staff.send("/staff/answers/1", {"answer": "One trial is under way."}).location == "/questions/1"
    assert "One trial is under way." in reader.get("/questions/1").text
    assert staff.send("/staff/answers/1", {"answer": ""}).status_code == 400
    assert staff.press("/staff/answers/1", action="withdraw").status_code == 303
    assert reader.get("/questions/1").status_code == 410
    assert staff.get("/staff/answers/1").status_code == 404


def test_somebody_in_trouble_is_shown_help_first(reader: Browser, services: Services) -> None:
    seeding.load_help_lines(services)
    page = reader.client.post(
        FORM, data=dict(reader.form(FORM)[1]) | {"action": "reply", "question": "My dad hits my mum"}
    ).text
    assert page.index("Get help now") < page.index('name="question"')


def test_a_question_is_answered_once_and_only_by_reviewers_and_admins(
    reader: Browser, staff: Browser, contributor: Browser, post
) -> None:
    ask(reader, post)
    assert contributor.get(ANSWER).status_code == 403
    page = staff.get(ANSWER)
    assert staff.send(ANSWER, SAID, page).status_code == 303
    assert staff.send(ANSWER, SAID, page).location == f"{STAFF}?done=answered"
    assert len(post()) == 1
