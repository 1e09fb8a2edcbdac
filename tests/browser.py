"""A browser without JavaScript: it keeps cookies, reads the form on a page, fills it in and sends it back whole."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from library.briefs.schemas.brief import BRIEF
from library.http.context import cookie_of
from library.security.permissions import Person
from tests import builders

CONTROLS = re.compile(r"<textarea\b.*?</textarea>|</?(?:form|input|select|option)\b[^>]*>", re.DOTALL)
"""What forms are made of: the rest of a page is not parsed, which would take longer than making it."""


class Forms(HTMLParser):
    """Collects the forms that are sent with POST: their addresses and what a browser would send of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, MultiDict[str, str]]] = []
        self.inside: MultiDict[str, str] | None = None
        self.name = self.text = ""
        self.select: list[tuple[str, bool]] | None = None
        self.feed("".join(CONTROLS.findall(html)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = MultiDict()
            if about.get("method", "").lower() == "post":
                self.found.append((about.get("action", ""), self.inside))
        elif self.inside is not None:
            self._control(tag, about)

    def _control(self, tag: str, about: dict[str, str]) -> None:
        if tag == "input" and "name" in about:
            if about.get("type") not in {"checkbox", "radio"} or "checked" in about:
                self.inside.add(about["name"], about.get("value", ""))
        elif tag == "textarea":
            self.name, self.text = about["name"], ""
        elif tag == "select":
            self.name, self.select = about["name"], []
        elif tag == "option" and self.select is not None:
            self.select.append((about.get("value", ""), "selected" in about))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if self.inside is not None and tag == "textarea":
            self.inside.add(self.name, self.text.removeprefix("\n").replace("\n", "\r\n"))
        elif self.inside is not None and tag == "select" and self.select is not None:
            chosen = [value for value, selected in self.select if selected] or [self.select[0][0]]
            self.inside.add(self.name, chosen[-1])
            self.select = None
        elif tag == "form":
            self.inside = None


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.client, self.services = app.test_client(), app.extensions["services"]
        if person:
            self.client.set_cookie(cookie_of(self.services), builders.session(self.services, person))

    def sign_in(
        self, email: str = "reviewer@example.org", password: str = builders.PASSWORD, page: str = "/sign-in"
    ) -> TestResponse:
        """Sign in as people do, in two steps; give the answer to the second, or to the first if that was refused."""
        first = self.send(page, {"email": email, "password": password})
        if first.status_code != 303:
            return first
        return self.send(first.location, {"code": builders.code(self.services, email.strip().lower())})

    def press(self, path: str, page: TestResponse | None = None, **typed: Any) -> TestResponse:
        """Send a form of a page that has several, by where it goes; only what is typed, and the token."""
        page = page or self.get(path)
        token = Forms(page.text).found[0][1]["form_token"]
        return self.client.post(path, data={"form_token": token} | typed)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def form(self, path: str, page: TestResponse | None = None) -> tuple[str, MultiDict[str, str]]:
        """Give where the first form of a page goes and what stands in it; sign-out in the footer comes last."""
        page = page or self.get(path)
        action, fields = Forms(page.text).found[0]
        return action or path, fields

    def send(self, path: str, typed: Mapping[str, Any], page: TestResponse | None = None, **more: Any) -> TestResponse:
        """Open a page, type into its form, and send all of it; `page` is one that is open already."""
        action, fields = self.form(path, page)
        for name, value in typed.items():
            fields.setlist(name, value if isinstance(value, list) else [value])
        return self.client.post(action, data=fields, **more)


def typed(content: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Write the content of a brief as somebody types it into the form."""
    flat: dict[str, Any] = {}
    for name, value in content.items():
        key = prefix + name
        if isinstance(value, dict):
            flat |= typed(value, f"{key}-")
        elif isinstance(value, list):
            flat |= dict(_listed(key, value))
        elif isinstance(value, bool):
            flat[key] = "yes" if value else "no"
        else:
            flat[key] = "" if value is None else str(value)
    return flat


def _listed(key: str, values: list[Any]) -> Iterator[tuple[str, Any]]:
    widget = BRIEF.fields[key].metadata if key in BRIEF.fields else {}
    if key.startswith("actions-"):
        yield key, "\r\n".join(values)
        return
    for number, value in enumerate(values):
        if isinstance(value, dict):
            yield from typed(value, f"{key}-{number}-").items()
        elif widget.get("boxes"):
            yield f"{key}-{number}", value
    if widget.get("widget") == "tags":
        yield key, values
    elif not widget:
        yield key, ", ".join(values)
    elif widget["widget"] == "lines" and not widget.get("boxes"):
        yield key, "\r\n".join(values)
