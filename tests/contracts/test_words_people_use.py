"""Widening and spelling, the same for any engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.search.engine.port import SearchIndex
from library.search.engine.spelling import SHORTEST
from library.search.models import Lead, Match, Query
from tests.contracts.engines import ENGINES, document, ids, put, remove, scan, whoosh
from tests.tiers import examples

LEAD = Lead("setting", "hospital", ("casualti",), "casualty")


@pytest.fixture(params=ENGINES.values(), ids=ENGINES.keys())
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    """Give an empty engine of each kind."""
    made: Callable[[Path], SearchIndex] = request.param
    return made(tmp_path / "index")


def test_a_lead_finds_what_has_its_term_and_counts_as_the_word_that_led_there(index: SearchIndex) -> None:
    put(index, document(1, "youth workers", setting="hospital"), document(2, "youth workers", setting="school"))
    found = index.search(Query("casualty", leads=(LEAD,)))
    assert (ids(found), found.match, found.hits[0].words) == ([1], Match.GOOD, ("casualti",))


def test_a_lead_to_a_term_that_nothing_has_changes_nothing(index: SearchIndex) -> None:
    put(index, document(1, "youth workers"))
    assert ids(index.search(Query("youth", leads=(LEAD,)))) == [1]


def test_a_misspelt_word_is_put_right_and_a_rare_one_is_left_alone(index: SearchIndex) -> None:
    put(index, document(1, "mentoring for violence"), document(2, "mentoring and networks"))
    assert index.correct(["mentering", "mentoring", "heroin", "mosque"]) == {"mentering": "mentoring"}


def test_a_word_that_one_brief_alone_holds_is_found_where_it_is_misspelt(index: SearchIndex) -> None:
    put(index, document(1, "violence interrupters and amnesties"), document(2, "other words"))
    assert index.correct(["interupters", "amnisties"]) == {"interupters": "interrupters", "amnisties": "amnesties"}


def test_a_word_of_english_is_right_however_rare_it_is_here(index: SearchIndex) -> None:
    put(index, document(1, "feeling hurting divert patrol evaluation scare strict ealing"))
    english = ["fleeing", "hunting", "driver", "parole", "evacuation", "scary", "strait", "eating"]
    assert index.correct(english) == {}


def test_a_short_word_is_put_right_where_one_slip_explains_it(index: SearchIndex) -> None:
    put(index, document(1, "family street cannabis"))
    slips = {"famly": "family", "fammily": "family", "famoly": "family", "stret": "street", "strete": "street"}
    assert index.correct([*slips, "fmaliy", "srteetz"]) == slips


def test_a_word_is_put_right_by_what_is_there_now_and_by_nothing_that_is_gone(index: SearchIndex) -> None:
    put(index, *(document(number, "mentoring and tutoring") for number in (1, 2, 3)))
    remove(index, 1)
    assert index.correct(["mentering"]) == {"mentering": "mentoring"}
    put(index, document(2, "tutoring"), document(4, "mentering"))
    assert index.correct(["mentering", "tutering"]) == {"tutering": "tutoring"}
    remove(index, 3, 4)
    assert index.correct(["mentering"]) == {}


def test_a_word_is_put_right_by_words_of_several_commits(index: SearchIndex) -> None:
    put(index, document(1, "mentoring"))
    put(index, document(2, "mentoring"))
    assert index.correct(["mentering", "mentorin", "entering"]) == dict.fromkeys(["mentering", "mentorin"], "mentoring")


BECAME = {
    "throat": "threat",
    "swelling": "selling",
    "skulls": "skills",
    "brains": "brings",
    "cheeks": "checks",
    "mouths": "months",
    "temples": "tempers",
    "incest": "invest",
    "molest": "modest",
    "sexting": "setting",
    "poison": "prison",
    "poisons": "prisons",
    "starved": "started",
    "chained": "changed",
    "detain": "detail",
    "coerced": "covered",
    "concussions": "conclusions",
    "mangled": "managed",
    "looting": "looking",
    "hounded": "hundred",
    "stomped": "stopped",
    "stomping": "stopping",
    "shoved": "showed",
    "spitting": "spotting",
    "thrust": "trusts",
    "shooter": "shorter",
    "shakes": "shares",
    "spanks": "speaks",
    "teased": "tested",
    "dagger": "danger",
    "needle": "needed",
    "petrol": "patrol",
    "coshed": "closed",
    "priest": "prices",
    "robber": "robbery",
    "stabber": "stabbed",
    "driver": "divert",
    "lodger": "longer",
    "lovers": "lowers",
    "brides": "briefs",
    "uncles": "unless",
    "fleeing": "feeling",
    "mourning": "morning",
    "shamed": "shared",
}
"""What was typed, and what the library's own briefs made of it before such words were left as they are."""

