"""``python -m benchmarks.letters --letters N [--seed 1] [--repeats 60] [--only NAME] [--keep] [--json]``."""

import argparse
import json
import sys
from typing import Any

from benchmarks.letters.installation import installation

LEAST = 1000
#: the tabs whose whole plan is printed
SHOWN = ("open", "all")


def main() -> int:
    """Exit 1 on any error: a failed operation, a query per row, a bad plan, a chain that does not verify."""
    options = _options()
    with installation(keep=options.keep, at=options.at) as place:
        from benchmarks.letters.run import run  # needs Django, which is set up now

        found = run(place, letters=options.letters, seed=options.seed, n=options.repeats, only=options.only)
        if options.keep:
            found["home"] = str(place.home.path)
    print(json.dumps(found, ensure_ascii=False) if options.json else _as_text(found))
    return 1 if found["errors"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=60, help="how often each operation is measured")
    parser.add_argument("--only", default="", help="operations whose name contains this")
    parser.add_argument("--at", default="", metavar="HOME", help="measure once more in a home that was kept")
    parser.add_argument("--keep", action="store_true", help="leave the home behind")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    options = parser.parse_args()
    if options.letters < LEAST or options.repeats < 2:
        parser.error(f"at least {LEAST} letters and 2 repeats")
    return options


def _as_text(found: dict[str, Any]) -> str:
    """Tables in Markdown, as docs/performance.md holds them."""
    lines = [
        ", ".join(f"{name} {value}" for name, value in found["machine"].items()),
        f"{found['letters']} letters ({found['load_per_s']}/s), rows: {found['rows']}, {found['rss_mb']} MB",
        f"verify: {found['verify']}",
        "",
        "| operation | queries | CPU app | CPU PostgreSQL | × floor | floor | p50 | p95 |",
        "|---|--:|--:|--:|--:|---|--:|--:|",
        *(_line(operation) for operation in found["operations"]),
        "",
        "| tab | ms | blocks | indexes |",
        "|---|--:|--:|---|",
        *(f"| {p['tab']} | {p['ms']:.2f} | {p['blocks']} | {', '.join(p['indexes'])} |" for p in found["plans"]),
        "",
        *(f"Plan of tab {p['tab']}:\n{p['text']}\n" for p in found["plans"] if p["tab"] in SHOWN),
        *(
            f"repeated in {operation['name']}: {many} × {text}"
            for operation in found["operations"]
            for text, many in operation["repeated"].items()
        ),
        *(f"ERROR {error}" for error in found["errors"]),
        *([f"home: {found['home']}"] if "home" in found else []),
    ]  # fmt: skip
    return "\n".join(lines)


def _line(operation: dict[str, Any]) -> str:
    return (
        f"| {operation['name']} | {operation['queries']} | {operation['cpu_ms_app']:.1f} |"
        f" {operation['cpu_ms_pg']:.1f} | {operation['ratio']:.0f} | {operation['floor']}"
        f" ({operation['floor_cpu_ms']:.2f} ms) | {operation['p50_ms']:.1f} | {operation['p95_ms']:.1f} |"
    )


if __name__ == "__main__":
    sys.exit(main())
