"""What a WSGI server loads: `gunicorn wsgi:app`."""

from library.app import create_app

app = create_app()
