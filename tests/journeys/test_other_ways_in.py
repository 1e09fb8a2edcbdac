"""Ways in beside password and code, in a real browser: the organisation's account, and a passkey.

The library is under a path of its public address here, which is what passkeys and the provider's answer go by.
"""

import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from library.accounts.passkeys import service as passkeys
from library.app import create_app
from library.links import Links
from library.security.permissions import Role
from tests import builders
from tests.accounts import provider as providers
from tests.accounts.provider import Provider
from tests.answering import answering
from tests.journeys.sites import Site, Visitor, connected

EMAIL = "reviewer@example.org"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providers.running() as running:
        running.knows("amina", email=EMAIL, email_verified=True, name="Amina Khan")
        yield running


@pytest.fixture
def site(fresh: Path, tmp_path: Path, provider: Provider) -> Iterator[Site]:
    """Open a library at localhost, since browsers allow no passkeys at a bare IP address."""
    for name in ("instance", "index"):
        shutil.copytree(fresh / name, tmp_path / name)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        address = f"http://localhost:{port}/library"
        made = connected(tmp_path, port)
        ours = {"oidc_issuer": provider.address, "oidc_client_id": "library", "oidc_client_secret": "secret"}
        parts = replace(made, settings=replace(made.settings, public_url=address, **ours), links=Links(address))
        builders.person(parts)
        server = make_server("127.0.0.1", port, create_app(parts), threaded=True, fd=door.fileno())
        with answering(server):
            yield Site(parts, address)
        made.store.close()


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context()
    visitor = Visitor(context)
    visitor.expected.append("cdn.jsdelivr.net")  # The styles of the provider's own page.
    yield visitor
    assert visitor.console() == []
    context.close()


def authenticator(page: Page) -> tuple[Any, str]:
    """Give a page's browser a security key; return how to talk to the browser, and what it calls the key."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, added["authenticatorId"]


def first_step(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/sign-in?again=yes")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Type your code")).to_be_visible()


def test_the_organisation_s_account_leads_there_and_back(site: Site, visitor: Visitor, provider: Provider) -> None:
    provider.lies = {"amr": ["pwd", "mfa"]}
    page = visitor.page
    page.goto(f"{site.address}/staff/account")
    page.get_by_role("button", name="Sign in with your organisation’s account").click()
    expect(page).to_have_url(re.compile(rf"^{provider.address}/oauth2/authorize"))
    page.locator("input[name=sub]").fill("amina")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert page.url == f"{site.address}/staff/account"


@pytest.mark.slow("a passkey is made, used, copied, renamed and removed in a real browser")
def test_a_passkey_is_added_used_renamed_and_removed(site: Site, visitor: Visitor) -> None:
    page, services = visitor.page, site.services
    devtools, key = authenticator(page)
    first_step(page, site)
    expect(page.get_by_role("button", name="Use your passkey")).to_be_hidden()
    page.get_by_label("Code from your app").fill(builders.code(services))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.goto(f"{site.address}/staff/account/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Your password").fill(builders.PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the passkey").fill("Work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("not used yet")).to_be_visible()

    first_step(page, site)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    reviewer = builders.person(services, Role.REVIEWER)
    (kept,) = passkeys.of_person(services, reviewer)
    assert kept.used_at
    assert kept.sign_count > 0

    held = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"][0]
    assert held["rpId"] == "localhost"
    devtools.send("WebAuthn.removeCredential", {"authenticatorId": key, "credentialId": held["credentialId"]})
    copied = {name: held[name] for name in ("credentialId", "isResidentCredential", "rpId", "privateKey")}
    devtools.send("WebAuthn.addCredential", {"authenticatorId": key, "credential": copied | {"signCount": 0}})
    first_step(page, site)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_text("That passkey didn’t work.")).to_be_visible()
    page.get_by_label("Code from your app").fill(builders.code(services))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.goto(f"{site.address}/staff/account/passkeys")
    page.get_by_role("link", name="Work laptop").click()
    page.get_by_label("Name of the passkey").fill("Old laptop")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Old laptop").click()
    page.get_by_label("Your password").fill(builders.PASSWORD)
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("You have no passkeys yet.")).to_be_visible()
