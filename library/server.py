"""Runs the site with gunicorn, alone or with the worker beside it."""

import os
import signal
import subprocess
import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from library.parts import Parts
from library.settings import ROOT

PROCESSES = 2
THREADS = 8


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
        """Make the application, in each process anew."""
        return import_app("wsgi:app")


def serve(parts: Parts) -> None:
    """Serve until stopped."""
    address = f"127.0.0.1:{parts.settings.port}"
    parts.store.close()

    def tell(_: Any) -> None:
        print(f"The library is open at http://{address}", flush=True)

    options = {
        "bind": address,
        "workers": PROCESSES,
        "threads": THREADS,
        "worker_class": "gthread",
        "when_ready": tell,
        "loglevel": "warning",
        "chdir": str(ROOT),
    }
    Site(options).run()


def serve_with_worker(parts: Parts) -> int:
    """Serve, with the worker as a child that is stopped with the site."""
    worker = subprocess.Popen([sys.executable, "-m", "library.cli", "work"], cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve(parts)
    finally:
        worker.terminate()
        worker.wait(timeout=10)
    return os.EX_OK
