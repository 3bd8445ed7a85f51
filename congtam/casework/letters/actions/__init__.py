"""The acts on letters: the only place that writes them. Page, command, job and API call the same functions."""

from congtam.casework.letters.actions.details import MatterDetails, SenderDetails
from congtam.casework.letters.actions.exporting import note_export
from congtam.casework.letters.actions.handing_over import Receiver, hand_over_letter
from congtam.casework.letters.actions.intake import Received, add_arrived, add_scan, receive_letter
from congtam.casework.letters.actions.issuing_again import issue_again
from congtam.casework.letters.actions.lengthening import (
    choose_law,
    declare_complex,
    note_dialogue,
    plan_dialogue,
)
from congtam.casework.letters.actions.reading import finish_reading, keep_page, reading_failed
from congtam.casework.letters.actions.registering import register_letter, void_letter
from congtam.casework.letters.actions.settling import (
    Save,
    Signer,
    accept_letter,
    answer_letter,
    assign_letter,
    close_letter,
    decide_letter,
    guide_letter,
    refuse_letter,
)
from congtam.casework.letters.actions.suspending import resume_letter, suspend_letter
from congtam.casework.letters.actions.taking_over import take_over_letter
from congtam.casework.letters.actions.triage import hold_letter, triage_again, triage_letter

__all__ = [
    "MatterDetails",
    "Received",
    "Receiver",
    "Save",
    "SenderDetails",
    "Signer",
    "accept_letter",
    "add_arrived",
    "add_scan",
    "answer_letter",
    "assign_letter",
    "choose_law",
    "close_letter",
    "decide_letter",
    "declare_complex",
    "finish_reading",
    "guide_letter",
    "hand_over_letter",
    "hold_letter",
    "issue_again",
    "keep_page",
    "note_dialogue",
    "note_export",
    "plan_dialogue",
    "reading_failed",
    "receive_letter",
    "refuse_letter",
    "register_letter",
    "resume_letter",
    "suspend_letter",
    "take_over_letter",
    "triage_again",
    "triage_letter",
    "void_letter",
]
