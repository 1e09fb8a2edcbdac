"""The choices of a filter group as a page lists them."""

from library.search.filter_boxes import filter_boxes
from library.search.filters import SHOWN, Choice, Group

CHOICES = tuple(
    Choice(f"term-{number}", f"{'Zz' if number % 2 else 'aa'} {number}", number, False) for number in range(12)
)


def test_what_gives_most_is_shown_first_and_the_rest_by_its_label() -> None:
    group = Group.of("setting", CHOICES)
    assert [choice.gives for choice in group.first] == [11, 10, 9, 8, 7, 6, 5]
    assert [choice.label for choice in group.rest] == ["aa 0", "aa 2", "aa 4", "Zz 1", "Zz 3"]


def test_all_that_are_on_are_shown_before_the_others_however_many_they_are() -> None:
    chosen = tuple(Choice(each.id, each.label, each.gives, each.gives < SHOWN + 2) for each in CHOICES)
    group = Group.of("setting", chosen)
    assert (group.chosen, len(group.first)) == (SHOWN + 2, SHOWN + 2)
    assert all(choice.chosen for choice in group.first)
    assert not any(choice.chosen for choice in group.rest)


def test_a_box_says_how_many_it_gives_now_whether_it_is_on_and_nothing_that_is_not_escaped() -> None:
    choice = Choice("a&b", "<b>Boxing</b>", 3, chosen=True)
    once, again = filter_boxes("setting", [choice]), filter_boxes("setting", [choice._replace(gives=12, chosen=False)])
    assert 'value="a&amp;b" form="find" checked> <span>&lt;b&gt;Boxing&lt;/b&gt;</span> <span class="count">3<' in once
    assert 'form="find"> <span>&lt;b&gt;Boxing&lt;/b&gt;</span> <span class="count">12<' in again
