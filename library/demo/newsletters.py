"""What a demo shows of newsletters: an opportunity, two lists, a newsletter that was sent and one to try."""

import json
from datetime import timedelta

from library.briefs.seed_files import SEEDS
from library.involve.opportunities import service as opportunities
from library.mail import queue as mails
from library.newsletters.audiences import service as audiences
from library.newsletters.campaigns import sending
from library.newsletters.campaigns import service as campaigns
from library.newsletters.campaigns.entries import brief_ref
from library.newsletters.campaigns.models import Content, Item
from library.security.permissions import Person
from library.services import Services

EXAMPLES = SEEDS / "demo" / "newsletters.json"


def fill(services: Services, person: Person, brief_id: int) -> None:
    """Put all that in a demo, by the services that staff use."""
    examples = json.loads(EXAMPLES.read_text("utf-8"))
    closes = services.today() + timedelta(days=examples["opportunity_closes_in_days"])
    offer = opportunities.publish(services, person, examples["opportunity"] | {"closes": closes.isoformat()})
    assert audiences.keep_segment(services, person, examples["segment"]["name"], examples["segment"]["topics"]) == []
    sheet = "email\n" + "\n".join(examples["list"]["rows"])
    listed = audiences.bring_in(services, person, examples["list"]["about"], sheet.encode())
    assert isinstance(listed, int), listed
    lists = tuple(each.id for each in audiences.everything(services, person))
    items = (Item(brief_ref(brief_id)), Item(f"opportunity-{offer}"))
    for each in examples["written"]:
        number = campaigns.begin(services, person)
        content = Content(each["subject"], each["preheader"], each["opening"], items, lists)
        assert campaigns.save(services, person, number, 0, content) == []
        if each["sent"]:
            assert campaigns.send(services, person, number, 1, None) == []
    while sending.queue_due(services):
        mails.send_due(services)
    sending.queue_due(services)
