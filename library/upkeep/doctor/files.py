"""What can be seen before the library is opened, since opening it makes what is missing and closes what is open."""

from pathlib import Path

from library.security import private_files
from library.security.private_files import KEY, SHORTEST_KEY
from library.settings import Settings, SettingsError
from library.upkeep.doctor.models import Finding, well, wrong

NOTHING = "There is no library in {place} yet. Run `library init` and `library seed`, or set {variable} to where it is."
OTHERS = (
    "Other users of this machine could read {names}. Every command closes them, this one too. If anybody else uses "
    "the machine, restore a backup that was made before, or let everybody choose a new password."
)
NO_KEY = (
    "The signing key, {path}, is gone. The next start makes another: links in mails already sent stop working, and "
    "staff set up their second step again. Put the file back from a backup to avoid that."
)
SHORT_KEY = "LIBRARY_SECRET_KEY can be guessed. Give 32 letters or more, such as `openssl rand -hex 32` makes."


def nothing_there(settings: Settings) -> Finding | None:
    """Return that there is no library here, where there is none."""
    if not settings.instance.is_dir():
        return wrong("files", NOTHING.format(place=settings.instance, variable="LIBRARY_INSTANCE"))
    kind, _, path = settings.database.partition(":///")
    if kind == "sqlite" and not Path(path).is_file():
        return wrong("database", NOTHING.format(place=path, variable="LIBRARY_DATABASE_URL or LIBRARY_INSTANCE"))
    return None


def look(settings: Settings) -> list[Finding]:
    """Return what is wrong with the files of a library and its signing key."""
    found = []
    if opened := private_files.open_to_others(settings):
        found.append(wrong("files", OTHERS.format(names=_named(opened))))
    if trouble := _trouble_with_kept_key(settings):
        found.append(wrong("key", trouble))
    elif settings.secret_key and len(settings.secret_key) < SHORTEST_KEY:
        found.append(wrong("key", SHORT_KEY))
    return found or [well("files", "Only the user that runs the library can read its files.")]


def has_key(settings: Settings) -> bool:
    """Return whether the library has its signing key."""
    return bool(settings.secret_key) or not _trouble_with_kept_key(settings)


def _trouble_with_kept_key(settings: Settings) -> str:
    """Return what is wrong with the key in the instance folder, where that one is used."""
    if settings.secret_key:
        return ""
    try:
        return "" if private_files.kept_key(settings.instance) else NO_KEY.format(path=settings.instance / KEY)
    except SettingsError as error:
        return f"{error}."


def _named(paths: list[Path]) -> str:
    first = ", ".join(str(path) for path in paths[:3])
    return first if len(paths) <= 3 else f"{first} and {len(paths) - 3} more"
