"""What this feature adds to the sitemap."""

from library.contributions import Contributions
from library.newsletters.campaigns import published

ADDED = Contributions(pages=(published.public_pages,))
