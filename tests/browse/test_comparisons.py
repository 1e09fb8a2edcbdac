"""Two to four briefs side by side."""

import re

import pytest

from tests import builders


def words(answer):
    assert answer.status_code == 200
    text = re.sub(r"<head>.*?</head>", "", answer.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&#39;", "'").split())


def compare(client, *slugs, more=""):
    return client.get("/compare?" + "&".join(f"brief={slug}" for slug in slugs) + more)


@pytest.fixture
def two(services, reviewer):
    outcome = {"design": "comparison", "why": "Counted.", "sources": ["a"]}
    builders.published(
        services,
        reviewer,
        "boxing",
        title="Boxing: some help",
        kind="what_works",
        who_for="Teenagers [a]. This rests on one source.",
        cautions="Say who counted [a].",
        cost_band="low",
        outcomes=[
            {"outcome": "any-violence", "effect": "some_benefit", **outcome},
            {"outcome": "reoffending", "effect": "harm", **outcome},
        ],
    )
    builders.published(services, reviewer, "games", title="Games: not measured", ages=["18-24"])


def test_what_happened_and_how_sure_stand_side_by_side_in_words(client, two):
    said = words(compare(client, "boxing", "games"))
    assert "2 briefs side by side" in said
    assert "Any violence Boxing Some benefit ▲ Confidence: 3 of 5 Games Not measured ? An open question" in said
    assert "Covered by one brief only Boxing Reoffending Harm ▼ Confidence: 3 of 5 Games" in said
    assert "What does it cost? Boxing Low. Games The sources give no cost." in said
    assert "Who is it for? Boxing Teenagers. This rests on one source. Games The brief doesn't say." in said
    assert "Boxing Say who counted. Games Do not say that it cuts violence." in said
    assert "Where is the evidence from? the same in all From the UK" in said
    assert "There's no total score" in said


def test_the_order_of_the_address_is_kept_and_each_can_be_taken_away(client, two):
    answer = compare(client, "games", "boxing")
    assert answer.text.index('href="/briefs/games"') < answer.text.index('href="/briefs/boxing"')
    assert 'href="/compare?brief=boxing">Remove' in answer.text
    assert 'name="robots" content="noindex"' in answer.text


def test_briefs_of_the_same_first_words_are_told_apart_by_their_whole_titles(client, services, reviewer):
    builders.published(services, reviewer, "one", title="Mentoring: girls")
    builders.published(services, reviewer, "two", title="Mentoring: boys")
    assert "What ages? the same in all" in words(compare(client, "one", "two"))
    assert set(re.findall(r'compare__name">([^<]+)', compare(client, "one", "two").text)) == {
        "Mentoring: girls",
        "Mentoring: boys",
    }


def test_none_or_one_says_what_to_do_and_offers_more(library, reader):
    assert "Select two, three or four briefs" in words(compare(reader))
    said = words(compare(reader, "choirs"))
    assert "You've selected Choirs in custody . Select one, two or three more" in said
    assert "Murals made by young people" in words(compare(reader, "choirs", more="&q=murals"))
    assert "No other brief matches “zyzzy”" in words(compare(reader, "choirs", more="&q=zyzzy"))


def test_what_is_found_is_added_to_what_was_picked(library, reader):
    page = compare(reader, "choirs", more="&q=murals").text
    form = page[page.index('class="offer__form"') :]
    assert '<input type="hidden" name="brief" value="choirs">' in form
    assert '<input type="checkbox" name="brief" value="murals">' in form


def test_five_keep_the_first_four_and_name_the_fifth(library, reader):
    said = words(compare(reader, "choirs", "murals", "gardens", "boxing-clubs", "lamp-posts"))
    assert "4 briefs side by side" in said
    assert "You can compare up to 4 briefs, so we kept the first 4. Left out: Brighter lamp posts ." in said


def test_unknown_withdrawn_and_repeated_ones_are_named_and_the_others_kept(library, reader):
    answer = compare(reader, "choirs", "nothing-here", "unicycles", "choirs", "murals", "zeppelins")
    said = words(answer)
    assert "2 briefs side by side" in said
    assert "We couldn't find: “nothing-here”, “zeppelins”." in said
    assert "Withdrawn: “Unicycles and violence”." in said
    assert "The study &lt;b&gt;was&lt;/b&gt; taken back." in answer.text
    assert "The same brief was listed twice, so we show it once." in said


def test_an_old_name_leads_to_the_brief_and_is_not_a_second_one(library, reader):
    said = words(compare(reader, "old-name", "skateparks"))
    assert "You've selected Skateparks" in said
    assert "twice" in said


@pytest.mark.parametrize(
    "slug", ["%00", "%FF%FE", "<script>", "../../etc", "A" * 5000, "%27%3B--", "brief=brief", "  "]
)
def test_nonsense_in_the_address_is_answered_with_a_page(library, reader, slug):
    answer = compare(reader, slug, "choirs", "murals")
    assert answer.status_code == 200
    assert "2 briefs side by side" in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")


def test_a_thousand_slugs_are_answered_quickly_with_what_fits(library, reader):
    assert "briefs side by side" in compare(reader, "choirs", "murals", *[f"x{n}" for n in range(1000)]).text


@pytest.mark.parametrize(("page", "form"), [("/search?q=people", "find"), ("/approaches/youth-work", "picks")])
def test_lists_let_readers_pick_briefs_without_a_script(library, reader, page, form):
    text = reader.get(page).text
    assert text.count('name="brief" value="') == text.count(f'form="{form}"> <span>Select') > 2
    assert re.search(rf'<form [^>]*id="{form}"', text)
    assert 'formaction="/reading-list"' in text


def test_a_brief_leads_to_comparing_it(library, reader):
    assert 'href="/compare?brief=choirs"' in reader.get("/briefs/choirs").text


def test_robots_leave_comparisons_and_lists_alone(library, reader):
    robots = reader.get("/robots.txt").text
    assert "Disallow: /compare" in robots
    assert "Disallow: /reading-list" in robots
    assert "/compare" not in reader.get("/sitemap.xml").text
