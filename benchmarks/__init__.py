"""Measurements of the product. Not part of it: nothing in ``congtam`` imports this."""
