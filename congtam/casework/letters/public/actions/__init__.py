"""The acts of the citizens' side, and those by which an office answers."""

from congtam.casework.letters.public.actions.channels import set_web_channel
from congtam.casework.letters.public.actions.codes import keep_code_key
from congtam.casework.letters.public.actions.conversing import (
    CannotBeRead,
    TooManyWait,
    handle_messages,
    write_back,
    write_to_sender,
)
from congtam.casework.letters.public.actions.sending import OfficeFull, RefusedEnclosure, Sent, send_letter

__all__ = [
    "CannotBeRead",
    "OfficeFull",
    "RefusedEnclosure",
    "Sent",
    "TooManyWait",
    "handle_messages",
    "keep_code_key",
    "send_letter",
    "set_web_channel",
    "write_back",
    "write_to_sender",
]
