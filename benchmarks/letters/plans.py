"""How PostgreSQL finds the list: the very statement of the page, explained as congtam_app under row-level
security."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congtam.casework.letters.queries import TABS, letters_of, page_of
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.scope import acting

#: tables that grow with the letters: none of them may be read from end to end for a page
GROWING = frozenset(
    {"lifecycle_record", "lifecycle_deadline", "letters_letter", "letters_matter", "sealing_datakey"}
)
#: what a page may read, in blocks of 8 kB: a row with its letter, holder, unit and key costs about a dozen
MOST_BLOCKS = 1500


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The plan of one tab's statement."""

    tab: str
    ms: float
    blocks: int
    scanned: tuple[str, ...]
    indexes: tuple[str, ...]
    text: str

    @property
    def problem(self) -> str:
        """What is wrong with it; empty for nothing."""
        if self.scanned:
            return f"list, tab {self.tab}: reads {', '.join(self.scanned)} from end to end"
        if self.blocks > MOST_BLOCKS:
            return f"list, tab {self.tab}: reads {self.blocks} blocks"
        return ""


def list_plans(actor: Actor, today: date) -> list[Plan]:
    """The plans of all tabs for ``actor``."""
    return [_plan(actor, tab, today) for tab in TABS]


def _plan(actor: Actor, tab: str, today: date) -> Plan:
    seen: list[tuple[str, Any]] = []

    def listen(execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        seen.append((statement, params))
        return execute(statement, params, many, context)

    with acting(actor):
        with connection.execute_wrapper(listen):
            page_of(letters_of(actor, tab=tab, today=today), before=None)
        statement, params = seen[0]
        for _warm in range(2):
            found = _explain(statement, params, "FORMAT JSON")
        text = "\n".join(row[0] for row in _explain(statement, params, "FORMAT TEXT"))
    top = found[0][0][0]
    nodes = list(_nodes(top["Plan"]))
    return Plan(
        tab=tab,
        ms=top["Execution Time"],
        blocks=top["Plan"]["Shared Hit Blocks"] + top["Plan"]["Shared Read Blocks"],
        scanned=tuple(sorted({n["Relation Name"] for n in nodes if n["Node Type"] == "Seq Scan"} & GROWING)),
        indexes=tuple(dict.fromkeys(n["Index Name"] for n in nodes if "Index Name" in n)),
        text=text,
    )


def _explain(statement: str, params: Any, form: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, {form}) {statement}", params)
        return list(cursor.fetchall())


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", ()) for node in _nodes(child))]
