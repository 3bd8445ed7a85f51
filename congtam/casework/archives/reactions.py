"""What the archive does when a record is erased by law: see `erasing`."""

from congtam.casework.archives import erasing  # noqa: F401  registers itself
