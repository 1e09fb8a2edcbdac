"""The demo: plainly marked, open by one-time links that work nowhere else, and full of examples only."""

import re

import pytest
from flask import Flask

from library.accounts import repository as people
from library.accounts.sign_in import service as sign_in_service
from library.demo.examples import emails
from library.demo.service import sign_in_links
from library.http.guards import access_of
from library.services import Services
from tests.browser import Browser
from tests.to_do import waiting

CONTRIBUTOR, REVIEWER, ADMIN = "Example Contributor", "Example Reviewer One", "Example Admin"
BANNER = "Example accounts, example reports, example e-mails."
PAGES = ["/", "/search?q=mentoring", "/briefs/example-evening-games", "/help-now", "/sign-in", "/nowhere", "/digests"]
LINE = re.compile(r'class="line__title"[^>]*>(.*?)</')


def lines(browser: Browser, path: str) -> list[str]:
    return LINE.findall(browser.get(path).text)


@pytest.mark.parametrize("path", PAGES)
def test_the_header_of_each_page_says_that_it_is_a_demo(site: Flask, path: str) -> None:
    header = site.test_client().get(path).text.partition("</header>")[0]
    assert BANNER in header


def test_a_library_in_service_has_neither_banner_nor_links_nor_outbox(
    served_as_usual: Flask, links: dict[str, str]
) -> None:
    reader = served_as_usual.test_client()
    assert BANNER not in reader.get("/").text
    assert [reader.get(link).status_code for link in links.values()] == [404] * 4
    assert reader.get("/staff/demo/outbox").status_code == 404


def test_a_link_signs_in_once_and_only_when_its_button_is_pressed(site: Flask, links: dict[str, str]) -> None:
    link, browser = links[ADMIN], Browser(site)
    assert "Example Admin (Admin)" in browser.get(link).text
    assert browser.client.head(link).status_code == 200
    assert browser.get("/staff/briefs").status_code == 302
    assert browser.send(link, {}).location == "/staff/briefs"
    assert browser.get("/staff/people").status_code == 200
    again = Browser(site).get(link)
    assert again.status_code == 404
    assert "it then prints new links" in again.text


def test_new_links_end_the_earlier_ones(site: Flask, demo: Services, links: dict[str, str]) -> None:
    assert len(sign_in_links(demo, emails())) == 4
    assert {site.test_client().get(link).status_code for link in links.values()} == {404}


def test_the_accounts_are_those_of_four_examples_whose_password_nobody_knows(demo: Services) -> None:
    with demo.store.reading() as database:
        accounts = people.accounts(database)
    assert sorted(each.person.role for each in accounts) == ["admin", "contributor", "reviewer", "reviewer"]
    assert all(each.person.name.startswith("Example ") for each in accounts)
    assert all(each.person.email.endswith("@example.org") for each in accounts)
    assert sign_in_service.sign_in(demo, accounts[0].person.email, "", "here") is None


@pytest.mark.parametrize(
    ("name", "path", "many"),
    [
        (REVIEWER, "/staff/mistakes", 2),
        (REVIEWER, "/staff/questions", 3),
        (CONTRIBUTOR, "/staff/uploads", 3),
        (REVIEWER, "/staff/submissions", 5),
        (CONTRIBUTOR, "/staff/voice", 1),
    ],
)
def test_what_waits_for_staff_is_there_and_is_called_an_example(signed_in, name: str, path: str, many: int) -> None:
    waiting = re.findall(r'<li class="line.*?</li>', signed_in(name).get(path).text, re.DOTALL)
    assert len(waiting) == many
    assert [each for each in waiting if "xample" not in each] == []


def test_a_digest_was_sent_that_tells_of_the_example_alone(site: Flask) -> None:
    listed = site.test_client().get("/digests").text
    (digest,) = set(re.findall(r'href="(/digests/\d+)"', listed))
    assert lines(Browser(site), digest) == [
        "Example: evening games in the street",
        "Example: small grants for summer evenings",
    ]


def test_one_brief_waits_for_a_reviewer_and_one_has_come_back_to_its_writer(signed_in) -> None:
    assert "Example: a brief that waits for a reviewer" in signed_in(REVIEWER).get("/staff/briefs").text
    assert "Example: a brief that a reviewer sent back" in signed_in(CONTRIBUTOR).get("/staff/briefs").text


@pytest.mark.parametrize(
    "path",
    ["/opportunities", "/field-notes", "/questions", "/questions/open", "/challenges", "/voice", "/get-involved"],
)
def test_each_kind_of_the_two_way_part_has_one_that_is_called_an_example(site: Flask, path: str) -> None:
    assert "xample" in Browser(site).get(path).text


