"""The acts on accounts and posts: the only place that writes them."""

from congtam.registers.accounts.actions.elevating import (
    ask_elevation,
    end_elevation,
    grant_elevation,
    refuse_elevation,
)
from congtam.registers.accounts.actions.inviting import (
    Invited,
    accept_invitation,
    come_back,
    enter_account,
    invite,
    lost_password,
    renew_code,
    withdraw,
)
from congtam.registers.accounts.actions.leaving import leave
from congtam.registers.accounts.actions.lines import report_to
from congtam.registers.accounts.actions.own import end_other_sessions
from congtam.registers.accounts.actions.posts import (
    change_post,
    close_post,
    end_post,
    give_post,
    make_post,
)
from congtam.registers.accounts.actions.relating import (
    declare_relation,
    end_own_relation,
    end_relation,
    enter_relation,
)
from congtam.registers.accounts.actions.resetting import ask_reset, grant_reset, refuse_reset
from congtam.registers.accounts.actions.saving import Save
from congtam.registers.accounts.actions.substituting import end_substitution, substitute

__all__ = [
    "Invited",
    "Save",
    "accept_invitation",
    "ask_elevation",
    "ask_reset",
    "change_post",
    "close_post",
    "come_back",
    "declare_relation",
    "end_elevation",
    "end_other_sessions",
    "end_own_relation",
    "end_post",
    "end_relation",
    "end_substitution",
    "enter_account",
    "enter_relation",
    "give_post",
    "grant_elevation",
    "grant_reset",
    "invite",
    "leave",
    "lost_password",
    "make_post",
    "refuse_elevation",
    "refuse_reset",
    "renew_code",
    "report_to",
    "substitute",
    "withdraw",
]
