"""Searches a library that has no index, in a process that has just begun, and says what it took.

python -m tests.bench.without_index INSTANCE EMPTY
"""

import sys
import time
from pathlib import Path

from library.bootstrap import connect
from library.search import service as searches
from library.search.models import Query
from library.settings import Settings


def main() -> None:
    """Print the seconds of the first search, and those of processor time."""
    instance, empty = map(Path, sys.argv[1:])
    services = connect(Settings(instance=instance, index=empty))
    begun, spent = time.perf_counter(), time.process_time()
    found = searches.search(services, Query("young people who carry knives"))
    print(time.perf_counter() - begun, time.process_time() - spent)
    assert found.notices, "it should say that search is being repaired"
    services.store.close()


if __name__ == "__main__":
    main()
