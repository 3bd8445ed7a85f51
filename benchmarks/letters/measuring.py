"""Measuring one operation: queries, CPU of the application and of PostgreSQL, wall time."""

import re
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.db import connection

WARM = 5
COUNTED = 2
#: a statement of one shape more often than this in one operation is reported as a query per row
REPEATED = 3
#: taken again by each act inside an act (docs/adr/0011); counted, and no query per row
_LOCK = "SELECT pg_advisory_xact_lock_shared"
_NOT_COUNTED = re.compile(r"\s*(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|SELECT set_config)", re.IGNORECASE)
_LIST = re.compile(r"\(\s*%s(?:\s*,\s*%s)*\s*\)")
_TICKS = 100  # USER_HZ is 100 on every Linux that people run


@dataclass(frozen=True)
class Floor:
    """The least that any program must do for such an operation, measured in the same run."""

    name: str
    cpu_ms: float


@dataclass(kw_only=True)
class Operation:
    """What was measured; times in milliseconds for one execution."""

    name: str
    n: int
    p50_ms: float
    p95_ms: float
    cpu_ms_app: float
    cpu_ms_pg: float
    queries: int
    floor: Floor | None = None
    repeated: dict[str, int] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    clients: int = 1

    @property
    def cpu_ms(self) -> float:
        return self.cpu_ms_app + self.cpu_ms_pg

    def as_json(self) -> dict[str, Any]:
        floor = self.floor.cpu_ms if self.floor else None
        return {
            "name": self.name, "clients": self.clients, "n": self.n, "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2), "cpu_ms_app": round(self.cpu_ms_app, 2),
            "cpu_ms_pg": round(self.cpu_ms_pg, 2), "queries": self.queries,
            "floor": self.floor.name if self.floor else None,
            "floor_cpu_ms": round(floor, 3) if floor else None,
            "ratio": round(self.cpu_ms / floor, 1) if floor else None, "repeated": self.repeated,
        }  # fmt: skip


class Statements:
    """Collects the statements that Django sends."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        if not _NOT_COUNTED.match(str(statement)):
            self.seen.append(_LIST.sub("(…)", " ".join(str(statement).split())))
        return execute(statement, params, many, context)

    def listening(self) -> AbstractContextManager[None]:
        return connection.execute_wrapper(self)


def measure(name: str, do: Callable[[int], object], *, n: int, floor: Floor | None = None) -> Operation:
    """Do it ``WARM`` + ``COUNTED`` + ``n`` times, each with its own number (for a row of its own)."""
    for number in range(WARM):
        do(number)
    statements = max((_statements(do, WARM + number) for number in range(COUNTED)), key=len)
    backend = _backend()
    walls = []
    pg, app = backend_cpu(backend), time.process_time()
    for number in range(WARM + COUNTED, WARM + COUNTED + n):
        begun = time.perf_counter()
        do(number)
        walls.append(time.perf_counter() - begun)
    app, pg = time.process_time() - app, backend_cpu(backend) - pg
    if backend != _backend():
        raise RuntimeError(f"{name}: the connection was made anew, so the CPU of PostgreSQL is not known")
    cuts = quantiles(walls, n=20)
    return Operation(
        name=name, n=n, p50_ms=cuts[9] * 1000, p95_ms=cuts[18] * 1000, cpu_ms_app=app / n * 1000,
        cpu_ms_pg=pg / n * 1000, queries=len(statements), floor=floor, statements=statements,
        repeated={text: many for text, many in Counter(statements).items() if many > 1},
    )  # fmt: skip


def per_row(operation: Operation) -> dict[str, int]:
    """Statements that look like one query a row."""
    return {
        text: many
        for text, many in operation.repeated.items()
        if many > REPEATED and not text.startswith(_LOCK)
    }


def _statements(do: Callable[[int], object], number: int) -> list[str]:
    found = Statements()
    with found.listening():
        do(number)
    return found.seen


def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def backend_cpu(pid: int) -> float:
    """Seconds of CPU that the server's process has used: in nanoseconds where the kernel tells, else in ticks."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / _TICKS
