"""Upkeep of the installation itself: when it was last backed up and rehearsed, and how it is now.

Nothing here belongs to a unit or tells of a person: days, counts and results of the whole installation.
"""
