"""What can go wrong with a seal."""


class SealBroken(Exception):
    """Sealed bytes cannot be opened: another key, another context, or altered bytes. The message says which
    as far as it can be known."""


class SealLocked(SealBroken):
    """Nothing is wrong with what is sealed: whoever asks has no key to it open. The message says what to do."""


class KeyMissing(Exception):
    """A key file of the installation is missing or is no key."""
