"""The schema of what an address asks for after its question mark."""

from marshmallow import EXCLUDE, Schema


class Parameters(Schema):
    """Parameters of an address; others, such as those that a mail program adds to a link, are left alone."""

    class Meta:
        """Ignore unknown names."""

        unknown = EXCLUDE
