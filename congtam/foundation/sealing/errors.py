"""What can go wrong with a seal."""


class SealBroken(Exception):
    """Sealed bytes cannot be opened: another key, another context, or altered bytes. The message says which
    as far as it can be known."""


class KeyMissing(Exception):
    """A key file of the installation is missing or is no key."""
