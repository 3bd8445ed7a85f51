"""Counts by period; every figure opens to its records."""
