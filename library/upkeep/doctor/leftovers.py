"""What was left behind by something that was stopped half way."""

from library.services import Services
from library.upkeep.doctor.models import Finding, advice, well

UNFINISHED = "A backup was stopped half way and left {names}. Delete it if no backup is being made now."
HALF_FILES = ".library-*.backup.*"


def look(services: Services) -> list[Finding]:
    """Return files that nobody will finish; a proof clears its own place away by itself."""
    folder = services.settings.backups
    half = sorted(folder.glob(HALF_FILES)) if folder else []
    if half:
        return [advice("leftovers", UNFINISHED.format(names=", ".join(str(path) for path in half)))]
    return [well("leftovers", "Nothing was left half finished.")]
