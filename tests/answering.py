"""Servers of tests, each in a thread of its own for as long as it is needed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer

OFTEN = 0.02
"""Seconds after which a server looks whether it is to stop. It is half a second usually, for which tests would wait."""


@contextmanager
def answering(server: BaseServer) -> Iterator[None]:
    """Let a server answer, and close it afterwards."""
    thread = threading.Thread(target=server.serve_forever, args=(OFTEN,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
