"""What `congtam rulebook impact` answers: which running deadlines of all units would move, by how many days."""

from collections.abc import Iterable
from typing import Any

from congtam.mechanisms.lifecycle.impact import Move, Stuck
from congtam.mechanisms.rulebook import Edition
from congtam.registers.legislation.proposals import Foresight, Proposal, foresee


def answer(proposal: Proposal, *, edition: Edition, units: Iterable[int] | None = None) -> dict[str, Any]:
    """``moved`` counts the deadlines whose dates would be others, ``settled`` those that only begin or cease to be
    provisional; ``moves`` lists both. Nothing is stored. Raises as `Proposal.under`."""
    found = foresee(proposal, edition=edition, units=units)
    return {
        "open": found.open,
        "moved": found.moved,
        "settled": found.settled,
        "stuck": [_stuck(each) for each in found.stuck],
        "moves": [_move(each) for each in _sorted(found)],
    }


def _sorted(found: Foresight) -> list[Move]:
    return sorted(
        found.moves, key=lambda move: (-abs(move.days), move.deadline.record.code, move.deadline.duty)
    )


def _move(move: Move) -> dict[str, Any]:
    told = move.to_json()
    return {
        "record": told["record"],
        "duty": told["duty"],
        "item": told["item"],
        "from": told["due_from"],
        "to": told["due_to"],
        "days": told["days"],
        "warn_from": told["warn_from"],
        "warn_to": told["warn_to"],
        "provisional": told["provisional"],
    }


def _stuck(stuck: Stuck) -> dict[str, Any]:
    row = stuck.deadline
    return {
        "record": row.record.code,
        "duty": row.duty,
        "item": row.item,
        "from": row.due_on.isoformat(),
        "reason": stuck.reason,
    }
