"""What every address begins with."""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class Base:
    """Makes addresses that start with `base`, which has no slash at its end."""

    base: str

    @staticmethod
    def _in_language(address: str, language: str) -> str:
        """Return the address of a page in a language; as it is for none, since the browser's is taken then."""
        return f"{address}?lang={language}" if language else address

    def absolute(self, path: str) -> str:
        """Return the absolute address of a path that `url_for` made, which starts with the prefix."""
        return urljoin(self.base, path)
