"""From a report to a filled draft in a real browser, and what is told when a file cannot be taken."""

import re
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.documents import made
from tests.documents.reports import REPORTS
from tests.journeys.conftest import Visiting
from tests.journeys.sites import Site
from tests.tiers import deeper

pytestmark = pytest.mark.usefixtures("own_library")


def payload(content: bytes, name: str = "report.pdf") -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def choose(page: Page, content: bytes, name: str = "report.pdf") -> None:
    page.goto("/staff/upload")
    page.locator("#file").set_input_files(payload(content, name))
    page.get_by_role("button", name="Read it and start a draft").click()


def drop(page: Page, content: bytes) -> None:
    """Drop a file on the page, as from a folder."""
    page.goto("/staff/upload")
    files = page.evaluate_handle(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'notes.txt')); return data; }",
        content.decode(),
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": files})
    page.get_by_role("button", name="Read it and start a draft").click()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


@pytest.mark.slow("a report is sent, read and made into a draft in a real browser")
@pytest.mark.parametrize("javascript", [True, deeper(False)], ids=["with JavaScript", "without JavaScript"])
def test_a_report_becomes_a_draft_whose_guesses_are_accepted_and_whose_figures_are_quoted(
    visit: Visiting, javascript: bool
) -> None:
    page = visit("reviewer", java_script_enabled=javascript).page
    choose(page, REPORTS[1].content, REPORTS[1].name)
    page.wait_for_url(re.compile("/edit"))
    expect(field(page, "sources-0-publisher")).to_have_value("Example Mentoring Trust")
    page.locator("#one_line").fill("Not saved, and not lost.")
    page.locator("button", has_text="Use it: Mentoring").click()
    expect(page.locator("[name=approaches][value=mentoring]")).to_be_checked()
    page.wait_for_load_state()
    for part in page.locator("[data-suggestion]").all():
        part.scroll_into_view_if_needed()
    page.get_by_role("button", name="All of these are right").click()
    expect(page.get_by_text("Filled in for you")).to_have_count(0)
    page.get_by_text("sentences with figures, to quote").click()
    page.locator("button", has_text="Does it work?”: 1,150").click()
    before = "Schools sent 64 girls to mentoring, and 51 of them stayed the year. [a]"
    quoted = "“A mentor costs a school £1,150 for each girl.” (page 3) [a]"
    expect(field(page, "does_it_work")).to_have_value(
        re.compile(f"^{re.escape(before)}.*{re.escape(quoted)}$", re.DOTALL)
    )
    page.get_by_text("Read and search the document").click()
    page.locator("[name=find]").fill("bullying")
    page.locator("[name=find]").locator("..").get_by_role("button").click()
    expect(page.locator(".source mark")).to_have_text("Bullying")
    expect(field(page, "one_line")).to_have_value("Not saved, and not lost.")


def test_a_file_can_be_dropped_on_the_page(visit: Visiting) -> None:
    page = visit("reviewer").page
    drop(page, b"Notes on a visit\n\nIn all 64 girls came.")
    page.wait_for_url(re.compile("/edit"))
    expect(field(page, "title")).to_have_value("Notes on a visit")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(made.scanned_pdf, "We found no words in this file", id="scanned"),
        pytest.param(
            lambda: made.locked_pdf("Hello.", to_open="secret"),
            "opens only with a password",
            id="locked",
            marks=pytest.mark.deep,
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_so_on_the_same_page(
    visit: Visiting, make: Callable[[], bytes], said: str
) -> None:
    page = visit("reviewer").page
    choose(page, make())
    expect(page.get_by_text(said)).to_be_visible()
    assert page.url.endswith("/staff/upload")


def test_a_file_that_is_too_large_is_told_so_on_the_same_page(visit: Visiting, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"x" * 25_000_001)
    page = visit("reviewer").page
    page.goto("/staff/upload")
    page.locator("#file").set_input_files(large)
    page.get_by_role("button", name="Read it and start a draft").click()
    expect(page.get_by_text("over 25 MB")).to_be_visible()
    assert page.url.endswith("/staff/upload")


def test_a_line_that_breaks_in_mid_upload_is_told_and_the_file_can_be_sent_again(visit: Visiting) -> None:
    visitor = visit("reviewer")
    visitor.expected.append("net::ERR_FAILED")
    page = visitor.page
    page.route("**/staff/upload", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(page, REPORTS[1].content)
    expect(page.get_by_text("The line broke")).to_be_visible()
    page.unroute("**/staff/upload")
    page.get_by_role("button", name="Read it and start a draft").click()
    page.wait_for_url(re.compile("/edit"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_connection_that_is_cut_in_mid_upload_leaves_nothing_in_the_way(visit: Visiting, own_library: Site) -> None:
    """The file that the form's parser had begun has no name and goes by itself, which Python warns of."""
    visitor = visit("reviewer")
    page = visitor.page
    page.goto("/staff/upload")
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in visitor.context.cookies())
    token = page.locator("main [name=form_token]").input_value()
    place = urlsplit(own_library.address)
    begun = (
        f"POST /staff/upload HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookies}\r\nOrigin: {own_library.address}\r\n"
        "Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 900000\r\n\r\n"
        f'--edge\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{token}\r\n'
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nHalf of it. '
    )
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(begun.encode() + b"Chess in the park. " * 10_000)
    choose(page, REPORTS[1].content)
    page.wait_for_url(re.compile("/edit"))
    page.goto("/staff/uploads")
    expect(page.locator("main li")).to_have_count(1)
    assert len(list(own_library.services.files.folder.iterdir())) == 1
