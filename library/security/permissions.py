"""Who works here and what each role may do; readers need no account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from library.errors import NotAllowed
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Role(LabelledEnum):
    """What a member of staff is trusted with; each role may do all that the ones before it may."""

    CONTRIBUTOR = "contributor", marked("Contributor")
    REVIEWER = "reviewer", marked("Reviewer")
    ADMIN = "admin", marked("Admin")


class Action(StrEnum):
    """What staff can do."""

    WRITE = "write"
    UPLOAD = "upload"
    DELETE_UPLOAD = "delete_upload"
    EDIT = "edit"
    PUBLISH = "publish"
    PUBLISH_ALONE = "publish_alone"
    WITHDRAW = "withdraw"
    SETTLE_MISTAKE = "settle_mistake"
    ANSWER_QUESTION = "answer_question"
    KEEP_CONTACT = "keep_contact"
    MODERATE = "moderate"
    BRING_VOICE = "bring_voice"
    PUBLISH_VOICE = "publish_voice"
    EDIT_VOCABULARY = "edit_vocabulary"
    TRANSLATE = "translate"
    CONFIRM_NUMBERS = "confirm_numbers"
    IMPORT = "import"
    READ_AUDIT = "read_audit"
    NAME_OWNERS = "name_owners"
    SEE_MAIL = "see_mail"
    MANAGE_MAIL = "manage_mail"
    SEND_NEWSLETTER = "send_newsletter"
    MANAGE_PEOPLE = "manage_people"
    SEE_RUNNING = "see_running"
    FOLLOW_LIBRARY = "follow_library"
    DECIDE_SHARED = "decide_shared"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff."""

    id: int
    email: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff as admins see them."""

    person: Person
    disabled: bool
    has_password: bool
    has_authenticator: bool
    last_sign_in: datetime | None
    is_linked: bool = False
    """With an account of the organisation, which signs them in without a password of ours."""

    @property
    def state(self) -> str:
        """Say where the account stands."""
        if self.disabled:
            return marked("Disabled")
        return marked("Active") if self.has_password or self.is_linked else marked("Invited")


LONGEST_NAME = 120


LEAST_ROLE = {
    Action.WRITE: Role.CONTRIBUTOR,
    Action.UPLOAD: Role.CONTRIBUTOR,
    Action.DELETE_UPLOAD: Role.CONTRIBUTOR,
    Action.EDIT: Role.CONTRIBUTOR,
    Action.SETTLE_MISTAKE: Role.CONTRIBUTOR,
    Action.SEE_MAIL: Role.CONTRIBUTOR,
    Action.ANSWER_QUESTION: Role.CONTRIBUTOR,
    Action.TRANSLATE: Role.CONTRIBUTOR,
    Action.PUBLISH: Role.REVIEWER,
    Action.WITHDRAW: Role.REVIEWER,
    Action.MANAGE_MAIL: Role.REVIEWER,
    Action.SEND_NEWSLETTER: Role.REVIEWER,
    Action.KEEP_CONTACT: Role.REVIEWER,
    Action.MODERATE: Role.REVIEWER,
    Action.BRING_VOICE: Role.CONTRIBUTOR,
    Action.PUBLISH_VOICE: Role.REVIEWER,
    Action.PUBLISH_ALONE: Role.ADMIN,
    Action.EDIT_VOCABULARY: Role.ADMIN,
    Action.CONFIRM_NUMBERS: Role.ADMIN,
    Action.IMPORT: Role.REVIEWER,
    Action.READ_AUDIT: Role.ADMIN,
    Action.NAME_OWNERS: Role.ADMIN,
    Action.MANAGE_PEOPLE: Role.ADMIN,
    Action.SEE_RUNNING: Role.ADMIN,
    Action.FOLLOW_LIBRARY: Role.ADMIN,
    Action.DECIDE_SHARED: Role.REVIEWER,
}


def may(person: Person | None, action: Action, owner_id: int | None = None) -> bool:
    """Decide whether a person may do an action to an object that `owner_id` started (None: nobody in particular)."""
    if person is None:
        return False
    roles = list(Role)
    if roles.index(person.role) < roles.index(LEAST_ROLE[action]):
        return False
    others = owner_id is not None and owner_id != person.id
    return not (action in {Action.EDIT, Action.DELETE_UPLOAD} and others and person.role is Role.CONTRIBUTOR)


def demand(person: Person | None, action: Action, owner_id: int | None = None) -> None:
    """Raise NotAllowed unless the person may do the action."""
    if not may(person, action, owner_id):
        raise NotAllowed(action)
