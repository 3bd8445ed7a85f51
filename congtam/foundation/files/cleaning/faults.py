"""What stops cleaning."""


class Unclean(Exception):
    """The bytes cannot be taken apart, or something is left in them. The message tells nothing of the content."""
