"""Parts that many pages for readers share, kept while nothing has changed: the footer, a brief as one of the results.

In templates: `{% call kept_part("footer") %}…{% endcall %}`. All that is in a part has to come from the database, the
settings, the language or the name it is kept by, and nothing from the rest of the address. It is kept under the mark
that was read before the page was made which asks for it, so it is never older than that page (docs/decisions/0020).
"""

from collections.abc import Callable, Hashable
from typing import cast

from flask import Flask, current_app, g
from markupsafe import Markup

from library.http import context
from library.http.cache.page_cache import KeptWhileSame
from library.i18n import messages

MOST = 4_000_000
"""Characters of parts that a process keeps."""


def set_up(app: Flask) -> None:
    """Give templates what keeps parts."""
    app.extensions["page_parts"] = KeptWhileSame[Markup](MOST, len)
    app.jinja_env.globals["kept_part"] = _kept


def _kept(*name: Hashable, caller: Callable[[], Markup]) -> Markup:
    """Return a part of a page, from those that are kept where this page may be kept too."""
    making = g.get("making")
    if making is None:
        return caller()
    parts = cast("KeptWhileSame[Markup]", current_app.extensions["page_parts"])
    key = (making.addresses, messages.spoken(), *name)
    part = parts.find(key, making.mark)
    if part is None:
        part = caller()
        if not context.keeps_to_itself():
            parts.keep(key, making.mark, part)
    return part
