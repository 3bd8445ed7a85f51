"""What may stand in the log."""

import logging
import traceback

from congtam.interface.web.middleware import public_language

HIDDEN = "…"


def short_about_foreign_hosts(record: logging.LogRecord) -> bool:
    """A request for a name that is not ours is one line: its traceback tells nothing, and anybody on the network could
    fill the log with it. Always true: the line itself stays."""
    if record.name == "django.security.DisallowedHost":
        record.exc_info = record.exc_text = None
    return True


def without_addresses_of_citizens(record: logging.LogRecord) -> bool:
    """Take the address out of a line about a citizen's page, or about an address that leads nowhere: somebody
    may have typed a tracking code there. Always true: the line itself stays."""
    request = getattr(record, "request", None)
    path = getattr(request, "path", None)
    if path is None or not isinstance(record.args, tuple):
        return True
    if getattr(request, "resolver_match", None) is None or public_language(path) is not None:
        record.args = tuple(HIDDEN if arg == path else arg for arg in record.args)
    return True


def without_words_of_citizens(record: logging.LogRecord) -> bool:
    """An error on a citizen's page is told by its kind and its place: its message may quote what somebody typed or
    the bytes that they sent, and a form is in no log. Always true: the line itself stays."""
    path = getattr(getattr(record, "request", None), "path", None)
    if path is None or public_language(path) is None or not isinstance(record.exc_info, tuple):
        return True
    kind, _error, frames = record.exc_info
    where = "".join(traceback.format_tb(frames))
    record.exc_info = None
    record.exc_text = f"{where}{kind.__name__ if kind else HIDDEN}"
    return True
