"""Measure speed beside peers, relevance, mail, upkeep and load: `python -m tests.bench --help`."""

import argparse
import tempfile
import time
from pathlib import Path

from library.search.engine.port import Document
from library.services import Services
from tests.bench import (
    collection,
    corpus,
    engines,
    load,
    mails,
    own,
    pages,
    public,
    quiet,
    relevance,
    report,
    site,
    upkeep,
)
from tests.bench.timing import Times

PARTS = ("relevance", "own", "mail", "engines", "pages", "upkeep", "load")
WITHOUT_SIZE = {"relevance", "own", "mail"}
SIZES = (1_000, 10_000)


def main() -> None:
    """Run the parts that are wanted."""
    wanted = _arguments()
    if busy := quiet.trouble():
        print(f"The machine is busy: {busy}.")
        if not wanted.anyway:
            raise SystemExit("Times would say little. Wait until it is quiet, or measure all the same with --anyway.")
    print(f"{time.strftime('%Y-%m-%d %H:%M')}, {_machine()}")
    if "relevance" in wanted.only:
        _questions()
    if "own" in wanted.only:
        _own()
    if "mail" in wanted.only:
        with tempfile.TemporaryDirectory(prefix="library-bench-") as name:
            mails.run(Path(name))
    if wanted.collection:
        _collections(wanted.collection)
    if set(wanted.only) - WITHOUT_SIZE:
        for size in wanted.sizes:
            with tempfile.TemporaryDirectory(prefix="library-bench-") as name:
                _size(Path(name), size, wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "sizes", type=int, nargs="*", default=SIZES, help="numbers of briefs, such as 1000 10000 100000"
    )
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="the parts to run")
    parser.add_argument("--collection", type=Path, nargs="+", default=[], help="folders of public test collections")
    parser.add_argument("--seconds", type=int, default=20, help="how long the load run lasts")
    parser.add_argument("--rate", type=int, default=200, help="pages a second that the load run asks for")
    parser.add_argument("--anyway", action="store_true", help="measure on a busy machine too: only ratios count then")
    return parser.parse_args()


def _machine() -> str:
    kinds = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return f"{len(kinds)} cores, {kinds[0].partition(': ')[2] if kinds else 'unknown'}"


def _questions() -> None:
    with tempfile.TemporaryDirectory() as name:
        told = relevance.measured(Path(name))
    for name, rows in told.items():
        _relevance(name, rows)


def _relevance(name: str, told: dict[str, relevance.Told]) -> None:
    columns = ["", "first", "in first 3", "called none", "called weak", "told", "told or weak", "nDCG@10"]
    rows = [
        [
            what,
            *(f"{share:.0%}" for share in (row.first, row.three, row.none, row.weak, row.told, row.told_or_weak)),
            f"{row.ndcg:.3f}",
        ]
        for what, row in told.items()
    ]
    report.table(f"The {name} questions: those a brief answers, and whether the others are told so", columns, rows)
    whole = told["everything"]
    first, others = (f"{low:.0%} to {high:.0%}" for low, high in (whole.first_between, whole.told_between))
    print(f"  in nineteen of twenty sets of this kind: first {first}, told or weak {others}", flush=True)


def _own() -> None:
    with tempfile.TemporaryDirectory() as name:
        costs = own.measured(Path(name))
    alive = own.typical(costs[own.ALIVE][0])
    rows = [
        [kind, f"{own.typical(again):.2f}", f"{own.typical(kept):.2f}", f"{alive / own.typical(kept):.2f} ×"]
        for kind, (again, kept) in costs.items()
    ]
    columns = ["", "made again, ms", "kept, ms", "kept: as often as /healthz"]
    report.table("Processor time of pages of the library as it comes", columns, rows)


