"""The contact details as staff type them."""

from library.forms.fields import address, day, email, line, number, phone
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.contact.models import ContactDetails
from library.mail import addresses


class ContactSchema(Strict):
    """Who to ask for, how to reach them, and the next meeting; anything may be left blank."""

    makes = ContactDetails
    name = line(marked("Who to ask for"), most=80, hint=marked("A team or a role, not a person’s name"))
    inbox = email(marked("E-mail address"), addresses.read, hint=marked("One that more than one person reads"))
    phone = phone(marked("Phone number"))
    hours = line(marked("When someone answers the phone"), most=80)
    reply_days = number(
        marked("We promise a reply within how many working days?"),
        1,
        60,
        hint=marked("Leave blank unless you can keep it. Without it, forms say “We can't promise when.”"),
    )
    meeting_on = day(marked("Date of the next meeting with partners"))
    meeting_time = line(marked("Time"), most=60)
    meeting_place = line(marked("Place"), most=200)
    meeting_for = line(marked("Who it’s for"), most=200)
    meeting_link = address(marked("Link to book or to read more"))


CONTACT = ContactSchema()
"""The schema, ready to use."""
