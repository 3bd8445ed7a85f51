"""The acts on the books of incoming and outgoing documents: the only place that writes them."""

from congtam.casework.correspondence.actions.beginning import begin_incoming, begin_outgoing
from congtam.casework.correspondence.actions.details import IncomingDetails, OutgoingDetails, Paper, Save
from congtam.casework.correspondence.actions.exporting import note_export
from congtam.casework.correspondence.actions.incoming import (
    correct_incoming,
    enter_incoming,
    finish_incoming,
    hand_incoming,
    void_incoming,
)
from congtam.casework.correspondence.actions.outgoing import (
    correct_outgoing,
    enter_outgoing,
    void_issued,
    void_outgoing,
)

__all__ = [
    "IncomingDetails",
    "OutgoingDetails",
    "Paper",
    "Save",
    "begin_incoming",
    "begin_outgoing",
    "correct_incoming",
    "correct_outgoing",
    "enter_incoming",
    "enter_outgoing",
    "finish_incoming",
    "hand_incoming",
    "note_export",
    "void_incoming",
    "void_issued",
    "void_outgoing",
]
