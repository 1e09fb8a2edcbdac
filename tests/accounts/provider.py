"""A real OpenID provider on this machine, with somebody in between who can change what it says."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import oidc_provider_mock
import requests
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

from tests.answering import answering
from tests.browser import Browser

OURS, STRANGERS = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})
SHARED = OctKey.import_key("a secret that is long enough for a key", {"kid": "one"})
PUBLIC = "/sign-in/organisation"


class Provider:
    """The provider. `lies` are claims that replace its own; `ways` are what else goes wrong."""

    def __init__(self) -> None:
        self.app: Flask = oidc_provider_mock.app(require_nonce=True)
        self.lies: dict[str, Any] = {}
        self.key, self.algorithm = OURS, "RS256"
        self.unsigned = False
        self.broken: set[str] = set()
        self.address = ""
        self.asked: list[str] = []
        self.held = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        if request.path in self.broken:
            self.held.wait(5)
            return Response("away", 503)(environ, start)
        if request.path == "/jwks":
            return Response(json.dumps({"keys": [OURS.as_dict(private=False)]}), mimetype="application/json")(
                environ, start
            )
        if request.path == "/oauth2/token":
            return self._token(environ)(environ, start)
        if request.path.endswith("openid-configuration") and "issuer" in self.lies:
            return Response(json.dumps({"issuer": self.lies["issuer"]}), mimetype="application/json")(environ, start)
        return self.app(environ, start)

    def _token(self, environ: dict[str, Any]) -> Response:
        """Answer as the provider does, with the claims and the signature that are wanted."""
        pieces, status, _ = run_wsgi_app(self.app, environ, buffered=True)
        answer = b"".join(pieces)
        if not status.startswith("200"):
            return Response(answer, status, mimetype="application/json")
        token = json.loads(answer)
        body = json.loads(_decoded(token["id_token"].split(".")[1]))
        claims = {name: value for name, value in (body | self.lies).items() if value is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        token["id_token"] = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        if self.unsigned:
            head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
            token["id_token"] = f"{head}.{token['id_token'].split('.')[1]}."
        return Response(json.dumps(token), mimetype="application/json")

    def knows(self, subject: str, **claims: Any) -> None:
        """Have an account."""
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def signed_in(self, browser: Browser, subject: str, goal: str = "") -> str:
        """Sign somebody in whom a browser was sent to the provider for; return where it sends them back to."""
        sent = browser.get(PUBLIC, query_string={"next": goal} if goal else {})
        assert sent.status_code == 303, sent.text
        answer = requests.post(sent.location, data={"sub": subject}, allow_redirects=False, timeout=5)
        return answer.headers["Location"].removeprefix(browser.services.settings.address)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a port of its own."""
    provider = Provider()
    server = make_server("localhost", 0, provider, threaded=True)
    provider.address = f"http://localhost:{server.server_port}"
    with answering(server):
        try:
            yield provider
        finally:
            provider.held.set()
