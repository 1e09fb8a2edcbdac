"""Runs the site with gunicorn, alone or with the worker beside it."""

import atexit
import ctypes
import errno
import gc
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message
from gunicorn.util import import_app

from library.bootstrap import remember_address
from library.browse.what_works import service as what_works
from library.browse.what_works.rules import Column, Narrowing
from library.errors import Unavailable
from library.http import logs
from library.search import service as searches
from library.search.engine.embeddings import Meaning
from library.search.models import Query
from library.search.urgency.service import recogniser
from library.services import Services
from library.settings import ROOT, USUAL_PORT, Settings, SettingsError, variable
from library.worker import watch

PROCESSES = 2
THREADS = 8
SECONDS_FOR_FIRST_READER = 0.5
"""How long a process that nobody has asked yet waits before it searches for itself."""
SECONDS_FOR_FIRST_READERS = 3.0
"""How long a site that has just started leaves the processors to the first readers."""
OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""How many objects are made before Python looks for garbage; 700, its default, is a tenth of what a page makes."""
GIVES_WAY = 10
"""How much the child beside the site gives way to readers, as `nice` counts."""
TAKEN = "something listens at {bound} already, perhaps this site itself. Stop it, or set PORT to another number"
LONGEST_ADDRESS = 65_536
"""Bytes of a request's first line; gunicorn would stop at 8 KB, and a question of 3,000 words gets an answer."""


class Site(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up from here and not from a file."""

    def __init__(self, options: dict[str, Any], model: Meaning | None) -> None:
        """Keep the options until gunicorn asks for them, and the sentence model, one for all of a process."""
        self.options, self._model = options, model
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application, once: its processes are forked from here and share what is ready.

        What is made stays for good, so nothing is looked through for garbage until it is all there.
        """
        sys.path.insert(0, str(ROOT))
        gc.disable()
        loading = threading.Thread(target=_load, args=(self._model,))
        loading.start()
        app = import_app("wsgi:app")
        loading.join()
        get_ready(app)
        collect_seldom()
        return app


def collect_seldom() -> None:
    """Look for garbage seldom: what a page makes goes with it, and the index is much to look through."""
    gc.enable()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def get_ready(app: Any) -> None:
    """Load what every search needs and a fork can share: the model, the rules, the words for terms, the templates.

    Not the index, and no connection to the database stays: two processes must not read from open files by turns.
    """
    services: Services = app.extensions["services"]
    recogniser()
    _load(services.meaning)
    with suppress(Unavailable):
        searches.get_ready(services)
    services.store.close()
    for name in ("search/results.html", "browse/home.html", "briefs/brief.html"):
        app.jinja_env.get_template(name)
    _give_back()
    gc.freeze()


def _load(model: Meaning | None) -> None:
    """Load the model, which is not in Python and so can be loaded while Python loads other things."""
    if model:
        model.vectors(["ready"])


def _give_back() -> None:
    """Give back to the machine what loading took and left free: 60 MB of a model of 23 MB, where glibc can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _warm(worker: Any) -> None:
    """Read what the first search and the front page need in one process, aside from requests, and watch the worker."""
    services: Services = worker.wsgi.extensions["services"]

    def read() -> None:
        time.sleep(SECONDS_FOR_FIRST_READER)
        with suppress(Unavailable):
            searches.search(services, Query("young people"))
            time.sleep(SECONDS_FOR_FIRST_READERS)
            what_works.table(services, Narrowing(), Column.CONFIDENCE)
        gc.freeze()  # The index stays: looking through it for garbage would hold up all readers of this process.

    threading.Thread(target=read, daemon=True).start()
    threading.Thread(target=watch, args=(services,), daemon=True).start()


def _leave(_: Any, worker: Any) -> None:
    """End a process of the site after what Python does at its end, and before libraries take down what they built.

    A library in C++ may wait there for threads that only the process has which this one was forked from: the process
    then hangs, or aborts. The main process calls this too, of a process that is gone.
    """
    if worker.booted and worker.pid == os.getpid():
        atexit._run_exitfuncs()
        logging.shutdown()
        os._exit(os.EX_OK)


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
    services.store.close()
    _count_together(services.settings)
    message.MAX_REQUEST_LINE = LONGEST_ADDRESS

    def tell(_: Any) -> None:
        threading.Thread(target=_keep_running, args=(command,), daemon=True).start()
        remember_address(services)
        print(f"The library is open at http://{services.settings.here}", flush=True)

    options = {
        "bind": services.settings.bound,
        "forwarded_allow_ips": ",".join(["127.0.0.1", "::1", *services.settings.proxies.split()]),
        "secure_scheme_headers": {"X-FORWARDED-PROTO": "https"},
        "control_socket_disable": True,
        "workers": PROCESSES,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "limit_request_line": LONGEST_ADDRESS,
        "when_ready": tell,
        "post_worker_init": _warm,
        "worker_exit": _leave,
        "loglevel": "warning",
        "logconfig_dict": logs.of_gunicorn(services.settings.log),
    }
    try:
        Site(options, services.meaning).run()
    except SystemExit as ended:
        if ended.code and _is_taken(services.settings):
            raise SettingsError(TAKEN.format(bound=services.settings.bound)) from ended
        raise


def _is_taken(settings: Settings) -> bool:
    """Return whether something listens where the site is to listen."""
    with socket.socket(socket.AF_INET6 if ":" in settings.listen else socket.AF_INET) as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind((settings.listen, settings.port or USUAL_PORT))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def _count_together(settings: Settings) -> None:
    """Give the processes a folder to count requests in, so that each can tell the counts of all; from nought again."""
    if settings.metrics_token:
        folder = settings.instance / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _keep_running(command: str) -> None:
    """Run a command of ours again and again; it ends by itself once its parent is gone.

    It begins a little later than the site, which has its first readers to answer.
    """
    words = (sys.executable, "-m", "library.cli", command, "--under", str(os.getpid()))
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GIVES_WAY)  # Linux: of this thread and its children.
    while True:
        time.sleep(SECONDS_FOR_FIRST_READERS)
        subprocess.run(words, cwd=ROOT, check=False)  # noqa: S603 (our own command)
