"""Forms of the register of accounts."""
