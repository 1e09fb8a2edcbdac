"""A public meeting, and the bodies that hold them."""

from dataclasses import dataclass
from datetime import date, datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Body(LabelledEnum):
    """Who meets in public, in the order that the page names them."""

    CITY_COUNCIL = "city-council", marked("Leicester City Council: full council")
    CITY_SCRUTINY = "city-scrutiny", marked("Leicester City Council: scrutiny")
    COUNTY = "county", marked("Leicestershire County Council: committees and scrutiny")
    RUTLAND = "rutland", marked("Rutland County Council")
    DISTRICTS = "districts", marked("District and borough councils")
    PANEL = "panel", marked("Police and Crime Panel")
    NHS = "nhs", marked("NHS Integrated Care Board")
    HEALTHWATCH = "healthwatch", marked("Healthwatch and the health and wellbeing boards")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `ask_by` is the last day to send a question, where it is known."""

    body: Body
    day: date
    time: str = ""
    place: str = ""
    ask_by: date | None = None
    link: str = ""
    id: int = 0
    kept_at: datetime | None = None
