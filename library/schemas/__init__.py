"""Everything that crosses the border: marshmallow schemas, and the readers that feed them from forms and rows."""
