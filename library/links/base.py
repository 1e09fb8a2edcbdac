"""What every address begins with."""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class Base:
    """Makes addresses that start with `base`, which has no slash at its end."""

    base: str

    def absolute(self, path: str) -> str:
        """Return the absolute address of a path that `url_for` made, which starts with the prefix."""
        return urljoin(self.base, path)
