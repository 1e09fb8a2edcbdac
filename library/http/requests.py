"""What a request is to the library: only POST carries a form, so that no other verb can act."""

from flask import Flask
from flask import Request as FlaskRequest
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest


class Request(FlaskRequest):
    """A request whose body is read as a form only where it was posted, and then whole or not at all."""

    @property
    def want_form_data_parsed(self) -> bool:
        """Return whether the body is a form; one that comes with GET or HEAD is left alone."""
        return self.method == "POST" and super().want_form_data_parsed

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        try:
            super()._load_form_data()
            if self.want_form_data_parsed:
                self.stream.read(1)  # Of a body without a length, Werkzeug takes what it may hold: more is a 413 here.
        except (ParseException, OSError) as error:
            raise BadRequest from error


def set_up(app: Flask) -> None:
    """Make every request one of these."""
    app.request_class = Request
