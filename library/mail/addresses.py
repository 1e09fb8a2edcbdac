"""E-mail addresses: what we can send to, in the one form we keep it in, and what to say about anything else."""

import re

import idna

from library.i18n.messages import Message, marked

LONGEST = 254
"""Characters; what the mail protocol can carry."""
LONGEST_BEFORE_AT = 64
EXAMPLE = marked("in the format name@example.org")
BEFORE_AT = re.compile(r"[a-z0-9#$&'*+/=?^_{}~-]+(?:\.[a-z0-9#$&'*+/=?^_{}~-]+)*", re.IGNORECASE)
"""What stands before the @. Without % ! | `, which old mail servers read as a way to another machine or a command.

Nor may it hold =?, which begins an encoded word: mail programs would read another address.
"""
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}")


class NotAnAddress(ValueError):
    """What was typed is no address we can send to; the message is a sentence that says what to do."""


def read(typed: str) -> str:
    """Read one address as we keep it: no spaces around it, its domain in small ASCII letters; or raise NotAnAddress."""
    address = typed.strip()
    if not address:
        raise NotAnAddress(Message("Enter an e-mail address %(example)s.", example=EXAMPLE))
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in address) or not address.isprintable():
        raise NotAnAddress(Message("Enter one e-mail address %(example)s, on one line.", example=EXAMPLE))
    if address.count("@") > 1 or set(address) & set(",;"):
        raise NotAnAddress(Message("Enter only one e-mail address, %(example)s.", example=EXAMPLE))
    if len(address) > LONGEST:
        raise NotAnAddress(
            Message(
                "Use %(longest)s characters or fewer. This address has %(count)s.", longest=LONGEST, count=len(address)
            )
        )
    if "@" not in address:
        raise NotAnAddress(Message("Enter an e-mail address %(example)s. It needs an @.", example=EXAMPLE))
    before, _, domain = address.partition("@")
    return f"{_before(before)}@{_domain(domain)}"


def _before(before: str) -> str:
    if set(before) & set('"<>()[]\\: '):
        raise NotAnAddress(
            Message(
                "Enter only the e-mail address, %(example)s, without a name, quotation marks or spaces.",
                example=EXAMPLE,
            )
        )
    if not before.isascii():
        raise NotAnAddress(
            marked("We can only send to addresses with plain letters before the @. Enter a different one.")
        )
    if len(before) > LONGEST_BEFORE_AT:
        raise NotAnAddress(
            Message(
                "The part before the @ is too long: use %(longest_before_at)s characters or fewer.",
                longest_before_at=LONGEST_BEFORE_AT,
            )
        )
    if not BEFORE_AT.fullmatch(before) or "=?" in before:
        raise NotAnAddress(
            Message("Enter an e-mail address %(example)s. Check the part before the @.", example=EXAMPLE)
        )
    return before


def _domain(domain: str) -> str:
    """Return a domain as mail servers know it; one with letters such as ü has a second name in plain letters."""
    try:
        plain = _encoded(domain) if not domain.isascii() or "xn--" in domain.lower() else domain.lower()
    except idna.IDNAError:
        plain = ""
    if not DOMAIN.fullmatch(plain):
        raise NotAnAddress(Message("Enter an e-mail address %(example)s. Check the part after the @.", example=EXAMPLE))
    return plain


def _encoded(domain: str) -> str:
    return idna.encode(domain, uts46=True).decode("ascii").lower()


def mailbox(address: str) -> str:
    """Return whose mailbox an address is, whatever tag stands in it: ann+news@example.org is ann@example.org's."""
    before, _, domain = same(address).partition("@")
    return f"{before.partition('+')[0] or before}@{domain}"


def same(address: str) -> str:
    """Return what two ways to write one address have in common: the address in small letters."""
    return address.lower()
