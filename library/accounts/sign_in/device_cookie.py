"""The cookie of a device on which people have signed in with both steps."""

from flask import Response, request

from library.accounts.sign_in import devices
from library.accounts.sign_in.devices import Device
from library.http.context import cookie_of, cookie_path, is_https, services
from library.security.permissions import Person

DEVICE_COOKIE = "library_device"
"""Set once both steps of a sign-in are taken."""


def device() -> Device:
    """Return the device that the request comes from, as far as people have signed in on it."""
    return devices.read(services(), request.cookies.get(cookie_of(services(), DEVICE_COOKIE), ""))


def remember_device(response: Response, person: Person) -> None:
    """Let the browser keep that a person has signed in on it with both steps."""
    token, lasts = devices.remembering(services(), device(), person), int(devices.LASTS.total_seconds())
    name, secure = cookie_of(services(), DEVICE_COOKIE), request.is_secure or is_https()
    response.set_cookie(name, token, path=cookie_path(), httponly=True, samesite="Lax", secure=secure, max_age=lasts)
