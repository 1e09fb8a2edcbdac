"""The briefs that the library comes with, loaded once for all tests of a worker."""

import json

from library.briefs import seed_files
from library.briefs.models import Brief
from library.briefs.schemas.brief import BRIEF

BRIEFS: list[Brief] = [BRIEF.load(json.loads(file.read_text("utf-8"))) for file in seed_files.brief_files()]
