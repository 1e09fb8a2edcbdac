"""Runs the site with gunicorn, alone or with the worker beside it."""

import os
import subprocess
import sys
import threading
import time
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message
from gunicorn.util import import_app

from library.bootstrap import remember_address
from library.services import Services
from library.settings import ROOT, variable

PROCESSES = 2
THREADS = 8
SECONDS_BEFORE_RESTART = 1.0
LONGEST_ADDRESS = 65_536
"""Bytes of a request's first line; gunicorn would stop at 8 KB, and a question of 3,000 words gets an answer."""


class Site(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up from here and not from a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Keep the options until gunicorn asks for them."""
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application, in each process."""
        sys.path.insert(0, str(ROOT))
        return import_app("wsgi:app")


def serve(services: Services) -> None:
    """Serve until stopped, with a child that keeps this machine's index and nothing else."""
    _serve_beside(services, "keep-index")


def serve_with_worker(services: Services) -> int:
    """Serve until stopped, with the worker as a child."""
    _serve_beside(services, "work")
    return os.EX_OK


def _serve_beside(services: Services, command: str) -> None:
    """Serve beside a child that is started again if it dies, and stops when the site does."""
    os.environ[variable("public_url")] = services.settings.address
    threading.Thread(target=_keep_running, args=(command,), daemon=True).start()
    _serve(services)


def _serve(services: Services) -> None:
    services.store.close()
    message.MAX_REQUEST_LINE = LONGEST_ADDRESS

    def tell(_: Any) -> None:
        remember_address(services)
        print(f"The library is open at http://{services.settings.here}", flush=True)

    options = {
        "bind": services.settings.here,
        "workers": PROCESSES,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "limit_request_line": LONGEST_ADDRESS,
        "when_ready": tell,
        "loglevel": "warning",
    }
    Site(options).run()


def _keep_running(command: str) -> None:
    """Run a command of ours again and again; it ends by itself once its parent is gone."""
    words = (sys.executable, "-m", "library.cli", command, "--under", str(os.getpid()))
    while True:
        subprocess.run(words, cwd=ROOT, check=False)  # noqa: S603 (our own command)
        time.sleep(SECONDS_BEFORE_RESTART)
