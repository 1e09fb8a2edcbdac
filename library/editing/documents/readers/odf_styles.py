"""What the styles of an OpenDocument say: which are bold, large, hidden or those of a title."""

from library.editing.documents.readers.opc import Target

HEAVY = {"bold", "600", "700", "800", "900"}


def named(about: dict[str, str], name: str) -> str:
    """Return an attribute by its short name, or ""."""
    return next((value for key, value in about.items() if key.rpartition("}")[2] == name), "")


class Styles(Target):
    """Collects styles; one may be based on another that stands before it."""

    def __init__(self) -> None:
        """Begin with none."""
        self.bold: set[str] = set()
        self.hidden: set[str] = set()
        self.titles = {"Title"}
        self.sizes: dict[str, float] = {}
        self.style = ""

    def start(self, tag: str, about: dict[str, str]) -> None:
        """Begin a style, or take what one says of letters."""
        name = tag.rpartition("}")[2]
        if name == "style":
            self.style = named(about, "name")
            self._based_on(named(about, "parent-style-name"))
        elif name == "text-properties" and self.style:
            self._letters(about)

    def _based_on(self, parent: str) -> None:
        for known in (self.bold, self.hidden, self.titles):
            if parent in known:
                known.add(self.style)
        if parent in self.sizes:
            self.sizes[self.style] = self.sizes[parent]

    def _letters(self, about: dict[str, str]) -> None:
        if named(about, "font-weight") in HEAVY:
            self.bold.add(self.style)
        if named(about, "display") == "none":
            self.hidden.add(self.style)
        size = named(about, "font-size").removesuffix("pt")
        if size.replace(".", "", 1).isdigit():
            self.sizes[self.style] = float(size)

    def end(self, tag: str) -> None:
        """End a style."""
        if tag.endswith("}style"):
            self.style = ""
