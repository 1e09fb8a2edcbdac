"""Print all that is recorded for the brief of a slug: its plan, fact records, conflicts, corrections and ratings."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent.parent / "seed_data" / "facts"
SHARED = Path("/work/shared/facts")


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else []


def _records() -> dict[str, Any]:
    found = {f"found:{file.stem}": _read(file) for file in sorted((FACTS / "found").glob("*.json"))}
    for name in ("yef", "reviews", "practice", "new", "corrections"):
        found |= {f"{name}:{record['slug']}": record for record in _read(FACTS / f"{name}.json")}
    for part, value in _read(FACTS / "context.json").items():
        if isinstance(value, list):
            found |= {f"context:{part}.{number}": record for number, record in enumerate(value)}
        else:
            found[f"context:{part}"] = value
    return found


def _show(heading: str, value: Any) -> None:
    text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False)
    sys.stdout.write(f"\n===== {heading}\n{text}\n")


def main(slug: str) -> None:
    """Print the plan of the brief, each record it draws on, and what names the slug elsewhere."""
    known = _records()
    plan = _read(FACTS / "plan" / f"{slug}.json")
    brief = _read(FACTS.parent / "briefs" / f"{slug}.json")
    _show(f"PLAN seed_data/facts/plan/{slug}.json", plan or "There is none.")
    names = [*(plan or {}).get("facts", ()), *(brief or {}).get("facts", ())]
    conflicts = [conflict for conflict in _read(FACTS / "conflicts.json") if slug in conflict["slugs"]]
    sides = [side["record"] for conflict in conflicts for side in conflict["sides"] if side.get("record")]
    for name in dict.fromkeys([*names, *sides]):
        whose = "RECORD" if name in names else "RECORD (a side of a conflict, or a neighbour of it)"
        _show(f"{whose} {name}", known.get(name, "NO SUCH RECORD"))
    for conflict in conflicts:
        _show(f"CONFLICT {conflict['id']}", conflict)
    changes = _read(SHARED / "corrections.json")
    for record in _read(FACTS / "corrections.json"):
        if slug in record["briefs"]:
            _show(f"CORRECTION corrections:{record['slug']} (add it to the facts you draw on)", record)
            raw: dict[str, Any] = next((each for each in changes if each["id"] == record["id"]), {})
            _show("  what was wrong, what to change", {key: raw.get(key) for key in ("wrong_now", "what_to_change")})
    with (SHARED / "confidence_changes.csv").open(encoding="utf-8") as rows:
        moved = [row for row in csv.DictReader(rows) if row["slug"] == slug]
    if moved:
        _show("CONFIDENCE ROWS THAT MOVED (an earlier rule: start from the reasons, not the numbers)", moved)
    ratings = {rating["slug"]: rating for rating in _read(SHARED / "yef_ratings.json")}
    for name in names:
        scheme, _, own = name.partition(":")
        if scheme == "yef" and own in ratings:
            _show(f"YEF RATING AS SEEN ON 29 NOVEMBER for {name} (none where it is null)", ratings[own])


if __name__ == "__main__":
    for each in sys.argv[1:]:
        main(each)
