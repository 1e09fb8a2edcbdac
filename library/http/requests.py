"""What a request is to the library: only POST carries a form, so that no other verb can act."""

from flask import Flask
from flask import Request as FlaskRequest


class Request(FlaskRequest):
    """A request whose body is read as a form only where it was posted."""

    @property
    def want_form_data_parsed(self) -> bool:
        """Return whether the body is a form; one that comes with GET or HEAD is left alone."""
        return self.method == "POST" and super().want_form_data_parsed


def set_up(app: Flask) -> None:
    """Make every request one of these."""
    app.request_class = Request
