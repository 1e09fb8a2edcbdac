"""The pages of a frozen copy: those of the site, in a frame without forms, with links from file to file.

Templates in `templates/freeze` stand in for those of the same name, so that a page is written once.
"""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from flask import Flask, url_for
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from library.links import Links
from library.settings import ROOT

Namer = Callable[[Mapping[str, Any]], str]
PAGES: dict[str, Namer] = {
    "home.home": lambda _: "index.html",
    "searches.search": lambda _: "index.html",
    "approaches.all_approaches": lambda _: "index.html",
    "approaches.approach": lambda values: f"topics/{values['term']}.html",
    "briefs.brief": lambda values: f"briefs/{values['slug']}.html",
    "briefs.brief_sheet": lambda values: f"pdf/{values['slug']}.pdf",
    "help_lines.help_now": lambda _: "help-now.html",
    "home.method": lambda _: "method.html",
    "open_data.data_file": lambda values: f"data/{values['name']}",
    "static": lambda values: f"assets/{PurePosixPath(values['filename']).name}",
}
"""The file of each page that is in the copy, by its endpoint; everything else is linked to where the library is."""


class Press:
    """Writes pages into a folder."""

    def __init__(self, app: Flask, folder: Path, links: Links) -> None:
        """Take the site's own templates, with those of the copy before them."""
        self.app, self.folder, self.links = app, folder, links
        self.here = PurePosixPath("index.html")
        self.there: set[str] = set()
        self.environment: Environment = app.jinja_env.overlay(loader=_loader(app))
        self.environment.globals = {**app.jinja_env.globals, "url_for": self.address}

    def write(self, name: str, template: str, **about: Any) -> None:
        """Write one page."""
        self.here = PurePosixPath(name)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.app.update_template_context(about)
        path.write_text(self.environment.get_template(template).render(about | {"languages": []}), "utf-8")

    def address(self, endpoint: str, **values: Any) -> str:
        """Return where a page is, seen from the one that is written: in the copy, or in the library itself."""
        anchor = values.pop("_anchor", "")
        file = PAGES[endpoint](values) if endpoint in PAGES else ""
        if not file or (file.startswith(("briefs/", "topics/", "pdf/")) and file not in self.there):
            return self.links.absolute(url_for(endpoint, **values, _anchor=anchor or None))
        up = "../" * (len(self.here.parts) - 1)
        return f"{up}{file}{'#' if anchor else ''}{anchor}"


def _loader(app: Flask) -> ChoiceLoader:
    assert app.jinja_loader
    return ChoiceLoader([FileSystemLoader(ROOT / "templates" / "freeze"), app.jinja_loader])
