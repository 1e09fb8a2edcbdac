"""How the log is written: as plain lines, or as JSON for programs. With LIBRARY_LOG set, each request is a line.

Such a line names the route, never the address that was asked for, so that it holds no names, searches or tokens; nor
does it say from where. The number of the request is also the answer's X-Request-Id, and stands in the record of who
did what.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from library.db.audit_log import request_id

JSON, TEXT = "json", "text"
REQUESTS = logging.getLogger("library.requests")


class JsonFormatter(logging.Formatter):
    """Writes each message as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one message, with the request it belongs to and what was raised."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if request := request_id.get():
            fields["request"] = request
        if record.exc_info:
            fields["raised"] = self.formatException(record.exc_info)
        return json.dumps(fields | getattr(record, "fields", {}), ensure_ascii=False)


def set_up(how: str) -> None:
    """Write the log of this process to where errors go; what is neither JSON nor text has no line for each request."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if how == JSON:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonFormatter())


def of_gunicorn(how: str) -> dict[str, Any]:
    """Return how gunicorn is to write its log, where that is not as it does by itself."""
    if how != JSON:
        return {}
    handler = {"class": "logging.StreamHandler", "formatter": "ours", "stream": "ext://sys.stderr"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": JsonFormatter}},
        "handlers": {"console": handler},
        "root": {"level": "INFO", "handlers": ["console"]},
        "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
    }


def note_request(route: str, method: str, status: int, seconds: float) -> None:
    """Write that a request was answered."""
    number, spent = request_id.get(), round(seconds * 1000, 1)
    fields = {"request": number, "route": route, "method": method, "status": status, "ms": spent}
    REQUESTS.info(f"{method} {route} {status} in {spent} ms, request {number}", extra={"fields": fields})
