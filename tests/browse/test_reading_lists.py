"""A reading list in its address: read, changed, printed, sent and taken along."""

import io
import re

import pypdf
import pytest

from library.editing.drafts import service as desk
from tests import builders
from tests.browse.test_comparisons import words
from tests.browse.test_sharing import WISH, bodies, sent
from tests.browser import Browser

THREE = "/reading-list?brief=choirs&brief=murals&brief=gardens"


def titles(answer):
    return re.findall(r'entry__title"><a href="/briefs/([a-z-]+)', answer.text)


def test_a_list_has_whole_answers_ratings_cautions_and_addresses(library, reader):
    answer = reader.get(THREE)
    assert titles(answer) == ["choirs", "murals", "gardens"]
    said = words(answer)
    assert "Choirs in custody: people liked it." in said
    assert "Do not say that it cuts violence." in said
    assert "Not measured ? any violence ." in said
    assert "https://library.example/briefs/choirs" in said
    assert 'name="robots" content="noindex"' in answer.text
    assert "Set-Cookie" not in answer.headers


def follow(reader, answer, label, slug):
    """Follow the link that changes one brief's place."""
    entry = next(part for part in answer.text.split('<li class="entry"') if f'href="/briefs/{slug}"' in part)
    address = re.search(rf'<a href="([^"]+)" data-change>{label}<', entry)[1].replace("&amp;", "&")
    return reader.get(address)


def test_order_changes_and_briefs_are_taken_off_by_links(library, reader):
    answer = reader.get(THREE)
    answer = follow(reader, answer, "Up", "gardens")
    assert titles(answer) == ["choirs", "gardens", "murals"]
    answer = follow(reader, answer, "Down", "choirs")
    assert titles(answer) == ["gardens", "choirs", "murals"]
    answer = follow(reader, answer, "Remove", "gardens")
    assert titles(answer) == ["choirs", "murals"]


def test_a_list_goes_along_through_a_search_to_a_brief_that_is_added(library, reader):
    page = reader.get("/search?q=murals&list=choirs").text
    assert page.count('name="list" value="choirs"') == 1
    assert titles(reader.get("/reading-list?list=choirs&brief=murals")) == ["choirs", "murals"]
    brief = reader.get("/briefs/murals?list=choirs").text
    assert 'href="/reading-list?brief=choirs&amp;brief=murals"' in brief


def test_an_empty_list_says_how_to_fill_it(library, reader):
    assert "Your list is empty." in words(reader.get("/reading-list"))
    for path in (".txt", ".pdf", "/send"):
        answer = reader.get(f"/reading-list{path}?brief=nothing")
        assert answer.status_code == 404
        assert "select “Save”" in answer.text


def test_an_old_list_names_what_was_withdrawn_since(library, reader):
    said = words(reader.get("/reading-list?brief=unicycles&brief=choirs"))
    assert "1 brief." in said
    assert "Withdrawn: “Unicycles and violence”." in said
    assert "Withdrawn: Unicycles and violence." in reader.get("/reading-list.txt?brief=unicycles&brief=choirs").text


@pytest.mark.slow("publishes thirty-one briefs, each by two people")
def test_thirty_are_kept_and_the_rest_is_a_link_away(client, services, reviewer):
    for number in range(31):
        builders.published(services, reviewer, f"games-{number}", title=f"Games {number}")
    answer = client.get("/reading-list?" + "&".join(f"brief=games-{number}" for number in range(31)))
    assert len(titles(answer)) == 30
    assert "A reading list holds up to 30 briefs, so we kept the first 30. Left out: Games 30 ." in words(answer)
    assert 'href="/reading-list?brief=games-30"' in answer.text
    assert "Add more" not in answer.text


def test_the_pdf_is_tagged_and_has_every_title_rating_caution_and_link(library, reader):
    answer = reader.get("/reading-list.pdf?brief=choirs&brief=murals")
    assert answer.mimetype == "application/pdf"
    made = pypdf.PdfReader(io.BytesIO(answer.data))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    for told in (
        "1. Choirs in custody",
        "2. Murals made by young people",
        "Not measured",
        "Before you use this: Nobody has measured",
    ):
        assert told in text
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    links = [note.get_object()["/A"]["/URI"] for page in made.pages for note in page.get("/Annots", [])]
    assert "https://library.example/briefs/choirs" in links