OTHERS = """
    abdomen ankles armpit backside bladder bleeding bruised bruises buttocks breasts collarbone elbows eyebrow fingers
    forehead genitals groins kidneys knuckles muscle nipple nostrils penises pelvis pregnancy rectum saliva shoulder
    stomach testicles thighs thumbs tongue tonsils vagina uterus windpipe wrists abducted ambushed asphyxiated assaulted
    battered beaten beheaded biting blackmailed blindfolded bombing burning choking choked clubbed confined cruelty
    drowned drugged enslaved executed exploited flashing flogged forced fractured gagging gaslighting grabbed groomed
    grooming groped groping hanging harassed hijacked homicide hostage humiliated imprisoned injured intimidated
    isolated kicked kicking kidnapped killed killing lynched maimed massacre molested mugged mugging murdered mutilated
    neglected overdose paedophile pinched poisoned punched punching ransom raping rapist restrained robbing scalded
    scratched seized sextortion shanked shaken shooting slapped slapping slashed slashing smacked smashed smothered
    spanked spiked squeezed stabbed stabbing stalked stalking stalker stamped stealing strangled strangling strangle
    strangulation strapped stripped suffocated suicidal suicide tasered taunted terrorised thrashed throttled torture
    tortured touched touching trafficked trampled upskirting violated whipped ammunition baton bayonet blades
    bludgeon bullets catapult chisel cleaver crossbow cutlass firearm grenade hammer hatchet katana knuckleduster
    machete machetes pistol pliers razors revolver rifles scalpel scissors screwdriver shotgun swords syringe truncheon
    zombie auntie babies bailiffs bisexual boyfriend bridesmaid brothers childminder cousin cousins daughter dealers
    fiance father girlfriend godfather grandad grandma grandmother grandson granny guardian gypsies headteacher husband
    imams immigrant lesbian landlord nephew nephews nieces nurses orphans parents pastor perpetrator priests rapists
    refugee sibling siblings sister stepbrother stepdad stepdaughter stepfather stepmother stepmum stranger teacher
    teammate terrorist thieves toddler toddlers transgender traveller travellers vicars widowed widows afraid ashamed
    betrayed cornered deceased depressed despair flashbacks funeral grieving hopeless lonely nightmares panicked
    petrified runaway scared terrified threatened trapped vanished
"""
NOT_OF_THESE = ["accordionist", "marmalade", "wheelbarrow"]
"""Words that are corrected, which shows that the others are left alone because of what they are."""


def test_words_of_violence_bodies_and_people_are_never_put_right(index: SearchIndex) -> None:
    put(index, *(document(number, " ".join(BECAME.values())) for number in (1, 2)))
    assert index.correct(BECAME) == {}


def test_such_a_word_is_left_alone_whatever_is_a_letter_away(index: SearchIndex) -> None:
    words = [word for word in OTHERS.split() if len(word) > SHORTEST + 1]
    near = [f"{word[:3]}{word[4:]}" for word in (*words, *NOT_OF_THESE)]
    put(index, *(document(number, " ".join(near)) for number in (1, 2)))
    assert len(words) > 200
    assert index.correct(words) == {}
    assert list(index.correct(NOT_OF_THESE)) == NOT_OF_THESE


TERMS = st.sampled_from(["hospital", "school", "street"])
TEXTS = st.lists(st.sampled_from(["youth", "worker", "knife", "school", "arts", "police"]), min_size=1, max_size=8).map(
    " ".join
)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stock=st.lists(st.tuples(TEXTS, TERMS), min_size=1, max_size=12),
    asked=TEXTS,
    wanted=st.lists(TERMS, max_size=2, unique=True),
)
def test_both_engines_rank_widened_questions_alike(
    tmp_path_factory: pytest.TempPathFactory, stock: list[tuple[str, str]], asked: str, wanted: list[str]
) -> None:
    engines = [whoosh(tmp_path_factory.mktemp("index")), scan(Path())]
    for engine in engines:
        put(engine, *(document(number, text, setting=term) for number, (text, term) in enumerate(stock, 1)))
    query = Query(asked, leads=tuple(Lead("setting", term, (term,), term) for term in wanted), size=50)
    first, second = (engine.search(query) for engine in engines)
    assert (ids(first), first.total, first.counts, first.match) == (
        ids(second),
        second.total,
        second.counts,
        second.match,
    )
