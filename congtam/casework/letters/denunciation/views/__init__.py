"""The pages of denunciations."""