def test_the_example_brief_has_one_of_each_beside_it(site: Flask) -> None:
    page = Browser(site).get("/briefs/example-evening-games").text
    for words in (
        "Example: a club with homework",
        "Example: this is where a young",
        "Example: small grants",
        "newer count",
    ):
        assert words in page, words


def test_the_desk_shows_each_kind_of_work_that_can_wait(signed_in) -> None:
    kinds = set().union(*(waiting(signed_in(name)) for name in (CONTRIBUTOR, REVIEWER, ADMIN)))
    assert kinds >= {
        "Waiting for your review",
        "Sent back to you",
        "Briefs to check in the next 30 days",
        "Your uploads to use",
        "Questions to answer",
        "Challenges to decide",
        "Field notes to check",
        "Opportunities sent to us",
        "Opportunities to check",
        "Public meetings to add",
        "Searches without an answer",
        "Reported mistakes",
        "Only we can answer",
        "Sources that are gone",
    }


def test_a_reviewer_can_publish_what_waits(signed_in) -> None:
    browser = signed_in("Example Reviewer Two")
    desk = browser.get("/staff/briefs").text
    edit = re.search(r'href="(/staff/briefs/\d+/edit)"[^>]*>Example: a brief that waits', desk)[1]
    assert browser.send(edit, {"action": "publish"}).status_code == 303
    assert browser.get("/briefs/example-in-review").status_code == 200


def test_the_outbox_shows_each_mail_with_its_text_and_as_a_mail_program_would(signed_in) -> None:
    browser = signed_in(CONTRIBUTOR)
    page = browser.get("/staff/demo/outbox").text
    mails = re.findall(r'href="(/staff/demo/outbox/[^"]+)"', page)
    assert len(mails) >= 5
    assert page.count('<span class="kind">Example</span>') == len(mails)
    assert set(re.findall(r"To (\S+@\S+?)<", page)) <= {
        *emails(),
        "subscriber-one@example.org",
        "subscriber-two@example.org",
        *(f"partner-{number}@example.org" for number in ("one", "two", "three", "four")),
        "forum-one@example.org",
        "forum-two@example.org",
        "partner@example.org",
        *(f"sender-{number}@example.org" for number in ("one", "two", "three", "four")),
    }
    digest = next(
        path
        for path, title in zip(mails, lines(browser, "/staff/demo/outbox"), strict=True)
        if "evening games" in title
    )
    assert "Example: evening games in the street" in browser.get(digest).text
    html = browser.get(f"{digest}/as-sent")
    assert "Example: evening games in the street" in html.text
    assert "form-action 'none'" in html.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["20260101-000000-0123456789abcdef", "..%2F..%2Fsecret_key", "secret_key"])
def test_no_other_file_can_be_read_through_the_outbox(signed_in, name: str) -> None:
    browser = signed_in(CONTRIBUTOR)
    assert browser.get(f"/staff/demo/outbox/{name}").status_code == 404
    assert browser.get(f"/staff/demo/outbox/{name}/as-sent").status_code == 404


def test_the_outbox_is_for_staff(site: Flask) -> None:
    assert site.test_client().get("/staff/demo/outbox").location == "/sign-in?next=/staff/demo/outbox"


def test_every_page_of_the_demo_declares_who_may_open_it(site: Flask) -> None:
    pages = [endpoint for endpoint in site.view_functions if endpoint.startswith("demo.")]
    assert len(pages) == 4
    assert [endpoint for endpoint in pages if access_of(site.view_functions[endpoint]) is None] == []


def test_a_demo_shows_asks_with_a_reply_and_what_partners_said_as_examples(
    site: Flask, demo: Services, links: dict[str, str]
) -> None:
    reader = Browser(site)
    for path in ("/asks", "/asks/late", "/you-said", "/asks/bodies/example-health-board"):
        found = re.findall(r'line__(?:title|heading)"[^>]*>(?:<a[^>]*>)?([^<]+)', reader.get(path).text)
        assert found, path
        assert [words for words in found if not words.startswith("Example")] == [], path
    assert "Example reply: yes to part of it." in reader.get("/asks").text
    assert reader.get("/asks/bodies/example-district-council").location == "/asks/bodies/example-council"


def test_its_reports_draw_example_use(site: Flask, links: dict[str, str]) -> None:
    browser = Browser(site)
    browser.send(links[REVIEWER], {})
    page = browser.get("/staff/reports?length=month").text
    assert page.count('class="chart__picture"') >= 4
    assert BANNER in page
