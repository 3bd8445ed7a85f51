"""``/healthz``: whether the parts that this process can see work."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from congtam.foundation.upkeep.state import worker_beats


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and worker are "ok", else 503. Reads no session and sets no scope."""
    state = {"database": "down", "migrations": "unknown", "worker": "unknown"}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state["database"] = "ok"
        state["migrations"] = _migrations()
        state["worker"] = "ok" if worker_beats() else "missing"
    except DatabaseError:
        connection.close()
    healthy = set(state.values()) == {"ok"}
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", **state},
        status=200 if healthy else 503,
        headers={"Cache-Control": "no-store"},
    )


def _migrations() -> str:
    try:
        return _all_applied()
    except _Missing:
        return "missing"


class _Missing(Exception):
    """Raised, because an answer that changes must not be kept."""


@cache
def _all_applied() -> str:
    """Kept for the life of the process once it holds: a new version of the program is a new process."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _Missing
    return "ok"
