"""Plain tables, ratios first."""

from collections.abc import Sequence

from tests.bench.timing import Times

OURS, BY_WORDS = "ours", "ours by words alone"


def table(heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table whose first column is words."""
    whole = [list(columns), *map(list, rows)]
    widths = [max(len(row[column]) for row in whole) for column in range(len(columns))]
    print(f"\n{heading}")
    for row in whole:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells), flush=True)


def beside(heading: str, measured: dict[str, dict[str, Times]]) -> None:
    """Print job -> engine -> times: how many times a peer's median ours takes, then medians and 99th percentiles."""
    engines = list(next(iter(measured.values())))
    peers = [name for name in engines if name != OURS]
    columns = ["", *(f"ours / {name}" for name in peers), *(f"{name} ms (p99)" for name in engines)]
    rows = [
        [job, *(_ratio(times, name) for name in peers), *(_both(times.get(name)) for name in engines)]
        for job, times in measured.items()
    ]
    table(heading, columns, rows)


def _ratio(times: dict[str, Times], peer: str) -> str:
    return f"{times[OURS].median / times[peer].median:.2f} ×" if peer in times and OURS in times else "–"


def _both(times: Times | None) -> str:
    return f"{times.median:.2f} ({times.worst:.1f})" if times else "–"
