"""Walls, tried from outside: what was sown is looked for in every place where it must not be."""
