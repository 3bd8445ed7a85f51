"""The upkeep of the installation, for its administrator."""
