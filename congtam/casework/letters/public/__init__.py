"""The citizens' side of letters: writing to the office, with a name or without, and messages by tracking code."""
