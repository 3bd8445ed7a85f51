"""Pages of the register of accounts."""