def test_the_text_has_every_answer_and_the_address_of_the_list(library, reader):
    text = reader.get("/reading-list.txt?brief=choirs&brief=murals").text
    assert "1) Choirs in custody" in text
    assert "BEFORE YOU USE THIS" in text
    assert "https://library.example/reading-list?brief=choirs&brief=murals" in text


@pytest.fixture
def stocked(app, services, reviewer):
    for slug in ("street-games", "boxing"):
        builders.published(services, reviewer, slug, title=slug.replace("-", " ").capitalize())
    return Browser(app)


FORM = "/reading-list/send?brief=street-games&brief=boxing"


def test_a_colleague_gets_the_list_in_one_mail(stocked, services):
    answer = stocked.send(FORM, WISH, follow_redirects=True)
    assert "Saved to the outbox folder: no mail server is set up." in answer.text
    message = sent(services)["bob@example.org"]
    assert message["Subject"] == "Someone sent you 2 briefs to read"
    for body in bodies(message):
        said = " ".join(body.split())
        assert "Someone who gave the name “Ann Lee” asked the What Works Library to send you this reading list." in said
        assert said.count("Do not say that it cuts violence.") == 2
        assert "Boxing" in said
    assert "/reading-list?brief=street-games&brief=boxing" in bodies(message)[0]


def test_the_same_limits_hold_for_lists_and_briefs_together(stocked, services):
    for number in range(3):
        path = FORM if number else "/briefs/boxing/send"
        assert stocked.send(path, WISH | {"to": f"Bob+{number}@example.org"}).status_code == 303
    answer = stocked.send(FORM, WISH)
    assert answer.status_code == 429
    assert 'value="Ann Lee"' in answer.text
    wrong = stocked.send(FORM, WISH | {"to": "bob"})
    assert wrong.status_code == 400
    assert 'href="#to"' in wrong.text


def test_a_list_sent_twice_goes_out_once(stocked, services):
    page = stocked.get(FORM)
    for _ in range(2):
        assert stocked.send(FORM, WISH, page).status_code == 303
    sent(services)
    went_out = [file.read_bytes() for file in (services.settings.instance / "outbox").glob("*.eml")]
    assert sum(b"To: bob@example.org" in mail for mail in went_out) == 1


def test_a_brief_in_large_print_is_whole_on_the_page_and_on_paper(library, reader):
    page = reader.get("/briefs/choirs/large-print").text
    assert "large-print" in page
    assert "Do not say that it cuts violence." in page
    assert 'rel="canonical" href="https://library.example/briefs/choirs"' in page
    made = pypdf.PdfReader(io.BytesIO(reader.get("/briefs/choirs/large-print.pdf").data))
    sizes: list[float] = []
    for sheet in made.pages:
        sheet.extract_text(visitor_text=lambda text, _, tm, __, size: text.strip() and sizes.append(size))
    text = " ".join(" ".join(sheet.extract_text() for sheet in made.pages).split())
    for told in ("Choirs in custody", "Youth workers close a street", "Do not say that it cuts violence.", "[a]"):
        assert told in text
    assert min(sizes) >= 18
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_is_withdrawn_or_unknown_has_no_large_print(library, reader):
    assert reader.get("/briefs/unicycles/large-print").status_code == 410
    assert reader.get("/briefs/nothing/large-print.pdf").status_code == 404


def test_a_withdrawn_brief_leaves_the_list_it_was_on(client, services, reviewer):
    gone = builders.published(services, reviewer, "boxing")
    builders.published(services, reviewer, "games")
    assert titles(client.get("/reading-list?brief=boxing&brief=games")) == ["boxing", "games"]
    desk.withdraw(services, reviewer, gone, "It was wrong.")
    answer = client.get("/reading-list?brief=boxing&brief=games")
    assert titles(answer) == ["games"]
    assert "Why: It was wrong." in answer.text
