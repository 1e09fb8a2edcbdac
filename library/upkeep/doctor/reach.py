"""How readers and mail servers see the library: its public address, and the domain its mail comes from."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from dns.resolver import Resolver

from library.mail import dns_advice, queue
from library.mail.dns_advice import NoAnswer
from library.security.private_files import ADDRESS
from library.services import Services
from library.settings import Settings
from library.upkeep.doctor import work
from library.upkeep.doctor.models import Finding, advice, well, wrong
from library.upkeep.health import NO_CONTACT, HealthState

HERE = {"localhost", "127.0.0.1", "::1"}
NO_PUBLIC_URL = (
    "Mail goes out, but its links lead to {address}, which only this machine can open. Set LIBRARY_PUBLIC_URL to the "
    "address that readers use."
)
PLAIN = (
    "Readers come by {address}, without encryption. Put HTTPS before the site and set LIBRARY_PUBLIC_URL to https://…"
)
MOVED = (
    "The site was last started at {started}, but LIBRARY_PUBLIC_URL says {address} here. Give the site, the worker and "
    "every command the same settings."
)
NO_PROXIES = (
    "The site listens at {listen}, for a proxy on another machine, and LIBRARY_PROXIES doesn't name it. So all readers "
    "count as one, and a few wrong passwords shut out everybody. Set it to the address of the proxy, or leave out "
    "LIBRARY_LISTEN if the proxy is on this machine."
)
BY_PREFIX = "The proxy has to pass on what comes under {prefix}, and nothing else."
FILES = "No mail server is set, so mail goes to files in the instance folder. Set LIBRARY_SMTP_URL to send it."
NO_DOMAIN = "Mail comes from {address}, which no server accepts. Set LIBRARY_SENDER to an address of your own domain."
OFFLINE = "No name server answers, so what {domain} says of its mail was not looked up. Run `library check-mail` later."
DKIM = "DKIM"
"""Which needs a selector to be looked up: `library check-mail --selector` does."""


def address(given: Settings, services: Services) -> Iterator[Finding]:
    """Say whether the public address is one that readers can use, and the one that the site was started with."""
    public = services.settings.address
    parts, kept = urlsplit(public), services.settings.instance / ADDRESS
    if parts.hostname in HERE and services.settings.smtp_url:
        yield wrong("address", NO_PUBLIC_URL.format(address=public))
    elif parts.scheme == "http" and parts.hostname not in HERE:
        yield wrong("address", PLAIN.format(address=public))
    elif given.public_url and kept.is_file() and (started := kept.read_text("utf-8").strip()) != public:
        yield wrong("address", MOVED.format(started=started, address=public))
    else:
        yield well("address", f"Links lead to {public}.")
    if services.settings.prefix:
        yield advice("address", BY_PREFIX.format(prefix=services.settings.prefix))


def proxy(given: Settings) -> Iterator[Finding]:
    """Say whether what a proxy on another machine tells is believed."""
    if not ip_address(given.listen).is_loopback and not given.proxies:
        yield wrong("proxy", NO_PROXIES.format(listen=given.listen))


def contact(services: Services) -> Finding:
    """Say whether readers can write to somebody."""
    if queue.contact_of(services):
        return well("contact", "Readers have an address to write to.")
    return advice("contact", NO_CONTACT)


def mail(services: Services, state: HealthState, resolver: Resolver) -> Iterator[Finding]:
    """Say whether mail is sent, and whether receivers are likely to take it."""
    if waits := work.mail_waits(state):
        yield waits
    if not services.settings.smtp_url:
        yield advice("mail", FILES)
        return
    sender = queue.sender(services)
    if sender.domain == "localhost":
        yield wrong("mail", NO_DOMAIN.format(address=sender.address))
        return
    try:
        found = [each for each in dns_advice.look(resolver, sender.domain) if each.name != DKIM]
    except NoAnswer:
        yield advice("mail", OFFLINE.format(domain=sender.domain))
        return
    yield from (wrong("mail", f"{each.name}: {each.words}") for each in found if not each.well)
    if all(each.well for each in found):
        yield well("mail", f"{sender.domain} says what receivers of mail look for. `library check-mail` knows more.")
