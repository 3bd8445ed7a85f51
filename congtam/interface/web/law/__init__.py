"""The rulebook for reading: every value with its source and how sure it is."""
