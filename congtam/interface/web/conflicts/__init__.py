"""Naming officers in a record, and conflicts of interest: pages for every kind of record that allows it."""