def _collections(folders: list[Path]) -> None:
    found = {folder.name: public.measured(collection.read(folder)) for folder in folders}
    found["mean"] = {name: sum(row[name] for row in found.values()) / len(found) for name in next(iter(found.values()))}
    peers = [name for name in found["mean"] if name != report.OURS]
    rows = [
        [
            name,
            *(f"{row[report.OURS] / row[peer]:.3f} ×" for peer in peers),
            *(f"{score:.4f}" for score in row.values()),
        ]
        for name, row in found.items()
    ]
    report.table("Public collections, nDCG@10", ["", *(f"ours / {peer}" for peer in peers), *found["mean"]], rows)


def _size(folder: Path, size: int, wanted: argparse.Namespace) -> None:
    start = time.perf_counter()
    print(f"\n{size} briefs", flush=True)
    services = corpus.kept(folder, size)
    documents = corpus.documents(services)
    print(f"ready in {time.perf_counter() - start:.0f} s", flush=True)
    if {"engines", "pages"} & set(wanted.only):
        with engines.stocked(folder, services, documents, others="engines" in wanted.only) as peers:
            if "engines" in wanted.only:
                report.beside(f"Engines in one process, {size} briefs", engines.compare(peers, documents))
                _agreement(engines.agreement(peers, documents))
            if "pages" in wanted.only:
                report.beside(f"Whole pages over HTTP, {size} briefs", pages.compare(folder, documents))
    with site.served(folder, report.OURS) as served:
        if "pages" in wanted.only:
            _own_pages(served, documents)
        if "upkeep" in wanted.only:
            _upkeep(services, served)
    if "load" in wanted.only:
        with site.served(folder, report.OURS, processes=2) as served:
            _load(load.run(served, documents, wanted.rate, wanted.seconds), wanted)
    services.store.close()


def _agreement(near: dict[str, tuple[float, float]]) -> None:
    rows = [[name, f"{totals:.2f} ×", f"{shared:.0%}"] for name, (totals, shared) in near.items()]
    report.table(
        "The same job: totals beside ours, and how many of our ten each engine has", ["", "total", "of our ten"], rows
    )


def _own_pages(served: site.Site, documents: list[Document]) -> None:
    rows = {
        "suggestions while typing": pages.suggestions(served, documents),
        "a brief": pages.briefs(served, documents),
        **pages.kept(served),
    }
    columns = ["Only ours", "median ms", "p99 ms"]
    report.table("Other pages over HTTP", columns, [_row(name, times) for name, times in rows.items()])
    alive = rows["/healthz"].median
    told = ", ".join(f"{name} {alive / rows[name].median:.2f} ×" for name in pages.KEPT)
    print(f"\nServed as often as /healthz, one after the other: {told}", flush=True)
    resident, share = upkeep.memory(served)
    print(
        f"\nMemory of a serving process after these pages: {resident:.0f} MB resident, {share:.0f} MB as its share",
        flush=True,
    )


def _upkeep(services: Services, served: site.Site) -> None:
    sent, both = upkeep.publish_and_find(services, served)
    rows = [_row("publish with the staff form", sent), _row("publish, then find it by search", both)]
    report.table("Publishing over HTTP, two requests", ["", "median ms", "p99 ms"], rows)
    print(f"\nCatching up with {upkeep.BEHIND} changes: {upkeep.catch_up(services):.2f} s", flush=True)
    seconds, processor = upkeep.without_index(services.settings.instance)
    print(f"First search of a process without an index: {seconds:.2f} s, {processor:.2f} of processor time", flush=True)


def _load(told: load.Told, wanted: argparse.Namespace) -> None:
    heading = f"Load: {wanted.rate} pages a second for {wanted.seconds} s, {told.asked} asked, {told.failed} failed"
    rows = [_row("all pages", told.times), _row("search pages", told.searching)]
    report.table(heading, ["from when each was due", "median ms", "p99 ms"], rows)


def _row(name: str, times: Times) -> list[str]:
    return [name, f"{times.median:.1f}", f"{times.worst:.1f}"]


if __name__ == "__main__":
    main()
