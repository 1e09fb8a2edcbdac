"""What a WSGI server loads: `gunicorn wsgi:app`."""

from library import settings
from library.app import create_app
from library.bootstrap import connect, refuse_newer
from library.demo.service import hold_apart

services = connect(settings.read())
refuse_newer(services)
hold_apart(services)
services.store.close()
app = create_app(services)
