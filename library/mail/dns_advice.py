"""What receivers ask of the domain that we send from, SPF, DKIM and DMARC, and what to change where an answer is no."""

import re
from dataclasses import dataclass

import dns.exception
import dns.resolver

SECONDS_TO_WAIT = 3.0
PORT = 53
SPF, DKIM, DMARC = "v=spf1", "v=dkim1", "v=dmarc1"


class NoAnswer(Exception):
    """No name server answers, so there seems to be no connection."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that receivers look at: whether it is well, and what that means or what to do."""

    name: str
    well: bool
    words: str


def asked_of(resolver: str = "") -> dns.resolver.Resolver:
    """Return what asks name servers: those of this machine, or one as 192.0.2.1 or 192.0.2.1:5353."""
    made = dns.resolver.Resolver(configure=not resolver)
    if resolver:
        host, _, port = resolver.partition(":")
        made.nameservers, made.port = [host], int(port or PORT)
    made.lifetime = SECONDS_TO_WAIT
    return made


def look(resolver: dns.resolver.Resolver, domain: str, selector: str = "") -> list[Finding]:
    """Return what stands in the names of a domain; raise NoAnswer if nobody can be asked."""
    return [
        _spf(_texts(resolver, domain)),
        _dkim(_texts(resolver, f"{selector}._domainkey.{domain}") if selector else None, selector, domain),
        _dmarc(_texts(resolver, f"_dmarc.{domain}")),
        _takes_mail(_records(resolver, domain, "MX"), domain),
    ]


def _records(resolver: dns.resolver.Resolver, name: str, kind: str) -> list[str]:
    try:
        return [record.to_text() for record in resolver.resolve(name, kind)]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise NoAnswer(name) from error


def _texts(resolver: dns.resolver.Resolver, name: str) -> list[str]:
    """Return the TXT records of a name, each of one piece."""
    return ["".join(re.findall(r'"([^"]*)"', text)) for text in _records(resolver, name, "TXT")]


def _spf(texts: list[str]) -> Finding:
    found = [text for text in texts if text.lower().startswith(SPF)]
    if not found:
        return Finding("SPF", False, "Add a TXT record that names your mail server: “v=spf1 include:… -all”.")
    if len(found) > 1:
        return Finding("SPF", False, "There are several SPF records. Receivers ignore all of them: make them one.")
    if found[0].lower().rstrip().endswith(("+all", "?all")):
        return Finding(
            "SPF", False, "It ends in +all or ?all, which lets anyone send in your name. End it in -all or ~all."
        )
    return Finding("SPF", True, f"{found[0]}. Check that it names the mail server in LIBRARY_SMTP_URL.")


def _dkim(texts: list[str] | None, selector: str, domain: str) -> Finding:
    if texts is None:
        words = "Ask your mail provider for the selector, then run this again with --selector. It signs each mail."
        return Finding("DKIM", False, words)
    key = next((text for text in texts if "p=" in text), "")
    if re.search(r"p=[A-Za-z0-9+/]", key):
        return Finding("DKIM", True, f"There is a key at {selector}._domainkey.{domain}.")
    return Finding("DKIM", False, f"There is no key at {selector}._domainkey.{domain}. Ask your mail provider to sign.")


def _dmarc(texts: list[str]) -> Finding:
    found = next((text for text in texts if text.lower().startswith(DMARC)), "")
    if not found:
        return Finding("DMARC", False, "Add a TXT record at _dmarc: “v=DMARC1; p=none; rua=mailto:…”, then tighten it.")
    if re.search(r"\bp\s*=\s*none\b", found, re.IGNORECASE):
        words = f"{found}. Once its reports show only your own mail, change p=none to p=quarantine or p=reject."
        return Finding("DMARC", True, words)
    return Finding("DMARC", True, found)


def _takes_mail(records: list[str], domain: str) -> Finding:
    if records:
        return Finding("Replies", True, f"{domain} takes mail.")
    return Finding(
        "Replies", False, f"{domain} has no MX record, so replies and bounces get lost. Send from one that has."
    )
