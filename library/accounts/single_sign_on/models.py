"""What is known of a sign-in at the organisation's provider."""

from dataclasses import dataclass


class Away(Exception):
    """The provider can't be reached, or does not work."""


class NotBelieved(Exception):
    """What the provider, or somebody in its name, has answered does not hold."""


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that was begun here and has not come back: what its answer is held to, and where it leads."""

    state: str
    nonce: str
    verifier: str
    goal: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says has signed in there; `subject` is what it knows the person by for good."""

    issuer: str
    subject: str
    email: str
    name: str
    groups: frozenset[str]
    took_second_step: bool
