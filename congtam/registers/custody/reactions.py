"""What the register does when a record is erased by law: see `erasing`."""

from congtam.registers.custody import erasing  # noqa: F401  registers itself
