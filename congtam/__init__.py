"""Công Tâm: the casework system of a Party committee and its offices."""
