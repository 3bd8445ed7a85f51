"""Backups: written encrypted, read back into an empty home, rehearsed in a home of their own.

``layout`` what lies where, ``stream`` one encrypted part, ``keyfile`` the keys apart, ``saving``, ``reading``,
``restoring``, ``rehearsing``; ``noting`` writes down in the home that it was done.
"""
