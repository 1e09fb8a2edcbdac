"""Measures how long reading takes and how much memory its child needs, for each kind of file and some hostile ones.

python -m tests.bench.uploads [FILE …]     each FILE, or files made here
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library.editing.documents import reading
from library.editing.documents.models import Refused
from tests.documents import made
from tests.documents.reports import EVALUATION, GUIDE, REPORTS, SLIDES

PARAGRAPH = "Knife crime fell by 30% on the estates where 412 young people played football in the evening. " * 4
FILES: dict[str, Callable[[], bytes]] = {
    "PDF, 4 pages": lambda: REPORTS[0].content,
    "PDF, 40 pages": lambda: made.pdf(EVALUATION + (f"= A part\n{PARAGRAPH * 8}\n#pagebreak()\n" * 36)),
    "PDF, 10,000 pages": lambda: made.long_pdf(10_000),
    "Word, 3 pages": lambda: made.word(GUIDE),
    "Word, 40 pages": lambda: made.word((made.paragraph("A part", "Heading1") + made.paragraph(PARAGRAPH) * 8) * 40),
    "slides, 4": lambda: made.slides(*SLIDES),
    "slides, 100": lambda: made.slides(*SLIDES * 25),
    "OpenDocument": lambda: made.open_document(f"<text:p>{PARAGRAPH}</text:p>" * 320),
    "web page": lambda: f"<html><body>{f'<p>{PARAGRAPH}</p>' * 320}</body></html>".encode(),
    "text, 25 MB": lambda: b"word " * 5_000_000,
    "PDF bomb": lambda: made.bomb_pdf(150_000_000),
    "zip bomb": lambda: made.word(made.paragraph("x" * 250_000_000)),
    "zip bomb, just allowed": lambda: made.word(made.paragraph("x" * 59_000_000)),
    "a million tags": lambda: made.word("<w:p>" * 1_000_000),
    "web page, a million deep": lambda: b"<html><body>" + b"<div>" * 1_000_000,
    "figures made to be slow": lambda: b"1," * 2_000_000,
}


def measured(content: bytes) -> tuple[str, float, int]:
    """Read a file in a process of its own; give what came of it, seconds, and the child's most memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        ours, theirs = os.pipe()
        if not (child := os.fork()):
            began = time.monotonic()
            try:
                document = reading.read(path, "file", lambda done, pages: None)
                came = f"{len(document.blocks)} blocks, {len(document.figures)} figures{'' if document.whole else ', part'}"
            except Refused as refused:
                came = f"refused: {refused.why.name}"
            took, memory = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            os.write(theirs, f"{came}\t{took}\t{memory}".encode())
            os._exit(0)
        os.waitpid(child, 0)
        came, took, memory = os.read(ours, 9_999).decode().split("\t")
        os.close(ours)
        os.close(theirs)
        return came, float(took), int(memory)


def main(paths: list[str]) -> None:
    """Measure, and print a line for each."""
    files = {path: Path(path).read_bytes for path in paths} or FILES
    print(f"{'file':<28}{'sent kB':>9}{'seconds':>9}{'MB':>6}  what came of it")
    for name, make in files.items():
        content = make()
        came, took, memory = measured(content)
        print(f"{name:<28}{len(content) // 1000:>9}{took:>9.2f}{memory:>6}  {came}")


if __name__ == "__main__":
    main(sys.argv[1:])
