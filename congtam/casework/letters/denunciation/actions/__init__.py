"""The acts on denunciations: the only place that writes them."""

from congtam.casework.letters.denunciation.actions.accepting import (
    accept_denunciation,
    guide_denouncer,
    keep_information,
    pass_crime,
    pass_on,
    refuse_denunciation,
    transfer_denunciation,
)
from congtam.casework.letters.denunciation.actions.afterwards import (
    inform_denouncer,
    note_step,
    publish_conclusion,
)
from congtam.casework.letters.denunciation.actions.checking import Checked, check_conditions, check_identity
from congtam.casework.letters.denunciation.actions.opening import BOOK, Opened, open_denunciation
from congtam.casework.letters.denunciation.actions.protecting import (
    ask_protection,
    decline_protection,
    end_protection,
    grant_protection,
)
from congtam.casework.letters.denunciation.actions.settling import (
    MustGoOn,
    assign_denunciation,
    conclude_denunciation,
    withdraw_denunciation,
)
from congtam.casework.letters.denunciation.actions.terms import (
    StopGround,
    extend_denunciation,
    resume_denunciation,
    stop_denunciation,
    suspend_denunciation,
)

__all__ = [
    "BOOK",
    "Checked",
    "MustGoOn",
    "Opened",
    "StopGround",
    "accept_denunciation",
    "ask_protection",
    "assign_denunciation",
    "check_conditions",
    "check_identity",
    "conclude_denunciation",
    "decline_protection",
    "end_protection",
    "extend_denunciation",
    "grant_protection",
    "guide_denouncer",
    "inform_denouncer",
    "keep_information",
    "note_step",
    "open_denunciation",
    "pass_crime",
    "pass_on",
    "publish_conclusion",
    "refuse_denunciation",
    "resume_denunciation",
    "stop_denunciation",
    "suspend_denunciation",
    "transfer_denunciation",
    "withdraw_denunciation",
]
