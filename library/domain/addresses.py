"""E-mail addresses: what we can send to, in the one form we keep it in, and what to say about anything else."""

import re

import idna

LONGEST = 254
"""Characters; what the mail protocol can carry."""
LONGEST_BEFORE_AT = 64
EXAMPLE = "such as name@example.org"
BEFORE_AT = re.compile(r"[a-z0-9#$&'*+/=?^_{}~-]+(?:\.[a-z0-9#$&'*+/=?^_{}~-]+)*", re.IGNORECASE)
"""What stands before the @. Without % ! | `, which old mail servers read as a way to another machine or a command."""
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}")


class NotAnAddress(ValueError):
    """What was typed is no address we can send to; the message is a sentence that says what to do."""


def read(typed: str) -> str:
    """Read one address as we keep it: no spaces around it, its domain in small ASCII letters; or raise NotAnAddress."""
    address = typed.strip()
    if not address:
        raise NotAnAddress(f"Write an e-mail address, {EXAMPLE}.")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in address) or not address.isprintable():
        raise NotAnAddress(f"Write one e-mail address, {EXAMPLE}, on one line.")
    if address.count("@") > 1 or set(address) & set(",;"):
        raise NotAnAddress(f"Write one e-mail address, {EXAMPLE}, and no more than one.")
    if len(address) > LONGEST:
        raise NotAnAddress(f"Use {LONGEST} characters or fewer. This address has {len(address)}.")
    if "@" not in address:
        raise NotAnAddress(f"Write one e-mail address, {EXAMPLE}: it has an @ in it.")
    before, _, domain = address.partition("@")
    return f"{_before(before)}@{_domain(domain)}"


def _before(before: str) -> str:
    if set(before) & set('"<>()[]\\: '):
        raise NotAnAddress(f"Write the e-mail address alone, {EXAMPLE}, without a name, quotation marks or spaces.")
    if not before.isascii():
        raise NotAnAddress("We can only send to addresses with plain letters before the @. Give another one.")
    if len(before) > LONGEST_BEFORE_AT:
        raise NotAnAddress(f"The part before the @ is too long: use {LONGEST_BEFORE_AT} characters or fewer.")
    if not BEFORE_AT.fullmatch(before):
        raise NotAnAddress(f"Write one e-mail address, {EXAMPLE}. Check the part before the @.")
    return before


def _domain(domain: str) -> str:
    """Give a domain as mail servers know it; one with letters such as ü has a second name in plain letters."""
    try:
        plain = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        plain = ""
    if not DOMAIN.fullmatch(plain):
        raise NotAnAddress(f"Write one e-mail address, {EXAMPLE}. Check the part after the @.")
    return plain


def same(address: str) -> str:
    """Give what two ways to write one address have in common: the address in small letters."""
    return address.lower()
