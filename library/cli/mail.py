"""The command that says whether mail from this library is likely to arrive."""

import click

from library.cli.connected import Failed, connected
from library.mail import queue
from library.services import Services

BY_HAND = (
    "No name server answers, so nothing could be looked up. Run this where there is a connection, "
    "or ask the person who runs {domain} whether it has SPF, DKIM, DMARC and MX records."
)


@click.command(help="Say what receivers of mail look for in the domain it comes from: SPF, DKIM, DMARC.")
@click.option("--selector", default="", help="The DKIM selector that your mail provider named.")
@click.option("--resolver", default="", help="Ask this name server, such as 192.0.2.1 or 192.0.2.1:5353.")
@connected
def check_mail(services: Services, selector: str, resolver: str) -> int:
    """Say what stands in the domain that mail comes from, and what to change; 1 if anything is missing."""
    from library.mail import dns_advice  # Takes long to load, and few commands need it.

    domain = queue.sender(services).domain
    try:
        found = dns_advice.look(dns_advice.asked_of(resolver), domain, selector)
    except dns_advice.NoAnswer as error:
        raise Failed(BY_HAND.format(domain=domain)) from error
    click.echo(f"Mail comes from {queue.sender(services).address}.")
    for each in found:
        click.echo(f"{each.name}: {'well' if each.well else 'to do'}. {each.words}")
    return 0 if all(each.well for each in found) else 1


COMMANDS = (check_mail,)
