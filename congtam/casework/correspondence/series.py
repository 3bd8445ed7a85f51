"""Names of the counters of incoming documents."""

from congtam.casework.correspondence.models import Book

INCOMING_COUNTERS = "correspondence:incoming:"


def incoming_counter(book: Book | str) -> str:
    """The name of a book's counter, for `foundation.numbering` (an office that begins at 145)."""
    return f"{INCOMING_COUNTERS}{Book(book).value}"
