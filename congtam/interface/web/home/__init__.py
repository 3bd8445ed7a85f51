"""Việc hôm nay: what has to be done, in one list over all kinds of records."""
