"""What may stand in the log."""

import logging
import traceback
from http import HTTPStatus

from congtam.interface.web.middleware import public_language

HIDDEN = "…"
#: who tells of jobs that failed
WITH_JOBS = "procrastinate"


def short_about_bad_requests(record: logging.LogRecord) -> bool:
    """A request for a name that is not ours, or one that cannot be read, is one line: its traceback tells nothing, and
    anybody on the network could fill the log with it. Always true: the line itself stays."""
    if getattr(record, "status_code", None) == HTTPStatus.BAD_REQUEST:
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


def without_what_was_typed(record: logging.LogRecord) -> bool:
    """An error of a page or of a job is told by its kind and its place: its message may quote what somebody typed, the
    bytes that they sent or the row that the database refused, and none of that is in any log. What led to it is told
    in the same way. Always true: the line itself stays."""
    if not isinstance(record.exc_info, tuple):
        return True
    if getattr(record, "request", None) is None and not record.name.startswith(WITH_JOBS):
        return True
    record.exc_text = "\n".join(_told(each) for each in _chain(record.exc_info[1])) or HIDDEN
    record.exc_info = None
    return True


def _told(error: BaseException) -> str:
    return f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}"


def _chain(error: BaseException | None) -> list[BaseException]:
    """What happened first stands first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found
