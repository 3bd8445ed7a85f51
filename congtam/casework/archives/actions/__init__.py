"""The acts of the archive: the only place that writes."""

from congtam.casework.archives.actions.destroying import (
    decide_proposal,
    draft_proposal,
    execute_proposal,
    withdraw_proposal,
)
from congtam.casework.archives.actions.moving import hand_over, move_paper
from congtam.casework.archives.actions.originals import receive_original, return_original

__all__ = [
    "decide_proposal",
    "draft_proposal",
    "execute_proposal",
    "hand_over",
    "move_paper",
    "receive_original",
    "return_original",
    "withdraw_proposal",
]
