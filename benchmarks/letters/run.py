"""One run: load, measure, explain, verify."""

import json
import os
import platform
import resource
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.letters.installation import Installation
from benchmarks.letters.loading import load, rows_of
from benchmarks.letters.measuring import Operation, per_row
from benchmarks.letters.operations import Bench, kept
from benchmarks.letters.people import World, find_world, make_world
from benchmarks.letters.plans import Plan, list_plans
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.commands import say

#: the day of all measurements, so that two runs with the same seed see the same letters
TODAY = date(2026, 7, 1)
LETTERS = "letters_letter"


def run(place: Installation, *, letters: int, seed: int, n: int, only: str = "") -> dict[str, Any]:
    """Everything that was found, as JSON can hold it."""
    with clock.frozen(TODAY):
        world = find_world() if Unit.objects.exists() else make_world()
        per_second = None
        if not rows_of(place.owner_url)[LETTERS]:
            per_second = _load(place, world, letters=letters, seed=seed, n=n)
        rows = rows_of(place.owner_url)
        say("Measuring …")
        plans = list_plans(world.measured.actor("desk", TODAY), TODAY)
        bench = Bench(world, TODAY, n, only=only)
        operations = list(bench.run())
    say("Verifying every chain …")
    verified = _verified(place)
    errors = [*bench.errors, *_problems(operations, plans)]
    if not verified.get("ok"):
        errors.append(f"congtam verify: {verified}")
    return {
        "machine": _machine(), "letters": rows[LETTERS], "seed": seed, "rows": rows, "load_per_s": per_second,
        "index_per_s": None,
        "operations": [operation.as_json() for operation in operations],
        "plans": [vars(plan) for plan in plans], "verify": verified,
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "errors": errors,
    }  # fmt: skip


def _load(place: Installation, world: World, *, letters: int, seed: int, n: int) -> int:
    say(f"Inventing {letters} letters …")
    seconds = load(place.owner_url, world, letters=letters, today=TODAY, seed=seed, kept=kept(n))
    say(f"Loaded in {seconds:.0f} s.")
    return round(letters / seconds)


def _problems(operations: list[Operation], plans: list[Plan]) -> list[str]:
    found = [plan.problem for plan in plans if plan.problem]
    for operation in operations:
        for text, many in per_row(operation).items():
            found.append(f"{operation.name}: {many} times {text[:300]}")
    return found


def _verified(place: Installation) -> dict[str, Any]:
    done = place.congtam("verify", "--json")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"ok": False, "said": (done.stdout + done.stderr)[-600:]}
    return found


def _machine() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
        cursor.execute("SHOW shared_buffers")
        buffers = cursor.fetchone()[0]
    return {
        "cores": os.cpu_count(), "cpu": _cpu(), "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(), "postgresql": server, "shared_buffers": buffers,
    }  # fmt: skip


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
