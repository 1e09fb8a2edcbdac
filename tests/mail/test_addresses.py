"""Addresses: what we can send to is read into one form, and of everything else we say what to do."""

import pytest

from library.mail.addresses import LONGEST, NotAnAddress, mailbox, read


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@example.org", "ann@example.org"),
        ("  ann@Example.ORG\n", "ann@example.org"),
        ("Ann.O'Neil+news@mail.example.co.uk", "Ann.O'Neil+news@mail.example.co.uk"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@straße.example", "ann@xn--strae-oqa.example"),
        ("a_b-c@x1.example", "a_b-c@x1.example"),
        ("ann@ｅxample.org", "ann@example.org"),
        ("ann@BÜCHER.example", "ann@xn--bcher-kva.example"),
        ("ann@XN--BCHER-KVA.example", "ann@xn--bcher-kva.example"),
        ("bounce=ann@example.org", "bounce=ann@example.org"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert read(typed) == kept
    assert read(kept) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter an e-mail address"),
        ("  ", "Enter an e-mail address"),
        ("ann", "It needs an @"),
        ("ann@", "Check the part after the @"),
        ("@example.org", "Check the part before the @"),
        ("ann@example", "Check the part after the @"),
        ("ann@-example.org", "Check the part after the @"),
        ("ann@example..org", "Check the part after the @"),
        ("ann@127.0.0.1", "Check the part after the @"),
        ("ann@[127.0.0.1]", "Check the part after the @"),
        ("ann@exa mple.org", "Check the part after the @"),
        ("ann@" + "ü" * 70 + ".org", "Check the part after the @"),
        ("ann@\u200bexample.org", "on one line"),
        ("ann@xn--a.example", "Check the part after the @"),
        ("=?utf-8?q?=0D=0ABcc?=@example.org", "Check the part before the @"),
        ("ann=?lee@example.org", "Check the part before the @"),
        ("ann..lee@example.org", "Check the part before the @"),
        (".ann@example.org", "Check the part before the @"),
        ("bob%elsewhere.example@example.org", "Check the part before the @"),
        ("elsewhere!bob@example.org", "Check the part before the @"),
        ("|cat@example.org", "Check the part before the @"),
        ("%ff%fe@example.org", "Check the part before the @"),
        ("ann@example.org\r\nBcc: bob@example.org", "on one line"),
        ("ann@example.org\nbob@example.org", "on one line"),
        ("ann@example.org\x00", "on one line"),
        ("ann@example.org,bob@example.org", "only one e-mail address"),
        ("ann@example.org; bob@example.org", "only one e-mail address"),
        ("ann@bob@example.org", "only one e-mail address"),
        ("Ann Lee <ann@example.org>", "without a name"),
        ('"ann lee"@example.org', "without a name"),
        ("ann(home)@example.org", "without a name"),
        ("rené@example.org", "plain letters before the @"),
        ("a" * 65 + "@example.org", "64 characters or fewer"),
        ("ann@" + "b" * 316, f"Use {LONGEST} characters or fewer. This address has 320."),
    ],
)
def test_of_what_is_no_address_we_say_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(NotAnAddress) as told:
        read(typed)
    assert sentence in str(told.value)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    "typed",
    ["ann@bücher.example", "Ann+news@BÜCHER.example", "ann+a+b@xn--bcher-kva.example", "ANN+@Xn--Bcher-Kva.example"],
)
def test_every_spelling_of_an_address_is_one_mailbox(typed: str) -> None:
    assert mailbox(read(typed)) == "ann@xn--bcher-kva.example"


def test_other_addresses_are_other_mailboxes() -> None:
    assert mailbox("+ann@example.org") == "+ann@example.org"
    assert mailbox("ann.lee@example.org") != mailbox("annlee@example.org")
