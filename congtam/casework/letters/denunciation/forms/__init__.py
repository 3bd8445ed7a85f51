"""The forms of denunciations."""
